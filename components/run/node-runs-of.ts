import { isInCalled } from "@/nodes/core/called-paths";
import { type NodeRun, nodeRunKey } from "@/nodes/core/node-run";
import type { RunView } from "./run-store";

/** All that is known of what a node did, by node run key: inside a container in its items that ended last, and now. */
export function nodeRunsOf(
  { run, ended, callers }: Pick<RunView, "run" | "ended" | "callers">,
  nodeId: string,
): ReadonlyMap<string, NodeRun> {
  const over = [...ended.values()].flatMap((items) => items.flatMap(({ nodeRuns }) => [...nodeRuns.values()]));
  const found = [...over, ...(run?.nodeRuns.values() ?? [])].filter(
    (one) => one.nodeId === nodeId && !isInCalled(one.path, callers),
  );
  return new Map(found.map((one) => [nodeRunKey(one.nodeId, one.path), one]));
}
