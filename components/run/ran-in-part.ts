import type { NodeRun } from "@/nodes/core/node-run";

export const inPartWord = "In part";

/** It was begun for what the run went to and not asked for to its end: a container that the run ended in. */
export function ranInPart({ status, skipReason, startedAt }: NodeRun): boolean {
  return status === "skipped" && skipReason === "not-asked" && startedAt !== undefined;
}
