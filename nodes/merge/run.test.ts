import { describe, expect, test } from "vitest";
import type { JsonValue } from "../core/json";
import { testContext } from "../testing/test-context";
import { type MergeConfig, mergeDefinition } from "./definition";
import { runMerge } from "./run";

function merge(mode: string, inputs: JsonValue[], sources: string[] = []) {
  const context = testContext<MergeConfig>(mergeDefinition, {
    config: { mode },
    inputs: { inputs },
    sources: { inputs: sources },
  });
  return (runMerge(context) as { value: JsonValue }).value;
}

describe("merge", () => {
  test("all: a list of the values in order", () => expect(merge("all", [1, null, [2]])).toEqual([1, null, [2]]));
  test("first: the one that is there", () => expect(merge("first", ["a"])).toBe("a"));
  test("append: lists joined by one level, other values as items", () =>
    expect(merge("append", [[1, [2]], 3, "ab", []])).toEqual([1, [2], 3, "ab"]));
  test("object: by source node", () => expect(merge("object", [1, 2], ["a", "b"])).toEqual({ a: 1, b: 2 }));
  test("object: a node that is connected twice keeps both values", () =>
    expect(merge("object", [1, 2, 3], ["a", "b", "a"])).toEqual({ a: [1, 3], b: 2 }));
  test("object: a node named like a key of every object", () =>
    expect(merge("object", [1], ["constructor"])).toEqual({ constructor: 1 }));

  test("starts at its first value in the mode first alone", () => {
    const starts = ["all", "first", "append", "object"].map((mode) => mergeDefinition.startsWith?.({ mode }));
    expect(starts).toEqual(["all", "first", "all", "all"]);
  });
});
