import { emptyWorkflow, type Workflow, type WorkflowNode } from "@/nodes/core/workflow";

/** Shared by the tests of this folder. */

export function node(id: string, type: string, x = 0, y = 0, parentId?: string): WorkflowNode {
  return { id, type, position: { x, y }, config: {}, ...(parentId === undefined ? {} : { parentId }) };
}

/** in → outer[ loop[ item → work → result ] → result ] → out, and beside the loop `rate`, which reaches into it. */
export function nestedLoops(): Workflow {
  const ends = [
    ["in.list", "outer.items"],
    ["in.list", "rate.value"],
    ["rate.value", "work.rate"],
    ["outer.inner.item", "loop.items"],
    ["loop.inner.item", "work.value"],
    ["work.value", "loop.inner.result"],
    ["loop.results", "outer.inner.result"],
    ["outer.results", "out.value"],
  ] as const;
  return {
    ...emptyWorkflow("Nested loops"),
    nodes: [
      { ...node("in", "input", 0, 0), config: { fields: [{ name: "list", type: "json" }] } },
      { ...node("rate", "transform", 0, 300), config: { expression: "2" } },
      node("outer", "for-each", 400, 0),
      node("loop", "for-each", 110, 70, "outer"),
      { ...node("work", "transform", 120, 70, "loop"), config: { expression: "value * rate", inputs: ["rate"] } },
      node("out", "output", 1_400, 0),
    ],
    connections: ends.map(([from, to], i) => ({
      id: `c${i + 1}`,
      source: before(from),
      sourceHandle: after(from),
      target: before(to),
      targetHandle: after(to),
    })),
  };
}

const before = (end: string) => end.slice(0, end.indexOf("."));
const after = (end: string) => end.slice(end.indexOf(".") + 1);
