import type { WorkflowState } from "@/components/workflow-store/workflow-state";
import { roleOf } from "@/nodes/core/node-role";
import type { StaleNodes } from "@/nodes/core/stale-nodes";
import type { PlanScene } from "./run-plan";
import type { RunView } from "./run-store";

/** What a plan is made from, as it stands at this moment. */
export function planScene(
  { document, resolved }: Pick<WorkflowState, "document" | "resolved">,
  { run }: Pick<RunView, "run">,
  stale: StaleNodes,
): PlanScene {
  const nodes = [...resolved.values()];
  const data = nodes.filter(
    (one) =>
      one.node.parentId === undefined &&
      one.node.disabled !== true &&
      one.definition?.entry !== "trigger" &&
      roleOf(one) === "data",
  );
  return {
    workflow: document,
    run,
    stale,
    dataNodes: new Set(data.map(({ node }) => node.id)),
    entryId: nodes.find(({ definition }) => definition?.entry === "input")?.node.id,
    titleOf: (id) => {
      const one = resolved.get(id);
      return one?.node.name ?? one?.definition?.title ?? id;
    },
  };
}
