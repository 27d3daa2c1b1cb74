import type { ELK as Elk, ElkNode } from "elkjs/lib/elk-api";
import type { NodePorts } from "@/nodes/core/port";
import type { Workflow } from "@/nodes/core/workflow";
import type { Point } from "./new-node";
import { cardHeight, cardSize, portSides, portTop } from "./port-sides";

export interface TidyScene {
  readonly workflow: Pick<Workflow, "nodes" | "connections">;
  readonly portsOf: (nodeId: string) => NodePorts | undefined;
  /** Measured on the canvas; else computed from the ports. */
  readonly heightOf: (nodeId: string) => number | undefined;
}

const options = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.layered.spacing.nodeNodeBetweenLayers": "80",
  "elk.spacing.nodeNode": "48",
  "elk.spacing.componentComponent": "80",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.layered.considerModelOrder.components": "MODEL_ORDER",
};

/**
 * A place for each node: data from left to right, what is lent (models, tools) below the node that borrows it. Places
 * start where the graph starts now.
 */
export async function tidyPlaces({ workflow, portsOf, heightOf }: TidyScene): Promise<Map<string, Point>> {
  const ids = new Set(workflow.nodes.map(({ id }) => id));
  const sidesOf = (id: string) => portSides(portsOf(id) ?? { inputs: [], outputs: [] });
  const height = (id: string) => heightOf(id) ?? cardHeight(sidesOf(id));
  const borrowerOf = new Map<string, string>();
  for (const { source, sourceHandle, target } of workflow.connections) {
    const isLent = sidesOf(source).top.some(({ name }) => name === sourceHandle);
    const givesData = workflow.connections.some(
      (c) => c.source === source && sidesOf(source).right.some(({ name }) => name === c.sourceHandle),
    );
    if (isLent && !givesData && !borrowerOf.has(source) && ids.has(target)) borrowerOf.set(source, target);
  }
  const lentTo = (id: string) => [...borrowerOf].flatMap(([lender, borrower]) => (borrower === id ? [lender] : []));
  const places = new Map<string, Point>();
  const free = workflow.nodes.filter(({ id }) => !borrowerOf.has(id));

  const graph: ElkNode = {
    id: "root",
    layoutOptions: options,
    children: free.map(({ id }) => {
      const box = boxOf(id, lentTo, height, new Set());
      return {
        id,
        width: box.width,
        height: box.height,
        layoutOptions: { "elk.portConstraints": "FIXED_POS" },
        ports: [
          ...sidesOf(id).left.map((port, i) => ({
            id: `${id} in ${port.name}`,
            x: 0,
            y: portTop(sidesOf(id), i),
            width: 0,
            height: 0,
            layoutOptions: { "elk.port.side": "WEST" },
          })),
          ...sidesOf(id).right.map((port, i) => ({
            id: `${id} out ${port.name}`,
            x: box.width,
            y: portTop(sidesOf(id), i),
            width: 0,
            height: 0,
            layoutOptions: { "elk.port.side": "EAST" },
          })),
        ],
      };
    }),
    edges: workflow.connections.flatMap(({ id, source, sourceHandle, target, targetHandle }) => {
      const hasBoth =
        sidesOf(source).right.some(({ name }) => name === sourceHandle) &&
        sidesOf(target).left.some(({ name }) => name === targetHandle);
      if (borrowerOf.has(source) || borrowerOf.has(target) || !hasBoth) return [];
      return [{ id, sources: [`${source} out ${sourceHandle}`], targets: [`${target} in ${targetHandle}`] }];
    }),
  };
  const elk = await loadElk();
  const laidOut = await elk.layout(graph);
  for (const { id, x = 0, y = 0 } of laidOut.children ?? []) placeBelow(id, { x, y }, lentTo, height, places);
  return shifted(places, workflow.nodes);
}

const gap = { x: 24, y: 56 };

/** The room that a node takes with all that is lent to it below. `seen` guards against what a broken document may hold. */
function boxOf(
  id: string,
  lentTo: (id: string) => string[],
  height: (id: string) => number,
  seen: Set<string>,
): { width: number; height: number } {
  seen.add(id);
  const boxes = lentTo(id)
    .filter((lender) => !seen.has(lender))
    .map((lender) => boxOf(lender, lentTo, height, seen));
  if (boxes.length === 0) return { width: cardSize.width, height: height(id) };
  const width = boxes.reduce((sum, box) => sum + box.width + gap.x, -gap.x);
  const tallest = Math.max(...boxes.map((box) => box.height));
  return { width: Math.max(cardSize.width, width), height: height(id) + gap.y + tallest };
}

function placeBelow(
  id: string,
  at: Point,
  lentTo: (id: string) => string[],
  height: (id: string) => number,
  places: Map<string, Point>,
): void {
  places.set(id, at);
  let x = at.x;
  for (const lender of lentTo(id)) {
    if (places.has(lender)) continue;
    placeBelow(lender, { x, y: at.y + height(id) + gap.y }, lentTo, height, places);
    x += boxOf(lender, lentTo, height, new Set()).width + gap.x;
  }
}

/** Rounded to the grid, with the top left corner where it was. */
function shifted(places: Map<string, Point>, nodes: Workflow["nodes"]): Map<string, Point> {
  const corner = (points: readonly Point[]) => ({
    x: Math.min(...points.map(({ x }) => x)),
    y: Math.min(...points.map(({ y }) => y)),
  });
  const now = corner([...places.values()]);
  const before = corner(nodes.map(({ position }) => position));
  const round = (value: number) => Math.round(value / 10) * 10;
  return new Map(
    [...places].map(([id, { x, y }]) => [id, { x: round(x - now.x + before.x), y: round(y - now.y + before.y) }]),
  );
}

let elk: Promise<Elk> | undefined;

/** 1.5 MB that most visits never need. */
function loadElk(): Promise<Elk> {
  elk ??= import("elkjs/lib/elk.bundled.js").then(({ default: ElkConstructor }) => new ElkConstructor());
  return elk;
}
