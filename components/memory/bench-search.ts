import type { ClientError } from "@/components/api/app-error-of";
import type { Passage } from "@/nodes/core/node-runner";

/** One side's search as far as it is. */
export interface BenchSearch {
  readonly passages: readonly Passage[] | undefined;
  readonly isPending: boolean;
  readonly error: ClientError | undefined;
  /** On the server, the embedding of the question included. */
  readonly tookMs: number | undefined;
}
