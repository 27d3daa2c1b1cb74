import { type Connection, emptyWorkflow, type Workflow } from "@/nodes/core/workflow";

/**
 * A workflow that can run, whose nodes nearly all wait for one agent: while it writes, no event concerns them.
 * @param connectionCount from `nodeCount - 2` to `2 * nodeCount - 6`
 */
export function fanOut(nodeCount: number, connectionCount: number, model: string): Workflow {
  const waiting = Array.from({ length: nodeCount - 4 }, (_, i) => `t${i + 1}`);
  const connections: Connection[] = [];
  const connect = (source: string, sourceHandle: string, target: string, targetHandle: string) =>
    connections.push({ id: `c${connections.length + 1}`, source, sourceHandle, target, targetHandle });
  connect("in", "message", "agent", "message");
  connect("local", "model", "agent", "model");
  for (const id of waiting) connect("agent", "text", id, "value");
  for (const id of waiting.slice(0, connectionCount - connections.length)) connect(id, "value", "merge", "inputs");

  const rows = 22;
  const place = (i: number) => ({ x: 640 + Math.floor(i / rows) * 320, y: ((i % rows) - rows / 2) * 180 });
  return {
    ...emptyWorkflow(`${nodeCount} nodes behind an agent`),
    nodes: [
      { id: "in", type: "input", position: { x: 0, y: 0 }, config: { fields: [{ name: "message", type: "text" }] } },
      { id: "local", type: "model", position: { x: 0, y: 180 }, config: { model } },
      { id: "agent", type: "agent", position: { x: 320, y: 0 }, config: { prompt: "Tell me about {{ message }}." } },
      ...waiting.map((id, i) => ({ id, type: "transform", position: place(i), config: { expression: "value" } })),
      { id: "merge", type: "merge", position: { x: place(nodeCount).x + 320, y: 0 }, config: { mode: "all" } },
    ],
    connections,
  };
}
