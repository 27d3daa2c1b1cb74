import { describe, expect, it } from "vitest";
import { type DocumentFilter, filterDocuments } from "./document-filter";
import type { DocumentSummary } from "./memory-types";

const document = (name: string, status: DocumentSummary["status"], isPinned = false) =>
  ({ name, status, isPinned }) as DocumentSummary;
const documents = [
  document("Handbook.pdf", "ready", true),
  document("notes.md", "queued"),
  document("scan.pdf", "failed"),
  document("draft.pdf", "canceled"),
  document("page", "working"),
];
const shown = (show: DocumentFilter["show"], text = "") =>
  filterDocuments(documents, { show, text }).map(({ name }) => name);

describe("filterDocuments", () => {
  it("finds by a part of the name and by state", () => {
    expect(shown("all")).toHaveLength(5);
    expect(shown("all", " HAND")).toEqual(["Handbook.pdf"]);
    expect(shown("failed", "pdf")).toEqual(["scan.pdf", "draft.pdf"]);
    expect(shown("working")).toEqual(["notes.md", "page"]);
    expect(shown("ready")).toEqual(["Handbook.pdf"]);
    expect(shown("pinned")).toEqual(["Handbook.pdf"]);
  });
});
