import { describe, expect, it } from "vitest";
import { kindOf, lossOf, lossOfCollection } from "./document-words";

const file = (chunks: number) => ({ chunks, origin: { kind: "file" as const } });

describe("lossOf", () => {
  it("counts files, passages and vectors", () => {
    expect(lossOf([file(200), file(12), file(0)])).toBe("3 files, 212 passages and their vectors");
    expect(lossOf([file(1)])).toBe("1 file, 1 passage and its vector");
    expect(lossOf([file(0)])).toBe("1 file");
    expect(lossOf([file(2), { chunks: 1, origin: { kind: "page" } }])).toBe(
      "2 documents, 3 passages and their vectors",
    );
    expect(lossOfCollection({ documents: 0, chunks: 0 })).toBe("0 documents");
  });
});

describe("kindOf", () => {
  it("says what a document is", () => {
    expect(kindOf({ origin: { kind: "file" }, mediaType: "application/pdf" })).toBe("PDF");
    expect(kindOf({ origin: { kind: "text" }, mediaType: "text/plain; charset=utf-8" })).toBe("Text");
    expect(kindOf({ origin: { kind: "file" }, mediaType: "text/x-odd" })).toBe("text/x-odd");
    expect(kindOf({ origin: { kind: "page", address: "https://example.org/a" }, mediaType: "text/html" })).toBe(
      "example.org",
    );
    expect(kindOf({ origin: { kind: "page", address: "?" }, mediaType: "text/html" })).toBe("Page");
    expect(kindOf({ origin: { kind: "run" }, mediaType: "text/plain" })).toBe("Remembered");
  });
});
