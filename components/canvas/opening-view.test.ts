import { expect, test } from "vitest";
import { openingView, viewPadding } from "./opening-view";

const pane = { width: 1_000, height: 600 };
const card = (x: number, y: number) => ({ x, y, width: 240, height: 100 });

test("what fits is shown whole, in the middle, and never larger than it is", () => {
  const view = openingView(card(50, 30), card(50, 30), pane);
  expect(view.zoom).toBe(1);
  expect(view.x + (50 + 120) * view.zoom).toBeCloseTo(500);
  const wide = openingView({ x: 0, y: 0, width: 1_200, height: 200 }, card(0, 0), pane);
  expect(wide.zoom).toBeCloseTo((1_000 - 2 * viewPadding.x) / 1_200);
  expect(wide.x).toBeCloseTo(viewPadding.x);
});

test("what only just does not fit is made a little smaller, so that no last card is cut off", () => {
  const view = openingView({ x: 0, y: 0, width: 1_500, height: 200 }, card(0, 0), pane);
  expect(view.x + 1_500 * view.zoom).toBeLessThanOrEqual(1_000 - viewPadding.x + 0.001);
  expect(view.zoom).toBeLessThan(0.65);
});

test("what does not fit is shown from its beginning, as small as can be read", () => {
  const view = openingView({ x: -100, y: 0, width: 3_000, height: 200 }, card(-100, 0), pane);
  expect(view.zoom).toBe(0.65);
  expect(view.x - 100 * view.zoom).toBeCloseTo(viewPadding.x);
});

test("a beginning in the middle of the graph is shown with some of what lies before it, up to the graph's end", () => {
  const all = { x: -3_000, y: 0, width: 6_000, height: 200 };
  const room = 1_000 - 2 * viewPadding.x;
  const middle = openingView(all, card(0, 0), pane);
  expect(middle.x).toBeCloseTo(viewPadding.x + room / 4);
  const last = openingView(all, card(2_760, 0), pane);
  expect(last.x + 3_000 * last.zoom).toBeCloseTo(1_000 - viewPadding.x);
});

test("of a high graph the first card is in the middle, without empty room at an end", () => {
  const all = { x: 0, y: 0, width: 240, height: 4_000 };
  const middle = openingView(all, card(0, 2_000), pane);
  const screenTop = middle.y + 2_000 * middle.zoom;
  expect(screenTop + 50 * middle.zoom).toBeCloseTo(viewPadding.top + (600 - viewPadding.top - viewPadding.bottom) / 2);
  expect(openingView(all, card(0, 0), pane).y).toBeCloseTo(viewPadding.top);
  const last = openingView(all, card(0, 3_900), pane);
  expect(last.y + 4_000 * last.zoom).toBeCloseTo(600 - viewPadding.bottom);
});
