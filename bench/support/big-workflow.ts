import { type Connection, emptyWorkflow, type Workflow, type WorkflowNode } from "@/nodes/core/workflow";

export interface BigWorkflowOptions {
  readonly nodes: number;
  readonly connections: number;
  /** The same seed gives the same document. */
  readonly seed?: number;
}

const columnWidth = 320;
const rowHeight = 180;

/**
 * A valid document as large as asked for, drawn as people draw: columns from left to right, one input, agents that
 * borrow models from below, conditions, merges that take many. Connections lead to the right, so no circle closes.
 */
export function bigWorkflow({
  nodes: nodeCount,
  connections: connectionCount,
  seed = 1,
}: BigWorkflowOptions): Workflow {
  const random = seededRandom(seed);
  const rows = Math.max(1, Math.ceil(Math.sqrt(nodeCount / 2)));
  const nodes = Array.from({ length: nodeCount }, (_, i) => nodeAt(i, Math.floor(i / rows), i % rows));
  const connections: Connection[] = [];
  const taken = new Set<string>();

  function connect(source: string, sourceHandle: string, target: string, targetHandle: string, isMany = false): void {
    const input = `${target} ${targetHandle}`;
    const both = `${source} ${sourceHandle} ${input}`;
    if (connections.length >= connectionCount || (!isMany && taken.has(input)) || taken.has(both)) return;
    taken.add(input).add(both);
    connections.push({ id: `c${connections.length + 1}`, source, sourceHandle, target, targetHandle });
  }

  nodes.forEach((node, i) => {
    const before = nodes
      .slice(Math.max(0, i - 2 * rows), Math.max(0, i - rows + 1))
      .filter(({ type }) => outputOf[type] !== undefined);
    const source = before[Math.floor(random() * before.length)];
    const input = inputOf[node.type];
    if (source !== undefined && input !== undefined)
      connect(source.id, outputOf[source.type] as string, node.id, input, node.type === "merge");
    if (node.type === "agent") connect(lastModelBefore(nodes, i), "model", node.id, "model");
  });
  // What is still missing goes into the ports that take many.
  const merges = nodes.filter(({ type }) => type === "merge");
  const places = new Map(nodes.map(({ id }, i) => [id, i]));
  for (let guard = 0; connections.length < connectionCount && guard < connectionCount * 50; guard++) {
    const merge = merges[Math.floor(random() * merges.length)];
    const source = nodes[Math.floor(random() * nodes.length)];
    if (merge === undefined || source === undefined) break;
    const distance = (places.get(merge.id) as number) - (places.get(source.id) as number);
    const output = outputOf[source.type];
    if (distance > 0 && distance <= 4 * rows && output !== undefined)
      connect(source.id, output, merge.id, "inputs", true);
  }
  return { ...emptyWorkflow(`${nodeCount} nodes`), nodes, connections };
}

const outputOf: Readonly<Record<string, string>> = {
  input: "message",
  agent: "text",
  transform: "value",
  condition: "true",
  merge: "value",
  log: "value",
};
const inputOf: Readonly<Record<string, string>> = {
  agent: "message",
  transform: "value",
  condition: "value",
  merge: "inputs",
  log: "value",
  output: "value",
};
const pattern = ["agent", "transform", "merge", "condition", "agent", "transform", "merge", "log", "model", "merge"];

function nodeAt(index: number, column: number, row: number): WorkflowNode {
  const type = index === 0 ? "input" : index === 1 ? "model" : (pattern[index % pattern.length] as string);
  return {
    id: `${type}${index + 1}`,
    type,
    name: `${type[0]?.toUpperCase()}${type.slice(1)} ${index + 1}`,
    position: { x: column * columnWidth, y: row * rowHeight },
    config: configOf(type, index),
  };
}

function configOf(type: string, index: number): Record<string, unknown> {
  if (type === "input") return { fields: [{ name: "message", type: "text", required: true }] };
  if (type === "agent") return { instructions: "You weave.", prompt: "Explain {{ message }} in three lines." };
  if (type === "output") return { name: `output${index}` };
  return {};
}

function lastModelBefore(nodes: readonly WorkflowNode[], index: number): string {
  return nodes.slice(0, index).findLast(({ type }) => type === "model")?.id ?? "model2";
}

/** Mulberry32: small, and the same everywhere. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
