import { expect, it } from "vitest";
import { seededRandom } from "./seeded-random";

it("gives the same numbers for the same seed, and others for another", () => {
  const draw = (seed: string) => Array.from({ length: 5 }, seededRandom(seed));
  expect(draw("a")).toEqual(draw("a"));
  expect(draw("a")).not.toEqual(draw("b"));
});

it("spreads evenly over 0 to below 1", () => {
  const random = seededRandom("even");
  const draws = Array.from({ length: 10_000 }, () => Math.floor(random() * 10));
  const counts = Array.from({ length: 10 }, (_, digit) => draws.filter((draw) => draw === digit).length);
  expect(draws.every((draw) => draw >= 0 && draw < 10)).toBe(true);
  for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150);
});
