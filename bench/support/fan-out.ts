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

  return {
    ...emptyWorkflow(`${nodeCount} nodes behind an agent`),
    nodes: [
      {
        id: "in",
        type: "input",
        position: { x: -300, y: -100 },
        config: { fields: [{ name: "message", type: "text" }] },
      },
      { id: "local", type: "model", position: { x: -300, y: 100 }, config: { model } },
      { id: "agent", type: "agent", position: { x: 0, y: 0 }, config: { prompt: "Tell me about {{ message }}." } },
      ...waiting.map((id, i) => ({ id, type: "transform", position: placeAround(i), config: { expression: "value" } })),
      { id: "merge", type: "merge", position: { x: 4500, y: 0 }, config: { mode: "all" } },
    ],
    connections,
  };
}

/** In columns to the right and to the left of the middle, so that what stands there is in sight at first. */
function placeAround(index: number): { x: number; y: number } {
  const rows = 22;
  const column = Math.floor(index / rows);
  const away = Math.floor(column / 2) * 320;
  return { x: column % 2 === 0 ? 340 + away : -640 - away, y: ((index % rows) - rows / 2) * 180 };
}
