import { z } from "zod";
import { isJsonObject } from "@/nodes/core/json";
import type { NodeDefinitions } from "@/nodes/core/node-definition";
import { readWorkflow } from "@/nodes/core/read-workflow";
import {
  type Connection,
  connectionSchema,
  emptyWorkflow,
  type Workflow,
  type WorkflowNode,
  workflowFormat,
  workflowNodeSchema,
  workflowVersion,
} from "@/nodes/core/workflow";
import type { WorkflowChange } from "@/nodes/core/workflow-change";
import { NewIds } from "./new-ids";
import type { Selection } from "./selection";

/** A part of a document, as it lies in the clipboard: JSON text that a person can read, mail and paste again. */
export const fragmentFormat = "heddle.fragment";

const fragmentSchema = z.object({
  format: z.literal(fragmentFormat),
  version: z.literal(workflowVersion),
  nodes: z.array(workflowNodeSchema).min(1),
  connections: z.array(connectionSchema),
});
export type Fragment = z.infer<typeof fragmentSchema>;

/** The selected nodes with the connections among them; undefined when no node is selected. */
export function fragmentOf(workflow: Workflow, selection: Selection): Fragment | undefined {
  const nodes = workflow.nodes.filter(({ id }) => selection.nodes.has(id));
  if (nodes.length === 0) return undefined;
  const connections = workflow.connections.filter(
    ({ source, target }) => selection.nodes.has(source) && selection.nodes.has(target),
  );
  return { format: fragmentFormat, version: workflowVersion, nodes, connections };
}

export function writeFragment(fragment: Fragment): string {
  return `${JSON.stringify(fragment, null, 2)}\n`;
}

export type ReadFragment =
  | { readonly fragment: Fragment }
  /** It means to be one of ours and is not; a sentence for people. */
  | { readonly problem: string }
  /** Some other text. */
  | undefined;

/** Reads a fragment or a whole document, through the same checks that opening a file goes through. */
export function readFragment(text: string, definitions: NodeDefinitions): ReadFragment {
  const json = parseJson(text);
  if (!isJsonObject(json)) return undefined;
  if (json.format !== fragmentFormat && json.format !== workflowFormat) return undefined;
  const isFragment = json.format === fragmentFormat;
  const document = isFragment ? { ...emptyWorkflow("Fragment"), ...json, format: workflowFormat } : json;
  const read = readWorkflow(document, definitions);
  if (read.workflow === undefined) return { problem: read.issues[0]?.message ?? "This is no workflow." };
  const { nodes, connections } = read.workflow;
  if (nodes.length === 0) return { problem: "There are no nodes in it." };
  return { fragment: { format: fragmentFormat, version: workflowVersion, nodes, connections } };
}

function parseJson(text: string): unknown {
  // Most pastes are no JSON: they are told apart without parsing megabytes.
  if (!text.trimStart().startsWith("{")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export interface Pasted {
  readonly changes: readonly WorkflowChange[];
  /** The ids of the new nodes. */
  readonly nodeIds: readonly string[];
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Adds a fragment under new ids, its connections with it. `origin`: where its top left corner shall be. */
export function pasteChanges(workflow: Workflow, fragment: Fragment, origin: Point): Pasted {
  const ids = new NewIds(workflow);
  const renamed = new Map(fragment.nodes.map((node) => [node.id, ids.node(node.type)]));
  const corner = cornerOf(fragment.nodes);
  const nodes = fragment.nodes.map((node): WorkflowNode => {
    const { parentId, ...rest } = node;
    const parent = parentId === undefined ? undefined : renamed.get(parentId);
    const position = { x: node.position.x - corner.x + origin.x, y: node.position.y - corner.y + origin.y };
    const id = renamed.get(node.id) as string;
    return { ...rest, id, position, ...(parent === undefined ? {} : { parentId: parent }) };
  });
  const connections = fragment.connections.flatMap((connection): Connection[] => {
    const [source, target] = [renamed.get(connection.source), renamed.get(connection.target)];
    return source === undefined || target === undefined
      ? []
      : [{ ...connection, id: ids.connection(), source, target }];
  });
  return {
    nodeIds: nodes.map(({ id }) => id),
    changes: [
      ...nodes.map((node): WorkflowChange => ({ type: "node.add", node })),
      ...connections.map((connection): WorkflowChange => ({ type: "connection.add", connection })),
    ],
  };
}

/** The top left corner of the nodes' bounding box. */
export function cornerOf(nodes: readonly Pick<WorkflowNode, "position">[]): Point {
  return {
    x: nodes.reduce((least, { position }) => Math.min(least, position.x), Number.POSITIVE_INFINITY),
    y: nodes.reduce((least, { position }) => Math.min(least, position.y), Number.POSITIVE_INFINITY),
  };
}
