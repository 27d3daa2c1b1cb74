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
import { absolutePlaces, fitsInto, nestingOf, originOf, withInside } from "./nesting";
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

/**
 * The selected nodes and what stands in them, with the connections among them; undefined when no node is selected. What
 * is copied without its container stands on the canvas itself.
 */
export function fragmentOf(workflow: Workflow, selection: Selection): Fragment | undefined {
  const ids = withInside(workflow.nodes, selection.nodes);
  const places = absolutePlaces(workflow.nodes);
  const nodes = workflow.nodes.flatMap((node): WorkflowNode[] => {
    if (!ids.has(node.id)) return [];
    if (node.parentId === undefined || ids.has(node.parentId)) return [node];
    const { parentId: _, ...rest } = node;
    return [{ ...rest, position: { ...(places.get(node.id) ?? node.position) } }];
  });
  if (nodes.length === 0) return undefined;
  const connections = workflow.connections.filter(({ source, target }) => ids.has(source) && ids.has(target));
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

/**
 * Adds a fragment under new ids, its connections with it. `origin`: where on the canvas its top left corner shall be;
 * `parentId`: the container that takes it, unless it would nest too deep there.
 */
export function pasteChanges(workflow: Workflow, fragment: Fragment, origin: Point, parentId?: string): Pasted {
  const ids = new NewIds(workflow);
  const renamed = new Map(fragment.nodes.map((node) => [node.id, ids.node(node.type)]));
  const corner = cornerOf(fragment);
  const around = fitsInto(workflow.nodes, parentId, nestingOf(fragment.nodes)) ? parentId : undefined;
  const start = originOf(absolutePlaces(workflow.nodes), around);
  const nodes = fragment.nodes.map((node): WorkflowNode => {
    const { parentId: _, ...rest } = node;
    const id = renamed.get(node.id) as string;
    const parent = renamed.get(node.parentId ?? "");
    if (parent !== undefined) return { ...rest, id, parentId: parent };
    const x = node.position.x - corner.x + origin.x - start.x;
    const y = node.position.y - corner.y + origin.y - start.y;
    return { ...rest, id, position: { x, y }, ...(around === undefined ? {} : { parentId: around }) };
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

/** The top left corner of a fragment's bounding box; what stands in containers goes with them. */
export function cornerOf(fragment: Pick<Fragment, "nodes">): Point {
  const roots = rootsOf(fragment);
  return {
    x: roots.reduce((least, { position }) => Math.min(least, position.x), Number.POSITIVE_INFINITY),
    y: roots.reduce((least, { position }) => Math.min(least, position.y), Number.POSITIVE_INFINITY),
  };
}

function rootsOf({ nodes }: Pick<Fragment, "nodes">): readonly WorkflowNode[] {
  const ids = new Set(nodes.map(({ id }) => id));
  return nodes.filter(({ parentId }) => parentId === undefined || !ids.has(parentId));
}
