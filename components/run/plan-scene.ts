import type { WorkflowState } from "@/components/workflow-store/workflow-state";
import { selfAndContainers } from "@/nodes/core/container";
import { roleOf } from "@/nodes/core/node-role";
import type { StaleNodes } from "@/nodes/core/stale-nodes";
import { isItemKnown, itemToRunIn, nodeRunIn } from "./item-to-run-in";
import type { PlanScene } from "./run-plan";
import type { RunView } from "./run-store";

/** What a plan is made from, as it stands at this moment. */
export function planScene(
  { document, resolved }: Pick<WorkflowState, "document" | "resolved">,
  view: Pick<RunView, "run" | "latest" | "ended" | "chosen">,
  stale: StaleNodes,
): PlanScene {
  const nodes = [...resolved.values()];
  const data = nodes.filter(
    (one) => one.node.disabled !== true && one.definition?.entry !== "trigger" && roleOf(one) === "data",
  );
  const chainOf = (id: string) => selfAndContainers({ get: (one) => resolved.get(one)?.node.parentId }, id).reverse();
  return {
    workflow: document,
    run: view.run,
    stale,
    dataNodes: new Set(data.map(({ node }) => node.id)),
    entryId: nodes.find(({ definition }) => definition?.entry === "input")?.node.id,
    titleOf: (id) => {
      const one = resolved.get(id);
      return one?.node.name ?? one?.definition?.title ?? id;
    },
    chainOf,
    itemOf: (id, wished) => itemToRunIn(view, chainOf(id).slice(0, -1), { nodeId: id, wished }),
    runIn: (id, path) => nodeRunIn(view, id, path),
    // What was only seen, and not stored, no run can begin with.
    isItemKnown: (path) => document.settings.durability !== "result" && isItemKnown(view, path),
  };
}
