import { expect, it } from "vitest";
import { clampToStep, parseNumber } from "./number";

it("reads a number, an empty field, and what is not a number yet", () => {
  expect(parseNumber(" 0,25 ")).toBe(0.25);
  expect(parseNumber("")).toBeNull();
  expect(parseNumber("-")).toBeUndefined();
  expect(parseNumber("1e999")).toBeUndefined();
});

it("steps without the dust of binary fractions", () => {
  expect(clampToStep(0.1 + 0.2, { step: 0.1 })).toBe(0.3);
  expect(clampToStep(0.7 + 0.05, { step: 0.05 })).toBe(0.75);
  expect(clampToStep(3e-7, { step: 1e-7 })).toBe(3e-7);
});

it("keeps to the limits, also where they are off the grid", () => {
  expect(clampToStep(7, { min: 0, max: 2, step: 0.1 })).toBe(2);
  expect(clampToStep(-1, { min: 0 })).toBe(0);
});
