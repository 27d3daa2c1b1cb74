import { expect, test } from "vitest";
import { pathWords } from "./item-path";

test.each([
  ["", ""],
  ["loop[0]", "item 1"],
  ["outer[2]/inner[0]", "item 3, item 1"],
  ["boss#2", "call 2 of boss"],
  ["loop[0]/boss#1", "item 1, call 1 of boss"],
])("%j is called %j", (path, words) => {
  expect(pathWords(path)).toBe(words);
});
