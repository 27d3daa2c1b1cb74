import type { NodeRun } from "@/nodes/core/node-run";

/** Whether the tiny model that comes with Heddle wrote for a node. */
export function isStarterAnswer({ spans }: Pick<NodeRun, "spans">): boolean {
  return spans.some(
    ({ kind, attributes, error }) => kind === "model" && attributes["heddle.starter"] === true && !error,
  );
}
