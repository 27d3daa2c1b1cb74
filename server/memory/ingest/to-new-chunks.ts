import type { TextChunk } from "@/server/memory/ingest/split-text";
import type { NewChunk } from "@/server/memory/store-document";

/** What is stored of chunks: their text, and where in the document it stands. */
export function toNewChunks(chunks: readonly TextChunk[]): NewChunk[] {
  return chunks.map(({ text, tokens: _, ...details }) => ({ text, details }));
}
