import { isInnerPort, parentsOf, reachOf } from "@/nodes/core/container";
import type { NodeDefinitions } from "@/nodes/core/node-definition";
import type { Workflow } from "@/nodes/core/workflow";
import { endsOf, type PortEnd } from "./fitting-ports";

export interface NewPlace {
  /** The frame that was pointed at; `null`: the canvas itself was. Absent: nobody pointed. */
  readonly pointed?: string | null;
  /** The place was aimed at, by a drop; else a pointer lies where it lies, and what is selected says more. */
  readonly isAimed: boolean;
  readonly selected: ReadonlySet<string>;
  /** What the new node shall be connected to. */
  readonly connectTo?: PortEnd;
}

/**
 * The container that a new node stands in: the one that was aimed at, else the selected one or that of the selected
 * node, else the one below the pointer; where a connection could not reach it there, that of what it is connected to.
 */
export function parentForNew(
  workflow: Pick<Workflow, "nodes">,
  definitions: NodeDefinitions,
  { pointed, isAimed, selected, connectTo }: NewPlace,
): string | undefined {
  const parents = parentsOf(workflow.nodes);
  const ofSelected = parentOfSelected(workflow, definitions, selected);
  const isPointed = pointed !== undefined && (isAimed || ofSelected === undefined);
  const wanted = isPointed ? (pointed ?? undefined) : ofSelected;
  if (connectTo === undefined) return wanted;
  const home = isInnerPort(connectTo.port) ? connectTo.nodeId : parents.get(connectTo.nodeId);
  const other: PortEnd = { nodeId: "", port: "", side: connectTo.side === "output" ? "input" : "output" };
  const reach = reachOf(new Map([...parents, ["", wanted]]), endsOf(connectTo, other));
  return "problem" in reach ? home : wanted;
}

function parentOfSelected(
  { nodes }: Pick<Workflow, "nodes">,
  definitions: NodeDefinitions,
  selected: ReadonlySet<string>,
): string | undefined {
  const [only, ...more] = nodes.filter(({ id }) => selected.has(id));
  if (only === undefined || more.length > 0) return undefined;
  return definitions.get(only.type)?.container === true ? only.id : only.parentId;
}
