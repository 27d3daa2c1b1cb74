import { expect, test } from "vitest";
import { isJsonObject, jsonDepth, printValue } from "./json";

test("how deep a value nests, without a stack, and no further than asked", () => {
  expect([1, [], {}, [[]], { a: [{}] }].map((value) => jsonDepth(value))).toEqual([0, 1, 1, 2, 3]);
  let deep: unknown = 1;
  for (let i = 0; i < 200_000; i++) deep = [deep];
  expect(jsonDepth(deep)).toBe(200_000);
  expect(jsonDepth(deep, 64)).toBe(65);
});

test("text prints as it is, all else as JSON", () => {
  expect(["a", 1, null, { a: [1] }, undefined].map(printValue)).toEqual(["a", "1", "null", '{"a":[1]}', ""]);
});

test("an object is no list and not null", () => {
  expect([{}, [], null, "x"].map(isJsonObject)).toEqual([true, false, false, false]);
});
