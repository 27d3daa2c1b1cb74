import type { ElkNode, ElkPort } from "elkjs/lib/elk-api";
import type { NodePorts } from "@/nodes/core/port";
import type { Workflow } from "@/nodes/core/workflow";
import { isFrame, outerPortTop } from "./frame-ports";
import type { Size } from "./frames";
import { type Lending, lendingOf } from "./lenders";
import type { Point } from "./new-node";
import { cardSize, noSides, type PortSides, portSides, portTop, runningHeight } from "./port-sides";

export interface TidyScene {
  readonly workflow: Pick<Workflow, "nodes" | "connections">;
  readonly portsOf: (nodeId: string) => NodePorts | undefined;
  /** As measured on the canvas; a card is given at least the room that a run makes it take. */
  readonly heightOf: (nodeId: string) => number | undefined;
}

/** The nodes of one level, some of them frames that are laid out already. */
export interface TidyLevel extends TidyScene {
  readonly frameOf: (nodeId: string) => Size | undefined;
}

/** Computes places with the Eclipse Layout Kernel; an error of its own when it cannot. */
export type Layout = (graph: ElkNode) => Promise<ElkNode>;

const options = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  // How the connections bend is the canvas's own affair; this is the cheapest way to leave room for them.
  "elk.edgeRouting": "POLYLINE",
  "elk.layered.spacing.nodeNodeBetweenLayers": "60",
  "elk.spacing.nodeNode": "40",
  "elk.spacing.componentComponent": "60",
};

/** What keeps the order that people gave is worth its time as long as an eye can follow it. */
const carefulUpTo = 120;
const careful = {
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.layered.considerModelOrder.components": "MODEL_ORDER",
};
const quick = { "elk.layered.thoroughness": "2" };

/** Between a card and what is lent to it. */
const gap = { x: 30, y: 50 };

/**
 * A place for each node of a level: data flows from left to right, what is lent (models, tools) stands below the node
 * that borrows it, and what several borrow below all of them. The top left corner comes to `corner`.
 */
export async function tidyLevel(level: TidyLevel, corner: Point, layout: Layout): Promise<Map<string, Point>> {
  const { workflow, portsOf, heightOf, frameOf } = level;
  const sides = new Map(workflow.nodes.map(({ id }) => [id, portSides(portsOf(id) ?? { inputs: [], outputs: [] })]));
  const sidesOf = (id: string) => sides.get(id) ?? noSides;
  const sizeOf = (id: string): Size =>
    frameOf(id) ?? { width: cardSize.width, height: Math.max(heightOf(id) ?? 0, runningHeight(sidesOf(id))) };
  const lending = lendingOf(workflow, sidesOf);
  const boxes = new Boxes(lending, sizeOf);

  const laidOut = await layout(flowOf(workflow, lending, sidesOf, boxes));
  const places = new Map<string, Point>();
  for (const { id, x = 0, y = 0 } of laidOut.children ?? []) boxes.place(id, { x, y }, places);
  boxes.placeShared(places);
  return shifted(places, corner);
}

/** The data flow alone, in which a node is as large as it is together with what is lent to it. */
function flowOf(
  { nodes, connections }: TidyScene["workflow"],
  { isLent }: Lending,
  sidesOf: (id: string) => PortSides,
  boxes: Boxes,
): ElkNode {
  const topOf = (id: string, i: number) => (isFrame(sidesOf(id)) ? outerPortTop(i) : portTop(sidesOf(id), i));
  const ports = (id: string, width: number): ElkPort[] => [
    ...sidesOf(id).left.map(({ name }, i) => portAt(`${id} in ${name}`, "WEST", 0, topOf(id, i))),
    ...sidesOf(id).right.map(({ name }, i) => portAt(`${id} out ${name}`, "EAST", width, topOf(id, i))),
  ];
  return {
    id: "root",
    layoutOptions: { ...options, ...(nodes.length > carefulUpTo ? quick : careful) },
    children: nodes.flatMap(({ id }) => {
      if (isLent(id)) return [];
      const size = boxes.sizeOf(id);
      return [{ id, ...size, ports: ports(id, size.width), layoutOptions: { "elk.portConstraints": "FIXED_POS" } }];
    }),
    edges: connections.flatMap(({ id, source, sourceHandle, target, targetHandle }) => {
      const isData =
        sidesOf(source).right.some(({ name }) => name === sourceHandle) &&
        (targetHandle === "" || sidesOf(target).left.some(({ name }) => name === targetHandle));
      if (!isData || isLent(source) || isLent(target)) return [];
      // What goes on into a container ends at its frame.
      const to = targetHandle === "" ? target : `${target} in ${targetHandle}`;
      return [{ id, sources: [`${source} out ${sourceHandle}`], targets: [to] }];
    }),
  };
}

function portAt(id: string, side: "WEST" | "EAST", x: number, y: number): ElkPort {
  return { id, x, y, width: 0, height: 0, layoutOptions: { "elk.port.side": side } };
}

/** Cards together with what is lent to them, in a row below. */
class Boxes {
  readonly #lending: Lending;
  readonly #cardOf: (nodeId: string) => Size;
  readonly #sizes = new Map<string, Size>();

  constructor(lending: Lending, cardOf: (nodeId: string) => Size) {
    this.#lending = lending;
    this.#cardOf = cardOf;
  }

  #height(id: string): number {
    return this.#cardOf(id).height;
  }

  sizeOf(id: string): Size {
    const known = this.#sizes.get(id);
    if (known !== undefined) return known;
    const card = this.#cardOf(id);
    // Stands in while its lenders are measured: a broken document may lend in a circle.
    this.#sizes.set(id, card);
    const below = this.#lending.lendersOf(id).map((lender) => this.sizeOf(lender));
    if (below.length === 0) return card;
    const width = below.reduce((sum, box) => sum + box.width + gap.x, -gap.x);
    const size = {
      width: Math.max(card.width, width),
      height: card.height + gap.y + Math.max(...below.map((box) => box.height)),
    };
    this.#sizes.set(id, size);
    return size;
  }

  place(id: string, at: Point, places: Map<string, Point>): void {
    if (places.has(id)) return;
    places.set(id, at);
    let { x } = at;
    for (const lender of this.#lending.lendersOf(id)) {
      this.place(lender, { x, y: at.y + this.#height(id) + gap.y }, places);
      x += this.sizeOf(lender).width + gap.x;
    }
  }

  /** Below the middle of those who borrow it, and below whatever else stands there. */
  placeShared(places: Map<string, Point>): void {
    const waiting = new Map(this.#lending.shared);
    while (waiting.size > 0) {
      // A tool that is shared may itself borrow a shared model: borrowers come first, unless they lend in a circle.
      const [next] =
        [...waiting].find(([, borrowers]) => borrowers.every((id) => places.has(id))) ?? [...waiting][0] ?? [];
      if (next === undefined) return;
      this.place(next, this.#belowAll(next, waiting.get(next) ?? [], places), places);
      waiting.delete(next);
    }
  }

  #belowAll(id: string, borrowers: readonly string[], places: ReadonlyMap<string, Point>): Point {
    const known = borrowers.flatMap((borrower) => places.get(borrower) ?? []);
    const { width } = this.sizeOf(id);
    const x = known.reduce((sum, place) => sum + place.x, 0) / Math.max(1, known.length);
    const bottom = (card: string, { y }: Point) => y + this.#height(card) + gap.y;
    const inTheWay = [...places].filter(
      ([card, place]) => place.x < x + width + gap.x && x < place.x + this.#cardOf(card).width + gap.x,
    );
    const cards = [
      ...inTheWay,
      ...borrowers.flatMap((one): [string, Point][] => {
        const place = places.get(one);
        return place === undefined ? [] : [[one, place]];
      }),
    ];
    return { x, y: Math.max(0, ...cards.map(([card, place]) => bottom(card, place))) };
  }
}

/** Rounded to the grid. */
function shifted(places: ReadonlyMap<string, Point>, corner: Point): Map<string, Point> {
  const now = cornerOf([...places.values()]);
  const round = (value: number) => Math.round(value / 10) * 10;
  return new Map(
    [...places].map(([id, { x, y }]) => [id, { x: round(x - now.x + corner.x), y: round(y - now.y + corner.y) }]),
  );
}

export function cornerOf(points: readonly Point[]): Point {
  return points.reduce((least, { x, y }) => ({ x: Math.min(least.x, x), y: Math.min(least.y, y) }), {
    x: Number.POSITIVE_INFINITY,
    y: Number.POSITIVE_INFINITY,
  });
}
