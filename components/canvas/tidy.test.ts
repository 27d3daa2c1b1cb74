import Elk from "elkjs/lib/elk.bundled.js";
import { expect, test } from "vitest";
import { bigWorkflow } from "@/bench/support/big-workflow";
import { resolveNodes } from "@/nodes/core/validate-workflow";
import type { Workflow } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import { alignedPlaces } from "./align";
import { cardHeight, cardSize, portSides } from "./port-sides";
import { tidyPlaces } from "./tidy-containers";

async function tidied(workflow: Workflow) {
  const resolved = resolveNodes(workflow, definitions);
  const places = await tidyPlaces(
    { workflow, portsOf: (id) => resolved.get(id)?.ports, heightOf: () => undefined },
    (graph) => new Elk().layout(graph),
  );
  const boxes = [...places].map(([id, { x, y }]) => {
    const ports = resolved.get(id)?.ports ?? { inputs: [], outputs: [] };
    return { id, x, y, right: x + cardSize.width, bottom: y + cardHeight(portSides(ports)) };
  });
  return { places, boxes };
}

test.each([60, 150])("gives each of %i nodes a place, and none lies over another", async (nodes) => {
  const workflow = bigWorkflow({ nodes, connections: nodes * 1.5 });
  const { boxes } = await tidied(workflow);
  expect(boxes.map(({ id }) => id).sort()).toEqual(workflow.nodes.map(({ id }) => id).sort());
  const overlaps = boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .flatMap((b) => (a.x < b.right && b.x < a.right && a.y < b.bottom && b.y < a.bottom ? [`${a.id} ${b.id}`] : [])),
  );
  expect(overlaps).toEqual([]);
});

test("data flows to the right, and what is lent lies below", async () => {
  const workflow = bigWorkflow({ nodes: 30, connections: 40 });
  const { places } = await tidied(workflow);
  const at = (id: string) => places.get(id) ?? { x: Number.NaN, y: Number.NaN };
  const data = workflow.connections.filter(({ sourceHandle }) => sourceHandle !== "model");
  expect(data.filter(({ source, target }) => at(source).x >= at(target).x)).toEqual([]);
  const lent = new Map(
    workflow.connections
      .filter(({ sourceHandle }) => sourceHandle === "model")
      .reverse()
      .map((c) => [c.source, c.target]),
  );
  expect(lent.size).toBeGreaterThan(0);
  for (const [model, borrower] of lent) expect(at(model).y).toBeGreaterThan(at(borrower).y);
});

test("aligns boxes of different sizes at an edge or a middle", () => {
  const boxes = [
    { id: "a", x: 0, y: 0, width: 100, height: 40 },
    { id: "b", x: 50, y: 100, width: 200, height: 20 },
  ];
  expect(alignedPlaces(boxes, "right").get("a")).toEqual({ x: 150, y: 0 });
  expect(alignedPlaces(boxes, "middle").get("b")).toEqual({ x: 50, y: 50 });
});
