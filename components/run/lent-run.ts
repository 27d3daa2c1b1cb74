import type { NodeRun } from "@/nodes/core/node-run";

/** A resource (a model) that did nothing itself: each of its spans is a use that its borrower has a span of, too. */
export function isOnlyLent(run: NodeRun): boolean {
  const { startedAt, spans } = run;
  return startedAt === undefined && spans.length > 0 && spans.every((span) => "heddle.used_by" in span.attributes);
}
