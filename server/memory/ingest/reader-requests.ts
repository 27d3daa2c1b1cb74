import type { ErrorCode } from "@/nodes/core/app-error";
import type { SplitSettings } from "@/nodes/core/split-settings";
import type { DocumentLimits } from "@/server/memory/ingest/document-limits";
import type { ReadText } from "@/server/memory/ingest/read-text";
import type { TextChunk } from "@/server/memory/ingest/split-text";

/** What a reader thread is asked for, and answers. */
export type ReaderRequest =
  | {
      readonly kind: "read";
      /** The file that has the bytes, or they themselves. */
      readonly source: { readonly path: string } | { readonly bytes: Uint8Array };
      readonly name: string;
      readonly declared?: string;
      readonly limits: DocumentLimits;
      readonly split: SplitSettings;
    }
  | { readonly kind: "split"; readonly text: string; readonly mediaType: string; readonly split: SplitSettings };

export interface ReadAndSplit extends ReadText {
  readonly chunks: readonly TextChunk[];
}

export type ReaderMessage =
  | { readonly pages: readonly [done: number, total: number] }
  | { readonly result: ReadAndSplit }
  | { readonly error: ReaderError };

export interface ReaderError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly userMessage: string;
  readonly hint?: string;
  readonly retryable: boolean;
}
