import type { Point } from "./new-node";

/** The side of a card on which a connection leaves or enters, and the direction in which it stands off from it. */
export type Side = "left" | "right" | "top" | "bottom";

/** Where a connection touches a card: the outer edge of the port's dot. */
export interface ConnectionEnd extends Point {
  readonly side: Side;
}

export type Curve = readonly [from: Point, fromControl: Point, toControl: Point, to: Point];

export const sideDirections: Readonly<Record<Side, Point>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  top: { x: 0, y: -1 },
  bottom: { x: 0, y: 1 },
};

/** The curve of a connection that nothing stands in the way of: it leaves and enters at right angles to the cards. */
export function curveBetween(from: ConnectionEnd, to: ConnectionEnd): Curve {
  return [from, controlOf(from, to), controlOf(to, from), to];
}

function controlOf(end: ConnectionEnd, other: Point): Point {
  const way = sideDirections[end.side];
  const ahead = (other.x - end.x) * way.x + (other.y - end.y) * way.y;
  // Half of the way to an end that lies ahead; around the corner to one that lies behind.
  const reach = ahead >= 0 ? ahead / 2 : 6 * Math.sqrt(-ahead);
  return { x: end.x + way.x * reach, y: end.y + way.y * reach };
}

export function pointOfCurve([a, b, c, d]: Curve, at: number): Point {
  const rest = 1 - at;
  const mix = (key: "x" | "y") =>
    rest ** 3 * a[key] + 3 * rest ** 2 * at * b[key] + 3 * rest * at ** 2 * c[key] + at ** 3 * d[key];
  return { x: mix("x"), y: mix("y") };
}

export function curvePath([a, b, c, d]: Curve): string {
  return `M${a.x},${a.y} C${b.x},${b.y} ${c.x},${c.y} ${d.x},${d.y}`;
}

const cornerRadius = 12;

/** Straight lines with round corners. */
export function cornerPath(points: readonly Point[]): string {
  const parts = points.map((point, i) => {
    const [before, after] = [points[i - 1], points[i + 1]];
    if (before === undefined) return `M${point.x},${point.y}`;
    if (after === undefined) return `L${point.x},${point.y}`;
    const radius = Math.min(cornerRadius, distance(before, point) / 2, distance(point, after) / 2);
    const from = towards(point, before, radius);
    const to = towards(point, after, radius);
    return `L${from.x},${from.y} Q${point.x},${point.y} ${to.x},${to.y}`;
  });
  return parts.join(" ");
}

function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

function towards(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) * length) / whole, y: from.y + ((to.y - from.y) * length) / whole };
}
