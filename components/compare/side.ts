import { documentAt } from "@/nodes/core/called-paths";
import type { JsonObject } from "@/nodes/core/json";
import type { NodeRun } from "@/nodes/core/node-run";
import type { RecordedRun } from "@/nodes/core/record-run";
import type { Workflow } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";

/** One of the two runs that are compared. */
export interface Side extends RecordedRun {
  readonly runId: string;
  readonly document: Workflow;
}

export type SideName = "a" | "b";

export const sideNames: readonly SideName[] = ["a", "b"];

/** The model that answered a node run's calls, or the names of several; undefined where it asked none. */
export function modelOf({ spans }: Pick<NodeRun, "spans">): string | undefined {
  const calls = spans.filter(({ kind, attributes }) => kind === "model" && attributes["heddle.used_by"] === undefined);
  const names = calls.map(
    ({ attributes, name }) => attributes["heddle.model"] ?? attributes["gen_ai.request.model"] ?? name,
  );
  const known = [...new Set(names.map(String))];
  return known.length === 0 ? undefined : known.join(", ");
}

/** What a node run got. Nodes that only compute note no input: theirs is what the nodes before them gave. */
export function inputOf(side: Side, nodeRun: NodeRun): Readonly<Record<string, unknown>> | undefined {
  if (nodeRun.input !== undefined) return nodeRun.input;
  if (nodeRun.path.includes("#")) return undefined;
  const values: JsonObject = {};
  const own = documentAt(side.document, nodeRun.path, definitions);
  for (const { source, sourceHandle, target, targetHandle } of own === undefined
    ? []
    : incomingOf(own, nodeRun.nodeId)) {
    if (target !== nodeRun.nodeId || targetHandle in values) continue;
    const value = outputAround(side, nodeRun.path, source)?.[sourceHandle];
    if (value !== undefined) values[targetHandle] = value as JsonObject[string];
  }
  return Object.keys(values).length === 0 ? undefined : values;
}

/** The output of a node as seen from a place: of the same item, else of one around it. */
function outputAround({ nodeRuns }: Side, path: string, nodeId: string): NodeRun["output"] {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/")))) {
    const found = nodeRuns.get(at === "" ? nodeId : `${at}/${nodeId}`);
    if (found !== undefined) return found.output;
    if (at === "") return undefined;
  }
}

const incoming = new WeakMap<Workflow, ReadonlyMap<string, Workflow["connections"]>>();

export function incomingOf(document: Workflow, nodeId: string): Workflow["connections"] {
  let known = incoming.get(document);
  if (known === undefined) {
    known = Map.groupBy(document.connections, ({ target }) => target);
    incoming.set(document, known);
  }
  return known.get(nodeId) ?? [];
}
