import type { Point } from "./new-node";

/** Right, down, left, up. */
export type Heading = 0 | 1 | 2 | 3;

export const headings: readonly Point[] = [
  { x: 1, y: 0 },
  { x: 0, y: 1 },
  { x: -1, y: 0 },
  { x: 0, y: -1 },
];

export interface Way {
  /** Lines to go along, in rising order. */
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** Start and goal lie on crossings of these lines; `heading`: how the start is left and the goal entered. */
  readonly start: Point & { readonly heading: Heading };
  readonly goal: Point & { readonly heading: Heading };
  /** What a step between two neighboring crossings costs beyond its length; infinite where something is in the way. */
  readonly extra: (from: Point, to: Point) => number;
  /** What a turn costs, in the length that it is worth to go straight instead. */
  readonly turn: number;
}

/** The cheapest way along the lines, crossing by crossing (A*); undefined when there is none. */
export function shortestWay({ xs, ys, start, goal, extra, turn }: Way): Point[] | undefined {
  const stateOf = (ix: number, iy: number, heading: number) => (iy * xs.length + ix) * 4 + heading;
  const goalState = stateOf(xs.indexOf(goal.x), ys.indexOf(goal.y), goal.heading);
  const first = stateOf(xs.indexOf(start.x), ys.indexOf(start.y), start.heading);
  const costs = new Map([[first, 0]]);
  const origins = new Map<number, number>();
  const open = new Queue();
  open.push(first, 0);
  const pointOf = (state: number): Point => {
    const cell = state >> 2;
    return { x: xs[cell % xs.length] as number, y: ys[Math.floor(cell / xs.length)] as number };
  };

  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    if (state === goalState) return wayTo(state, origins).map(pointOf);
    const heading = state & 3;
    const cell = state >> 2;
    const here = pointOf(state);
    for (let next = 0; next < 4; next += 1) {
      if (next === (heading + 2) % 4) continue;
      const ix = (cell % xs.length) + (headings[next] as Point).x;
      const iy = Math.floor(cell / xs.length) + (headings[next] as Point).y;
      const [x, y] = [xs[ix], ys[iy]];
      if (x === undefined || y === undefined) continue;
      const step = Math.abs(x - here.x) + Math.abs(y - here.y) + extra(here, { x, y });
      const cost = (costs.get(state) as number) + step + (next === heading ? 0 : turn);
      const neighbor = stateOf(ix, iy, next);
      if (cost >= (costs.get(neighbor) ?? Number.POSITIVE_INFINITY)) continue;
      costs.set(neighbor, cost);
      origins.set(neighbor, state);
      open.push(neighbor, cost + Math.abs(goal.x - x) + Math.abs(goal.y - y));
    }
  }
  return undefined;
}

function wayTo(state: number, origins: ReadonlyMap<number, number>): number[] {
  const way = [state];
  for (let at = origins.get(state); at !== undefined; at = origins.get(at)) way.unshift(at);
  return way;
}

/** States by rising cost: a binary heap. */
class Queue {
  readonly #states: number[] = [];
  readonly #costs: number[] = [];

  push(state: number, cost: number): void {
    let at = this.#states.push(state) - 1;
    this.#costs.push(cost);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if ((this.#costs[above] as number) <= cost) break;
      this.#swap(at, above);
      at = above;
    }
  }

  pop(): number | undefined {
    const last = this.#states.length - 1;
    if (last < 0) return undefined;
    this.#swap(0, last);
    const state = this.#states.pop();
    this.#costs.pop();
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const costOf = (i: number) => this.#costs[i] ?? Number.POSITIVE_INFINITY;
      const least = costOf(left) <= costOf(right) ? left : right;
      if (costOf(least) >= costOf(at)) return state;
      this.#swap(at, least);
      at = least;
    }
  }

  #swap(a: number, b: number): void {
    for (const list of [this.#states, this.#costs]) {
      const kept = list[a] as number;
      list[a] = list[b] as number;
      list[b] = kept;
    }
  }
}
