import type { RunError } from "@/nodes/core/app-error";
import type { DocumentStatus, JobStatus } from "@/nodes/core/collection-status";

/** What the pages read of a collection. */
export interface CollectionSummary {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  /** The model that was asked for: an id in the registry, or `default`. */
  readonly embedder: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly retention: Readonly<Record<string, unknown>>;
  /** Found in its documents, as ISO 639-3. */
  readonly languages: readonly string[];
  readonly documents: number;
  readonly chunks: number;
  /** What made the vectors that are searched. */
  readonly space: { readonly model: string; readonly dimension: number } | null;
  readonly updatedAt: string;
}

export interface DocumentSummary {
  readonly id: string;
  readonly collectionId: string;
  readonly name: string;
  /** Where it came from; `originOf` reads it. */
  readonly origin: Readonly<Record<string, unknown>>;
  readonly mediaType: string;
  /** Bytes of what was given. */
  readonly size: number;
  readonly status: DocumentStatus;
  readonly error: RunError | null;
  readonly chunks: number;
  readonly isPinned: boolean;
  readonly uses: number;
  readonly usedAt: string | null;
  readonly createdAt: string;
}

/** A text that an agent or a workflow remembered, with the names of who did. */
export interface RememberedText {
  readonly id: string;
  readonly text: string;
  readonly origin: Readonly<Record<string, unknown>>;
  readonly runId: string | null;
  readonly isPinned: boolean;
  /** 0 to 1, where the archive scored it. */
  readonly importance: number | null;
  readonly uses: number;
  readonly usedAt: string | null;
  readonly createdAt: string;
  readonly collection: { readonly id: string; readonly name: string };
  readonly workflow: { readonly id: string; readonly name: string } | null;
  readonly agent: { readonly id: string; readonly name: string } | null;
}

export interface ChunkView {
  /** Left out while it is not stored: how a text would be cut. */
  readonly id?: number;
  /** From 0. */
  readonly position: number;
  readonly text: string;
  readonly headings: readonly string[];
  readonly page?: number;
  /** Estimated. */
  readonly tokens?: number;
  readonly isEdited: boolean;
  /** The same text is in another document of the collection. */
  readonly isDouble: boolean;
}

export interface JobView {
  readonly id: string;
  readonly kind: "ingest" | "split" | "embed";
  readonly collectionId: string;
  readonly documentId: string | null;
  readonly status: JobStatus;
  /** What it is at: `reading`, `embedding`. */
  readonly stage: string;
  readonly done: number;
  readonly total: number | null;
  readonly error: RunError | null;
}

/** One day of a cache. */
export interface CacheDay {
  /** UTC, as 2026-11-27. */
  readonly day: string;
  readonly hits: number;
  readonly misses: number;
}

export interface CacheView {
  readonly entries: number;
  readonly bytes: number;
  readonly days: readonly CacheDay[];
}
