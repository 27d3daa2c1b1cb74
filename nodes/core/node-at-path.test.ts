import { describe, expect, it } from "vitest";
import { definitions } from "../definitions";
import { compileGraph } from "./graph";
import { allPlacedNodes, calledAs, nodeAtPath } from "./node-at-path";
import { workflowSchema } from "./workflow";

const node = (id: string, type: string, name: string, more: object = {}) => ({
  ...{ id, type, name, position: { x: 0, y: 0 } },
  ...more,
});
const tool = (source: string, target: string) => ({
  ...{ id: `${source}-${target}`, source, sourceHandle: "tool", target, targetHandle: "tools" },
});

const inner = {
  ...{ format: "heddle.workflow", version: 1, name: "Inner" },
  nodes: [node("send", "http", "Inner send", { config: { url: "http://a" } }), node("boss", "agent", "Inner boss")],
  connections: [tool("send", "boss")],
};

const graph = compileGraph(
  workflowSchema.parse({
    ...{ format: "heddle.workflow", version: 1, name: "Outer" },
    nodes: [
      node("send", "http", "Outer send", { config: { url: "http://b" } }),
      node("call", "workflow", "Call", { config: { workflow: "inner" } }),
      node("loop", "for-each", "Loop"),
      node("boss", "agent", "Outer boss", { parentId: "loop" }),
    ],
    connections: [tool("send", "boss"), tool("call", "boss")],
    workflows: { inner },
  }),
  definitions,
);

describe("the node at a path", () => {
  const titleAt = (id: string, path: string) => nodeAtPath(graph, id, path)?.node.title;

  it.each([
    ["send", "", "Outer send"],
    ["boss", "loop[3]", "Outer boss"],
    ["send", "loop[3]/boss#1", "Outer send"],
    ["call", "loop[3]/boss#2", "Call"],
    ["boss", "loop[3]/boss#2/call[0]", "Inner boss"],
    ["send", "loop[3]/boss#2/call[0]/boss#1", "Inner send"],
    ["send", "call[0]/boss#1", "Inner send"],
    ["send", "loop[3]", "Outer send"],
  ])("%s at %s is %s", (id, path, title) => {
    expect(titleAt(id, path)).toBe(title);
  });

  it.each([
    ["gone", ""],
    ["loop", "call[0]"],
    ["send", "gone[0]"],
    ["send", "send[0]"],
    ["send", "loop"],
  ])("there is no %s at %s", (id, path) => {
    expect(titleAt(id, path)).toBeUndefined();
  });

  it("belongs to the workflow itself, or to the one that is called", () => {
    const ownerAt = (id: string, path: string) => calledAs(nodeAtPath(graph, id, path)?.graph ?? graph);
    expect(ownerAt("boss", "loop[0]")).toBeUndefined();
    expect(ownerAt("send", "call[0]/boss#1")).toBe("inner");
  });

  it("is one of all that there are", () => {
    expect(allPlacedNodes(graph).map((placed) => placed.node.title)).toEqual([
      ...["Outer send", "Call", "Inner send", "Inner boss", "Loop", "Outer boss"],
    ]);
  });
});
