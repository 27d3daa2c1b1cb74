import { describe, expect, test } from "vitest";
import { definitions } from "../definitions";
import { parentsOf, reachOf } from "./container";
import { compileGraph } from "./graph";
import { itemOf, itemPath, itemsAround } from "./item-path";
import { runIssues } from "./run-issues";
import { closingConnections, documentIssues } from "./validate-workflow";
import { emptyWorkflow, type Workflow } from "./workflow";

/** `inner(loop): transform` and connections as `a.value -> b.value`. */
function workflow(nodes: Record<string, string>, connections: readonly string[]): Workflow {
  return {
    ...emptyWorkflow("containers"),
    nodes: Object.entries(nodes).map(([key, type]) => {
      const [, id = "", parentId] = /^(\w+)(?:\((\w+)\))?$/.exec(key) ?? [];
      const config = type === "transform" ? { expression: "value", inputs: ["more"] } : {};
      return { id, type, position: { x: 0, y: 0 }, config, ...(parentId === undefined ? {} : { parentId }) };
    }),
    connections: connections.map((text, i) => {
      const [, source = "", sourceHandle = "", target = "", targetHandle = ""] =
        /^(\w+)\.(\S+) -> (\w+)\.(\S+)$/.exec(text) ?? [];
      return { id: `c${i + 1}`, source, sourceHandle, target, targetHandle };
    }),
  };
}

// list → loop[ item → double → result ] → sum;  rate → double.more (from outside)
const loop = workflow(
  { list: "transform", rate: "transform", loop: "for-each", "double(loop)": "transform", sum: "transform" },
  [
    "list.value -> loop.items",
    "rate.value -> double.more",
    "loop.inner.item -> double.value",
    "double.value -> loop.inner.result",
    "loop.results -> sum.value",
  ],
);

describe("connections of containers", () => {
  test("a loop is a sound document without a circle", () => {
    expect(documentIssues(loop, definitions)).toEqual([]);
  });

  test.each([
    ["out of a container without its result", ["double.value -> sum.more"], /only the result of loop leaves it/],
    ["an inner port to the outside", ["loop.inner.index -> sum.more"], /inside loop, and sum stands outside/],
    ["a result from outside", ["rate.value -> loop.inner.result"], /takes what stands in loop itself/],
  ])("refuses %s", (_, connections, message) => {
    const without = loop.connections.filter(({ targetHandle }) => targetHandle !== "inner.result");
    const more = workflow({}, connections).connections.map((one) => ({ ...one, id: "new" }));
    const [issue] = documentIssues({ ...loop, connections: [...without, ...more] }, definitions);
    expect(issue).toMatchObject({ code: "CONNECTION_INVALID", message: expect.stringMatching(message) });
  });

  test("what a node inside reads from outside may not wait for the container", () => {
    const more = workflow({}, ["sum.value -> double.more"]).connections.map((one) => ({ ...one, id: "back" }));
    const connections = [...loop.connections.filter(({ source }) => source !== "rate"), ...more];
    expect(closingConnections({ ...loop, connections })).toHaveLength(1);
  });

  test("say whom they order", () => {
    const parents = parentsOf(loop.nodes);
    expect(loop.connections.map((connection) => reachOf(parents, connection))).toEqual([
      { orders: ["list", "loop"] },
      { orders: ["rate", "loop"] },
      { orders: undefined },
      { orders: undefined },
      { orders: ["loop", "sum"] },
    ]);
  });
});

describe("a loop without a result", () => {
  const without = (...handles: string[]) => ({
    ...loop,
    connections: loop.connections.filter(({ targetHandle, target }) => !handles.includes(`${target}.${targetHandle}`)),
  });
  const warnings = (document: Workflow) =>
    runIssues(document, definitions).filter(({ severity }) => severity === "warning");

  test("is a warning, since the list that is read stays empty", () => {
    expect(warnings(loop)).toEqual([]);
    expect(warnings(without("loop.inner.result"))).toMatchObject([
      {
        path: "nodes[2]",
        nodeId: "loop",
        message:
          "Nothing leads to inner.result, so results stays an empty list. Connect what each item gives to inner.result.",
      },
    ]);
  });

  test("is none where nobody reads its results, and where no list comes of it", () => {
    expect(warnings(without("loop.inner.result", "sum.value"))).toEqual([]);
    const around = (type: string) =>
      warnings(
        workflow({ list: "transform", box: type, sum: "transform" }, [
          "list.value -> box.value",
          "box.value -> sum.value",
        ]),
      );
    expect([...around("while"), ...around("try")].filter(({ message }) => message.includes("inner.result"))).toEqual(
      [],
    );
  });
});

describe("containers in containers", () => {
  /** `deep` containers in each other, with a node in the last one. */
  const nested = (deep: number) => {
    const parent = (i: number) => (i === 0 ? "" : `(n${i - 1})`);
    const containers = Array.from({ length: deep }, (_, i) => [`n${i}${parent(i)}`, "for-each"]);
    return workflow(Object.fromEntries([...containers, [`leaf${parent(deep)}`, "transform"]]), []);
  };

  test("are eight deep at most, and hold nodes that are none", () => {
    expect(documentIssues(nested(8), definitions)).toEqual([]);
    expect(documentIssues(nested(9), definitions)).toMatchObject([
      { path: "nodes[8].parentId", code: "LIMIT_EXCEEDED", nodeId: "n8" },
      { path: "nodes[9].parentId", code: "LIMIT_EXCEEDED", nodeId: "leaf" },
    ]);
  });
});

describe("a compiled container", () => {
  const graph = compileGraph(loop, definitions);

  test("holds its child graph, and waits for what that reads from outside", () => {
    expect([...graph.nodes.keys()]).toEqual(["list", "rate", "loop", "sum"]);
    const container = graph.nodes.get("loop");
    expect(container?.inputs.map(({ port }) => port.name)).toEqual(["items"]);
    expect(container?.dataOutputs).toEqual(["results"]);
    expect(container?.awaits).toEqual([{ nodeId: "rate", port: "value", up: 0 }]);
    expect(container?.result).toEqual({ nodeId: "double", port: "value", up: 0 });
    expect(graph.nodes.get("rate")?.next).toEqual(["loop"]);
  });

  test("its nodes say how far out they read", () => {
    const double = graph.nodes.get("loop")?.inner?.nodes.get("double");
    const from = double?.inputs.map(({ port, from }) => [port.name, ...from]);
    expect(from).toEqual([
      ["value", { nodeId: "loop", port: "inner.item", up: 1 }],
      ["more", { nodeId: "rate", port: "value", up: 1 }],
    ]);
  });
});

test("paths say in which items a node run lies", () => {
  expect(itemPath(itemPath("", "outer", 2), "inner", 0)).toBe("outer[2]/inner[0]");
  expect(itemsAround("outer[2]/inner[0]/boss#1")).toEqual(["outer[2]", "outer[2]/inner[0]"]);
  expect([itemOf("outer[2]/boss#1"), itemOf("boss#1"), itemOf("")]).toEqual(["outer[2]", "", ""]);
});
