import type { DocumentLimits } from "@/server/memory/ingest/document-limits";

/** What a reader made of the bytes of a document. */
export interface ReadText {
  readonly text: string;
  readonly mediaType: string;
  /** The title that it gives itself. */
  readonly title?: string;
  /** Of its bytes, where they are text: `utf-8`, `windows-1252`. */
  readonly encoding?: string;
  readonly pages?: number;
}

/** What a reader has to know beside the bytes. */
export interface Reading {
  /** What people call the document, for errors and for its extension. */
  readonly name: string;
  /** The `Content-Type` that it was sent with. */
  readonly declared?: string;
  readonly limits: DocumentLimits;
  /** Pages so far. */
  readonly onPage?: (done: number, total: number) => void;
}
