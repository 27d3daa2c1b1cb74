import { describe, expect, test } from "vitest";
import type { ConnectionEnd } from "./curve";
import { isCurveFree, type RouteRequest, routeConnections } from "./route";

const card = (x: number, y: number) => ({ x, y, width: 240, height: 120 });
const right = (x: number, y: number): ConnectionEnd => ({ x, y, side: "right" });
const left = (x: number, y: number): ConnectionEnd => ({ x, y, side: "left" });
const request = (id: string, from: ConnectionEnd, to: ConnectionEnd, net = id): RouteRequest => ({ id, from, to, net });

/** Whether the straight line between two corners, which is level or upright, enters a card. */
function enters(box: ReturnType<typeof card>, a: { x: number; y: number }, b: { x: number; y: number }): boolean {
  return (
    Math.max(a.x, b.x) > box.x &&
    Math.min(a.x, b.x) < box.x + box.width &&
    Math.max(a.y, b.y) > box.y &&
    Math.min(a.y, b.y) < box.y + box.height
  );
}

describe("routeConnections", () => {
  test("leaves a connection that nothing stands in the way of its curve", () => {
    const free = request("c", right(245, 60), left(595, 60));
    expect(routeConnections([free], [card(0, 0), card(600, 0)]).size).toBe(0);
  });

  test("leads a connection around the card between its ends, with level and upright lines", () => {
    const middle = card(300, 0);
    const blocked = request("c", right(245, 60), left(595, 60));
    expect(isCurveFree(blocked, [middle])).toBe(false);
    const corners = routeConnections([blocked], [card(0, 0), middle, card(600, 0)]).get("c") ?? [];
    expect(corners.length).toBeGreaterThanOrEqual(4);
    const way = [blocked.from, ...corners, blocked.to];
    for (const [i, point] of way.entries()) {
      const next = way[i + 1];
      if (next === undefined) continue;
      expect(point.x === next.x || point.y === next.y).toBe(true);
      expect(enters(middle, point, next)).toBe(false);
    }
  });

  test("leads what flows back around its own cards", () => {
    const back = request("c", right(545, 60), left(-5, 60));
    const cards = [card(0, 0), card(300, 0)];
    const corners = routeConnections([back], cards).get("c") ?? [];
    const way = [back.from, ...corners, back.to];
    const hidden = way.flatMap((point, i) => cards.filter((box) => enters(box, way[i - 1] ?? point, point)));
    expect(hidden).toEqual([]);
  });

  test("connections of one port share their line, others keep apart", () => {
    const cards = [card(0, 0), card(300, 0), card(600, 0)];
    const ends = [right(245, 60), left(595, 60)] as const;
    const routesOf = (net: string) =>
      routeConnections([request("a", ...ends, "port"), request("b", ...ends, net)], cards);
    const shared = routesOf("port");
    expect(shared.get("b")).toEqual(shared.get("a"));
    const apart = routesOf("another port");
    expect(apart.get("a")).toEqual(shared.get("a"));
    const levels = (id: string) =>
      new Set(
        apart
          .get(id)
          ?.map(({ y }) => y)
          .filter((y) => y !== 60),
      );
    expect([...levels("a")].filter((y) => levels("b").has(y))).toEqual([]);
  });

  test("keeps the curve where no way leads through", () => {
    const blocked = request("c", right(245, 60), left(900, 60));
    const walls = [card(255, 0), card(100, 125), card(100, -125), card(0, 0)];
    expect(isCurveFree(blocked, walls)).toBe(false);
    expect(routeConnections([blocked], walls).size).toBe(0);
  });
});
