import { expect, it } from "vitest";
import { nearNames, suggestNames } from "./near-names";

it("finds what was perhaps meant, nearest first", () => {
  expect(nearNames("topc", ["tone", "topic", "top"])).toEqual(["topic", "top"]);
  expect(nearNames("TOPIC", ["topic"])).toEqual(["topic"]);
  expect(nearNames("topic", ["question", "answer"])).toEqual([]);
});

it("says what there is where nothing is near", () => {
  expect(suggestNames("x", [])).toBe("");
  expect(suggestNames("topic", ["question", "answer"])).toBe(' There is "question", "answer".');
  expect(suggestNames("topc", ["topic"])).toBe(' Did you mean "topic"?');
});
