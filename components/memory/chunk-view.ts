import type { ChunkView } from "./memory-types";

interface StoredChunk {
  readonly id: number;
  readonly position: number;
  readonly text: string;
  /** Headings above it, page, tokens, as far as they were noted. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly isEdited: boolean;
  readonly isDouble: boolean;
}

/** A stored passage with what can be read of its details. */
export function chunkViewOf({ details, ...chunk }: StoredChunk): ChunkView {
  const { headings, page, tokens } = details;
  return {
    ...chunk,
    headings: Array.isArray(headings) ? headings.map(String) : [],
    ...(typeof page === "number" ? { page } : {}),
    ...(typeof tokens === "number" ? { tokens } : {}),
  };
}
