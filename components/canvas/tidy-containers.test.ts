import Elk from "elkjs/lib/elk.bundled.js";
import { expect, test } from "vitest";
import { resolveNodes } from "@/nodes/core/validate-workflow";
import { definitions } from "@/nodes/definitions";
import { framePadding, framesOf } from "./frames";
import { cardHeight, cardSize, noSides, portSides } from "./port-sides";
import { nestedLoops, node } from "./testing";
import { tidyPlaces } from "./tidy-containers";

test("lays out what is in a container inside its frame, and the frames beside the other nodes", async () => {
  const loops = nestedLoops();
  const more = [node("a", "log", -400, 900, "loop"), node("alone", "log", 10, 10)];
  const workflow = { ...loops, nodes: [...loops.nodes, ...more] };
  const resolved = resolveNodes(workflow, definitions);
  const sidesOf = (id: string) => {
    const ports = resolved.get(id)?.ports;
    return ports === undefined ? noSides : portSides(ports);
  };
  const scene = { workflow, portsOf: (id: string) => resolved.get(id)?.ports, heightOf: () => undefined };
  const places = await tidyPlaces(scene, (graph) => new Elk().layout(graph));
  expect([...places.keys()].sort()).toEqual(workflow.nodes.map(({ id }) => id).sort());

  const tidied = workflow.nodes.map((one) => ({ ...one, position: places.get(one.id) ?? { x: Number.NaN, y: 0 } }));
  const isLoop = ({ type }: { type: string }) => type === "for-each";
  const sizeOf = ({ id }: { id: string }) => ({ width: cardSize.width, height: cardHeight(sidesOf(id)) });
  const frames = framesOf(tidied, isLoop, sizeOf);
  for (const frame of frames.values()) expect(frame).toMatchObject({ x: 0, y: 0 });
  for (const { parentId, position } of tidied) {
    if (parentId === undefined) continue;
    expect(position.x).toBeGreaterThanOrEqual(framePadding.left);
    expect(position.y).toBeGreaterThanOrEqual(framePadding.top);
  }
  const boxes = tidied.map((one) => ({
    id: one.id,
    parentId: one.parentId,
    ...one.position,
    ...(frames.get(one.id) ?? sizeOf(one)),
    ...one.position,
  }));
  const overlaps = boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter((b) => a.parentId === b.parentId && a.x < b.x + b.width && b.x < a.x + a.width)
      .flatMap((b) => (a.y < b.y + b.height && b.y < a.y + a.height ? [`${a.id} over ${b.id}`] : [])),
  );
  expect(overlaps).toEqual([]);
});
