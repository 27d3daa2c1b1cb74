import { afterAll, expect, test } from "vitest";
import { mostCharacters, mostPages } from "@/server/memory/ingest/document-limits";
import { askReader, endReaders } from "@/server/memory/ingest/reader-threads";
import { makePdf } from "@/server/memory/ingest/testing/make-pdf";

afterAll(endReaders);

const limits = { bytes: 1e9, pages: mostPages, characters: mostCharacters };
const split = { chunkSize: 64, overlap: 0 };
const never = new AbortController().signal;
const ask = (bytes: Uint8Array, more: { signal?: AbortSignal; timeoutMs?: number; name?: string } = {}) =>
  askReader(
    { kind: "read", source: { bytes }, name: more.name ?? "file", limits, split },
    { signal: more.signal ?? never, timeoutMs: more.timeoutMs ?? 60_000 },
  );

test("reads and splits in another thread, with progress, and says what is wrong", async () => {
  const pages: unknown[] = [];
  const pdf = makePdf(Array.from({ length: 30 }, (_, at) => [`This is page ${at + 1} of thirty.`]));
  const found = await askReader(
    { kind: "read", source: { bytes: pdf }, name: "a.pdf", limits, split },
    { signal: never, timeoutMs: 60_000, onPages: (done, total) => pages.push([done, total]) },
  );
  expect(found).toMatchObject({ pages: 30, mediaType: "application/pdf" });
  expect(found.chunks.at(-1)?.text).toContain("page 30 of thirty");
  expect(pages.at(-1)).toEqual([30, 30]);
  await expect(ask(makePdf([["x"]], "secret"), { name: "b.pdf" })).rejects.toMatchObject({
    code: "REQUEST_INVALID",
    userMessage: expect.stringContaining("b.pdf is encrypted"),
    hint: expect.any(String),
  });
});

test("splits a text again", async () => {
  const again = await askReader(
    { kind: "split", text: "# One\n\nWords.", mediaType: "text/markdown", split },
    { signal: never, timeoutMs: 60_000 },
  );
  expect(again.chunks).toMatchObject([{ text: "# One\n\nWords.", headings: ["One"] }]);
});

test("what takes too long or is canceled ends at once, the event loop is free, and the next one is read", async () => {
  const large = Buffer.from("Some words. ".repeat(1_500_000));
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 5);
  await expect(ask(large, { timeoutMs: 300 })).rejects.toMatchObject({ code: "TIMED_OUT" });
  clearInterval(timer);
  expect(turns).toBeGreaterThan(10);
  const controller = new AbortController();
  const reading = ask(large, { signal: controller.signal });
  controller.abort(new Error("not wanted"));
  await expect(reading).rejects.toThrow("not wanted");
  expect((await ask(Buffer.from("Still here."))).text).toBe("Still here.");
});
