import { describe, expect, it } from "vitest";
import { freePlace, placeOfNew } from "./free-place";

const covers = (a: { x: number; y: number }, b: { x: number; y: number }) =>
  Math.abs(a.x - b.x) < 240 && Math.abs(a.y - b.y) < 150;

describe("freePlace", () => {
  it("is the wanted place on an empty canvas", () => {
    expect(freePlace([], { x: 40, y: -20 })).toEqual({ x: 40, y: -20 });
  });

  it("goes to the right of what stands there", () => {
    expect(freePlace([{ x: 10, y: 0 }], { x: 0, y: 0 })).toEqual({ x: 320, y: 0 });
  });

  it("goes below, above or to the left before it goes further away", () => {
    const taken = [
      { x: 0, y: 0 },
      { x: 320, y: 0 },
    ];
    expect(freePlace(taken, { x: 0, y: 0 })).toEqual({ x: 0, y: 200 });
  });

  it("finds a place for each of many that want the same one, and none covers another", () => {
    const placed: { x: number; y: number }[] = [];
    for (let i = 0; i < 40; i += 1) placed.push(freePlace(placed, { x: 0, y: 0 }));
    for (const [i, a] of placed.entries()) for (const b of placed.slice(i + 1)) expect(covers(a, b)).toBe(false);
  });
});

describe("the place of a new card", () => {
  const pointer = { x: 100, y: 60 };

  it("is the one that was pointed at, whatever is there", () => {
    expect(placeOfNew([pointer], pointer, { x: 0, y: 0 })).toEqual(pointer);
  });

  it("begins where it is wanted, and a second one goes beside the first", () => {
    const first = placeOfNew([], undefined, pointer);
    expect(first).toEqual(pointer);
    expect(covers(first, placeOfNew([first], undefined, pointer))).toBe(false);
  });
});
