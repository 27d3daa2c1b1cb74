import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { definitions } from "../definitions";
import { workflowFromText } from "./testing/graph-from-text";
import { closingConnections, documentIssues } from "./validate-workflow";

const issues = (picture: string, nodes = {}) =>
  documentIssues(workflowFromText(picture, nodes), definitions).map(({ path, code }) => `${path} ${code}`);

describe("the issues of a graph", () => {
  // a → b → c → a
  test("a circle is named by the connection that closes it", () => {
    expect(issues("a -> b; b -> c; c -> a")).toEqual(["connections[2] GRAPH_CYCLE"]);
  });

  // boss ⇠ helper ⇠ boss: two agents that are each other's tools
  test("agents cannot be each other's tools", () => {
    const agents = { boss: { type: "agent", prompt: "go" }, helper: { type: "agent", prompt: "" } };
    expect(issues("helper.tool -> boss.tools; boss.tool -> helper.tools", agents)).toEqual([
      "connections[1] GRAPH_CYCLE",
    ]);
  });

  test("a second connection into a port that takes one", () => {
    expect(issues("a -> c; b -> c")).toEqual(["connections[1] CONNECTION_INVALID"]);
  });

  test("a tool whose data output is connected too", () => {
    const nodes = { boss: { type: "agent", prompt: "go" } };
    expect(issues("http.tool -> boss.tools; http.body -> a", nodes)).toEqual([
      "connections[1].sourceHandle CONNECTION_INVALID",
    ]);
  });

  test("placeholders keep what was drawn", () => {
    expect(
      issues("x.model -> agent.model; model -> y.anything", { x: { type: "future" }, y: { type: "future" } }),
    ).toEqual([]);
  });
});

test("without the connections that close a circle, no circle is left", () => {
  const ids = Array.from({ length: 12 }, (_, i) => `n${i}`);
  const arrow = fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids));
  fc.assert(
    fc.property(fc.array(arrow, { maxLength: 40 }), (arrows) => {
      const workflow = workflowFromText(arrows.map(([from, to]) => `${from} -> ${to}`).join("; "));
      const closing = new Set(closingConnections(workflow));
      const rest = workflow.connections.filter((_, i) => !closing.has(i));
      expect(closingConnections({ ...workflow, connections: rest })).toEqual([]);
      // Kahn's way of finding out, as a second opinion.
      const open = new Set(workflow.nodes.map((node) => node.id));
      for (let before = -1; before !== open.size; ) {
        before = open.size;
        for (const id of open) if (!rest.some((c) => c.target === id && open.has(c.source))) open.delete(id);
      }
      expect(open.size).toBe(0);
    }),
  );
});
