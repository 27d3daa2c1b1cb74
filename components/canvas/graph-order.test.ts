import { expect, test } from "vitest";
import { bigWorkflow } from "@/bench/support/big-workflow";
import { topologicalOrder } from "./graph-order";
import { nestedLoops } from "./testing";

test("walks along the connections, every node once", () => {
  const workflow = bigWorkflow({ nodes: 200, connections: 320 });
  const order = topologicalOrder(workflow);
  expect([...order].sort()).toEqual(workflow.nodes.map(({ id }) => id).sort());
  const places = new Map(order.map((id, i) => [id, i]));
  const backwards = workflow.connections.filter(
    ({ source, target }) => (places.get(source) ?? 0) > (places.get(target) ?? 0),
  );
  expect(backwards).toEqual([]);
});

test("ends in a document with a circle", () => {
  const node = (id: string) => ({ id, type: "log", position: { x: 0, y: 0 }, config: {} });
  const connect = (source: string, target: string) => ({
    id: source + target,
    source,
    sourceHandle: "value",
    target,
    targetHandle: "value",
  });
  const circle = {
    nodes: ["a", "b", "c"].map(node),
    connections: [connect("a", "b"), connect("b", "a"), connect("b", "c")],
  };
  expect(topologicalOrder(circle).sort()).toEqual(["a", "b", "c"]);
});

test("walks through a container before what follows it", () => {
  expect(topologicalOrder(nestedLoops())).toEqual(["in", "rate", "outer", "loop", "work", "out"]);
});
