import { describe, expect, test } from "vitest";
import { definitions } from "../definitions";
import { compileGraph } from "./graph";
import { graphFromText, workflowFromText } from "./testing/graph-from-text";

describe("a compiled graph", () => {
  // in → a → merge → out, b → merge
  test("knows who feeds whom, and whom to look at next", () => {
    const graph = graphFromText("in.value -> a -> merge -> out; b -> merge");
    expect(graph.nodes.get("merge")?.inputs).toMatchObject([
      {
        port: { name: "inputs" },
        from: [
          { nodeId: "a", port: "value" },
          { nodeId: "b", port: "value" },
        ],
      },
    ]);
    expect(graph.nodes.get("a")?.next).toEqual(["merge"]);
    expect(graph.nodes.get("out")?.next).toEqual([]);
    expect(graph.dataNodes.map((node) => node.id)).toEqual(["in", "a", "merge", "out", "b"]);
  });

  test("orders a port that takes many by the connections' order, then by their ids", () => {
    const workflow = workflowFromText("a -> merge; b -> merge; c -> merge");
    const ordered = workflow.connections.map((c) => (c.source === "c" ? { ...c, order: 1 } : c));
    const from = (connections: typeof ordered) =>
      compileGraph({ ...workflow, connections }, definitions)
        .nodes.get("merge")
        ?.inputs[0]?.from.map((ref) => ref.nodeId);
    expect(from(ordered)).toEqual(["c", "a", "b"]);
    expect(from(ordered.toReversed())).toEqual(["c", "a", "b"]);
  });

  // model ⇢ boss ⇠ http ⇠… x; boss ⇠ helper ⇠ look ⇠… y
  test("tells data nodes from resources, tools and notes; an agent waits for the inputs of its tools, however deep", () => {
    const graph = graphFromText(
      "model -> boss.model; model -> helper.model; x -> http1.q; http1.tool -> boss.tools; y -> http2.q; http2.tool -> helper.tools; helper.tool -> boss.tools; note",
      {
        boss: { type: "agent", prompt: "go" },
        helper: { type: "agent", prompt: "" },
        http1: { url: "https://a.org/{{ q }}" },
        http2: { url: "https://a.org/{{ q }}" },
      },
    );
    const roles = [...graph.nodes.values()].map(({ id, role }) => [id, role]);
    expect(Object.fromEntries(roles)).toEqual({
      model: "resource",
      boss: "data",
      helper: "tool",
      x: "data",
      y: "data",
      http1: "tool",
      http2: "tool",
      note: "decoration",
    });
    expect(graph.nodes.get("boss")?.awaits.map((ref) => ref.nodeId)).toEqual(["x", "y"]);
    expect(graph.nodes.get("x")?.next).toEqual(["boss"]);
    expect(graph.nodes.get("boss")?.resources).toEqual({ model: ["model"], memory: [], tools: ["http1", "helper"] });
  });

  test("a disabled resource is not lent", () => {
    const graph = graphFromText("model -> agent.model", { model: { disabled: true } });
    expect(graph.nodes.get("agent")?.resources.model).toEqual([]);
  });

  test("what may run twice is said by the type, and by the policy above it", () => {
    const graph = graphFromText("", {
      get: { type: "http", url: "https://a.org" },
      post: { type: "http", url: "https://a.org", method: "POST" },
      safe: { type: "http", url: "https://a.org", method: "POST", policy: { idempotent: true } },
    });
    expect([...graph.nodes.values()].map((node) => [node.id, node.idempotent, node.pure])).toEqual([
      ["get", true, false],
      ["post", false, false],
      ["safe", true, false],
    ]);
  });

  test("a document with a problem does not compile", () => {
    expect(() => graphFromText("", { x: { type: "future" } })).toThrow(
      expect.objectContaining({ code: "NODE_TYPE_UNKNOWN" }),
    );
  });
});
