import { expect, test } from "vitest";
import { parentsOf } from "@/nodes/core/container";
import { resolveNodes } from "@/nodes/core/validate-workflow";
import { definitions } from "@/nodes/definitions";
import { routeRequests } from "./connection-ends";
import { innerPortTop } from "./frame-ports";
import { portSides } from "./port-sides";
import { type Obstacle, routeConnections } from "./route";
import { nestedLoops } from "./testing";

const workflow = nestedLoops();
const resolved = resolveNodes(workflow, definitions);
const boxes = new Map<string, Obstacle>([
  ["in", { x: 0, y: 0, width: 240, height: 120 }],
  ["rate", { x: 0, y: 300, width: 240, height: 100 }],
  ["outer", { x: 400, y: 0, width: 700, height: 400, frame: "outer" }],
  ["loop", { x: 510, y: 70, width: 480, height: 240, frame: "loop" }],
  ["work", { x: 630, y: 140, width: 240, height: 100 }],
  ["out", { x: 1_400, y: 0, width: 240, height: 100 }],
]);
const requests = routeRequests(
  workflow.connections,
  (id) => {
    const ports = resolved.get(id)?.ports;
    return ports === undefined ? undefined : portSides(ports);
  },
  (id) => boxes.get(id),
  parentsOf(workflow.nodes),
);
const requestOf = (source: string, target: string) =>
  requests.find(({ id }) => {
    const connection = workflow.connections.find((one) => one.id === id);
    return connection?.source === source && connection.target === target;
  });

test("a container gives from its inner left edge and takes at its inner right one", () => {
  expect(requestOf("loop", "work")?.from).toEqual({ side: "right", x: 510 + 19, y: 70 + innerPortTop(0) });
  expect(requestOf("work", "loop")?.to).toEqual({ side: "left", x: 990 - 19, y: 70 + innerPortTop(0) });
});

test("a frame is in the way of what passes it, and not of what leads into it or is inside", () => {
  expect([...(requestOf("rate", "work")?.inside ?? [])].sort()).toEqual(["loop", "outer"]);
  expect([...(requestOf("loop", "outer")?.inside ?? [])]).toEqual(["outer"]);
  const passing = {
    id: "p",
    net: "p",
    from: { side: "right", x: 245, y: 60 },
    to: { side: "left", x: 1_395, y: 60 },
  } as const;
  const routes = routeConnections([passing, ...requests], [...boxes.values()]);
  expect(routes.has("p")).toBe(true);
  expect(routes.has(requestOf("loop", "work")?.id ?? "")).toBe(false);
  expect(routes.has(requestOf("rate", "work")?.id ?? "")).toBe(false);
});
