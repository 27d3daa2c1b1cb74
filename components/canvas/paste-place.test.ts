import { expect, test } from "vitest";
import { pastePlace } from "./paste-place";

const seen = { x: 0, y: 0, width: 1_000, height: 600 };

test("a paste without a pointer goes beside the originals, and the next one beside both", () => {
  const original = { x: 100, y: 100 };
  const first = pastePlace(original, [original], seen);
  expect(first).toEqual({ x: 140, y: 140 });
  expect(pastePlace(original, [original, first], seen)).toEqual({ x: 180, y: 180 });
});

test("it goes to the place of the originals in another workflow, and into view where they would be out of sight", () => {
  expect(pastePlace({ x: 100, y: 100 }, [], seen)).toEqual({ x: 100, y: 100 });
  expect(pastePlace({ x: 5_000, y: 100 }, [], seen)).toEqual({ x: 500, y: 300 });
});
