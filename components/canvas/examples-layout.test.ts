import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import Elk from "elkjs/lib/elk.bundled.js";
import { describe, expect, test } from "vitest";
import { readWorkflow } from "@/nodes/core/read-workflow";
import { resolveNodes } from "@/nodes/core/validate-workflow";
import type { Workflow } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import { routeRequests } from "./connection-ends";
import { curveBetween, pointOfCurve } from "./curve";
import type { Point } from "./new-node";
import { cardHeight, cardSize, type PortSides, portSides, runningHeight } from "./port-sides";
import type { Box } from "./reveal";
import { routeConnections } from "./route";
import { tidyPlaces } from "./tidy-containers";

/** What the examples look like is part of what they teach: nothing lies over a card, nor passes behind one. */

const folder = path.resolve(import.meta.dirname, "../../examples");
const examples = readdirSync(folder).map((file): [string, Workflow] => {
  const read = readWorkflow(JSON.parse(readFileSync(path.join(folder, file), "utf8")), definitions);
  if (read.workflow === undefined) throw new Error(`${file} cannot be read`);
  return [file, read.workflow];
});

function sidesOf(workflow: Workflow): Map<string, PortSides> {
  return new Map([...resolveNodes(workflow, definitions)].map(([id, { ports }]) => [id, portSides(ports)]));
}

/** Nodes that lie over each other, and connections that pass behind a node. */
function faults(workflow: Workflow, placeOf: (id: string) => Point, heightOf: (sides: PortSides) => number): string[] {
  const sides = sidesOf(workflow);
  const boxes = new Map(
    [...sides].map(([id, own]): [string, Box] => [
      id,
      { ...placeOf(id), width: cardSize.width, height: heightOf(own) },
    ]),
  );
  const requests = routeRequests(
    workflow.connections,
    (id) => sides.get(id),
    (id) => boxes.get(id),
  );
  expect(requests).toHaveLength(workflow.connections.length);
  const routes = routeConnections(requests, [...boxes.values()]);
  const hidden = requests.flatMap(({ id, from, to }) => {
    const corners = routes.get(id);
    const points = corners === undefined ? curvePoints(curveBetween(from, to)) : linePoints([from, ...corners, to]);
    return [...boxes].flatMap(([card, box]) =>
      points.some((point) => isIn(point, box)) ? [`${id} behind ${card}`] : [],
    );
  });
  const all = [...boxes];
  const over = all.flatMap(([a, one], i) =>
    all.slice(i + 1).flatMap(([b, other]) => (areOver(one, other) ? [`${a} over ${b}`] : [])),
  );
  return [...hidden, ...over];
}

const curvePoints = (curve: ReturnType<typeof curveBetween>) =>
  Array.from({ length: 201 }, (_, i) => pointOfCurve(curve, i / 200));

function linePoints(corners: readonly Point[]): Point[] {
  return corners.flatMap((to, i) => {
    const from = corners[i - 1] ?? to;
    return Array.from({ length: 101 }, (_, n) => ({
      x: from.x + ((to.x - from.x) * n) / 100,
      y: from.y + ((to.y - from.y) * n) / 100,
    }));
  });
}

const isIn = ({ x, y }: Point, box: Box) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
const areOver = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe.each(examples)("%s", (_, workflow) => {
  const place = (id: string) => workflow.nodes.find((node) => node.id === id)?.position ?? { x: 0, y: 0 };

  test.each([
    ["as it is drawn", cardHeight],
    ["while it runs", runningHeight],
  ])("hides no connection and no card %s", (_when, heightOf) => {
    expect(faults(workflow, place, heightOf)).toEqual([]);
  });

  test("is tidied to the same quality", async () => {
    const sides = sidesOf(workflow);
    const resolved = resolveNodes(workflow, definitions);
    const scene = { workflow, portsOf: (id: string) => resolved.get(id)?.ports, heightOf: () => undefined };
    const places = await tidyPlaces(scene, (graph) => new Elk().layout(graph));
    expect([...places.keys()].sort()).toEqual([...sides.keys()].sort());
    for (const heightOf of [cardHeight, runningHeight]) {
      expect(faults(workflow, (id) => places.get(id) as Point, heightOf)).toEqual([]);
    }
  });

  test("lends from below", () => {
    const sides = sidesOf(workflow);
    for (const { source, sourceHandle, target } of workflow.connections) {
      const isLent = sides.get(source)?.top.some(({ name }) => name === sourceHandle);
      if (isLent)
        expect(place(source).y).toBeGreaterThan(place(target).y + runningHeight(sides.get(target) as PortSides));
    }
  });
});
