import { type ConnectionEnd, curveBetween, pointOfCurve, type Side, sideDirections } from "./curve";
import { frameSize } from "./frames";
import type { Point } from "./new-node";
import type { Box } from "./reveal";
import { type Heading, headings, shortestWay } from "./shortest-way";

export interface RouteRequest {
  readonly id: string;
  readonly from: ConnectionEnd;
  readonly to: ConnectionEnd;
  /** Connections of one net come from the same port, and may run along the same line. */
  readonly net: string;
  /** The frames that it runs inside of. */
  readonly inside?: ReadonlySet<string>;
}

/** A card or a frame that connections keep off. */
export interface Obstacle extends Box {
  /** Of a frame. */
  readonly frame?: string;
}

/** What a routed connection keeps from all cards. */
const clearance = 10;
/** Lines to go along, this far from the cards: several, so that connections can run beside each other. */
const lanes = [12, 20, 28];
const turnCost = 60;
/** What a pixel costs more where others run, and where a card's dots are close. */
const sharedLineCost = 4;
const tightCost = 0.6;
const tightUpTo = 18;
/** Cards that are looked at for one connection; where more stand around, the plain curve has to do. */
const mostCards = 30;

/**
 * The corners of the connections whose plain curve would pass behind a card, by id; the others keep their curve. In
 * order: later ones keep off the lines that earlier ones took.
 */
export function routeConnections(
  requests: readonly RouteRequest[],
  obstacles: readonly Obstacle[],
): ReadonlyMap<string, readonly Point[]> {
  const routes = new Map<string, readonly Point[]>();
  const taken: TakenLine[] = [];
  for (const request of requests) {
    const cards = inTheWayOf(request, obstacles);
    if (isCurveFree(request, cards)) continue;
    const corners = cornersAround(request, cards, taken);
    if (corners === undefined) continue;
    routes.set(request.id, corners);
    const points = [request.from, ...corners, request.to];
    for (const [i, to] of points.entries()) {
      const from = points[i - 1];
      if (from !== undefined) taken.push({ from, to, net: request.net });
    }
  }
  return routes;
}

/** Of a frame that a connection leads into only the header is in its way. */
function inTheWayOf({ inside }: RouteRequest, obstacles: readonly Obstacle[]): readonly Box[] {
  if (inside === undefined || inside.size === 0) return obstacles;
  return obstacles.map((obstacle) =>
    inside.has(obstacle.frame ?? "") ? { ...obstacle, height: frameSize.header } : obstacle,
  );
}

interface TakenLine {
  readonly from: Point;
  readonly to: Point;
  readonly net: string;
}

const samples = 40;

export function isCurveFree({ from, to }: Pick<RouteRequest, "from" | "to">, cards: readonly Box[]): boolean {
  const curve = curveBetween(from, to);
  const around = boxAround(curve);
  const near = cards.filter((card) => overlap(card, around));
  if (near.length === 0) return true;
  return Array.from({ length: samples + 1 }, (_, i) => pointOfCurve(curve, i / samples)).every((point) =>
    near.every((card) => !isInside(point, card)),
  );
}

function isInside({ x, y }: Point, card: Box): boolean {
  return x > card.x && x < card.x + card.width && y > card.y && y < card.y + card.height;
}

function cornersAround(
  { from, to, net }: RouteRequest,
  cards: readonly Box[],
  taken: readonly TakenLine[],
): Point[] | undefined {
  const [start, goal] = [standOff(from), standOff(to)];
  const region = inflated(boxAround([start, goal]), 320);
  const near = cards.filter((card) => overlap(card, region));
  if (near.length > mostCards) return undefined;
  const others = taken.filter((line) => line.net !== net);
  const walls = near.map((card) => inflated(card, clearance));
  const tight = near.map((card) => inflated(card, tightUpTo));
  const way = shortestWay({
    xs: linesOf(
      [start.x, goal.x],
      near.map(({ x, width }) => [x, x + width]),
    ),
    ys: linesOf(
      [start.y, goal.y],
      near.map(({ y, height }) => [y, y + height]),
    ),
    start: { ...start, heading: headingOf(from.side) },
    goal: { ...goal, heading: opposite(headingOf(to.side)) },
    turn: turnCost,
    extra: (a, b) => {
      const step = boxAround([a, b]);
      if (walls.some((wall) => overlap(wall, step))) return Number.POSITIVE_INFINITY;
      const isShared = others.some((line) => runsAlong(line, a, b));
      const isTight = tight.some((room) => overlap(room, step));
      return (step.width + step.height) * ((isShared ? sharedLineCost : 0) + (isTight ? tightCost : 0));
    },
  });
  return way === undefined ? undefined : withoutStraight([from, ...way, to]).slice(1, -1);
}

function standOff({ x, y, side }: ConnectionEnd): Point {
  const way = sideDirections[side];
  return { x: x + way.x * (lanes[0] as number), y: y + way.y * (lanes[0] as number) };
}

function headingOf(side: Side): Heading {
  const way = sideDirections[side];
  return headings.findIndex(({ x, y }) => x === way.x && y === way.y) as Heading;
}

function opposite(heading: Heading): Heading {
  return ((heading + 2) % 4) as Heading;
}

/** The lines through both ends and along both edges of each card. */
function linesOf(ends: readonly number[], edges: readonly (readonly [low: number, high: number])[]): number[] {
  const beside = edges.flatMap(([low, high]) => lanes.flatMap((lane) => [low - lane, high + lane]));
  return [...new Set([...ends, ...beside])].sort((a, b) => a - b);
}

/** Whether a step lies on a line that is taken, for some of its length. */
function runsAlong({ from, to }: TakenLine, a: Point, b: Point): boolean {
  const along = (key: "x" | "y", other: "x" | "y") =>
    a[key] === b[key] &&
    from[key] === to[key] &&
    Math.abs(a[key] - from[key]) < 6 &&
    Math.min(a[other], b[other]) < Math.max(from[other], to[other]) &&
    Math.max(a[other], b[other]) > Math.min(from[other], to[other]);
  return along("x", "y") || along("y", "x");
}

/** Points at which the way turns, and its ends. */
function withoutStraight(points: readonly Point[]): Point[] {
  return points.filter((point, i) => {
    const [before, after] = [points[i - 1], points[i + 1]];
    if (before === undefined || after === undefined) return true;
    return !(before.x === point.x && point.x === after.x) && !(before.y === point.y && point.y === after.y);
  });
}

function boxAround(points: readonly Point[]): Box {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function inflated({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** Touching is no overlap. */
function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
