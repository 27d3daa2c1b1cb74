import { describe, expect, test } from "vitest";
import { isSameJson } from "@/nodes/core/same-json";
import { countDifferences, documentDifference } from "./document-difference";
import { executionOrder } from "./execution-order";
import { foldedPieces } from "./folded-pieces";
import { jsonDifferences } from "./json-difference";
import type { SideName } from "./side";
import { documentOf } from "./testing";
import { type TextPiece, textDifference } from "./text-difference";

/** What differs in brackets. */
const marked = (pieces: readonly TextPiece[], side: SideName) =>
  pieces.map(({ [side]: text, isDifferent }) => (isDifferent && text !== "" ? `[${text}]` : text)).join("");

describe("the difference of two texts", () => {
  test.each([
    ["The loom is old.", "The loom is new.", "The loom is [old].", "The loom is [new]."],
    ["one two three four", "one 2 3 four", "one [two three] four", "one [2 3] four"],
    ["", "all new", "", "[all new]"],
    ["same", "same", "same", "same"],
    ["a\nb", "a\nc", "a\n[b]", "a\n[c]"],
    ["washed and folded", "washed, dried and folded", "washed and folded", "washed[, dried] and folded"],
    ["織機は古い", "織機は新しい", "織機は[古]い", "織機は[新し]い"],
    ["costs 0.2 or 1,204.5", "costs 0.9 or 1,304.5", "costs [0.2] or [1,204.5]", "costs [0.9] or [1,304.5]"],
    ["don’t stop", "don’t go", "don’t [stop]", "don’t [go]"],
  ])("is that of their words: %j and %j", (a, b, leftMarked, rightMarked) => {
    const { pieces } = textDifference(a, b);
    expect([marked(pieces, "a"), marked(pieces, "b")]).toEqual([leftMarked, rightMarked]);
    expect(pieces.map((piece) => piece.a).join("")).toBe(a);
    expect(pieces.map((piece) => piece.b).join("")).toBe(b);
  });

  test("goes by lines where too many words differ, and takes the whole at last", () => {
    const a = "a b c d e f g h\nsame line\n";
    const b = "1 2 3 4 5 6 7 8\nsame line\n";
    const byLines = textDifference(a, b, { ms: 1_000, edits: 4 });
    expect([byLines.by, marked(byLines.pieces, "a")]).toEqual(["lines", "[a b c d e f g h\n]same line\n"]);
    expect(textDifference(a, b, { ms: 1_000, edits: 1 }).by).toBe("whole");
  });
});

test("what two long texts share is left out in the same places of both", () => {
  const same = "word ".repeat(400);
  const { pieces } = textDifference(`${same}old ${same}`, `${same}new ${same}`);
  const shown = foldedPieces(pieces);
  expect(shown.map(({ a, b, hidden }) => hidden ?? `${a.length} ${b.length}`)).toEqual([
    1_820,
    "180 180",
    "3 3",
    "180 180",
    1_821,
  ]);
  expect(foldedPieces(textDifference("short", "short!").pieces)).toEqual(textDifference("short", "short!").pieces);
});

describe("the difference of two values", () => {
  test("names the innermost places", () => {
    const a = { keep: 1, gone: true, deep: { list: [1, { x: 1 }] } };
    const b = { keep: 1, come: null, deep: { list: [1, { x: 2 }] } };
    expect(jsonDifferences(a, b).list).toEqual([
      { path: ["gone"], kind: "only-a", a: true },
      { path: ["deep", "list", "1", "x"], kind: "changed", a: 1, b: 2 },
      { path: ["come"], kind: "only-b", b: null },
    ]);
  });

  test("finds the items of a list again behind new ones", () => {
    expect(jsonDifferences(["b", "c", "d"], ["a", "b", "x", "d"]).list).toEqual([
      { path: ["0"], kind: "only-b", b: "a" },
      { path: ["2"], kind: "changed", a: "c", b: "x" },
    ]);
    expect(jsonDifferences([1, 2, 3], [1, 3]).list).toEqual([{ path: ["1"], kind: "only-a", a: 2 }]);
  });

  test("is cut where there are many, and stops at a depth", () => {
    const many = Array.from({ length: 5_000 }, (_, i) => i);
    const { list, isCut } = jsonDifferences(
      many,
      many.map((one) => -1 - one),
      10,
    );
    expect([list.length, isCut]).toEqual([10, true]);
    const nested = (leaf: number) => Array.from({ length: 20_000 }).reduce<unknown>((inner) => [inner], leaf);
    expect(isSameJson(nested(1), nested(1))).toBe(true);
    expect(jsonDifferences(nested(1), nested(2)).list[0]?.path).toHaveLength(60);
  });

  test("keys in another order, and keys without a value, are none", () => {
    expect(isSameJson({ a: 1, b: [2] }, { b: [2], a: 1, c: undefined })).toBe(true);
    expect([isSameJson([], {}), isSameJson(null, undefined), isSameJson({ a: 1 }, { b: 1 })]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

test("the difference of two documents: what is set, nodes and connections, and not where nodes stand", () => {
  const a = documentOf({ a: { expression: "1" }, b: { expression: "2" }, gone: {} }, ["a.value -> b.value"]);
  const changed = documentOf({ a: { expression: "1" }, b: { expression: "3" }, come: {} }, ["a.value -> come.value"]);
  const b = {
    ...changed,
    settings: { ...changed.settings, maxParallel: 2 },
    nodes: changed.nodes.map((node) => ({
      ...node,
      position: { x: 9, y: 9 },
      ...(node.id === "a" ? { disabled: true } : {}),
    })),
  };
  const difference = documentDifference(a, b);
  expect(difference.settings).toEqual([{ path: ["maxParallel"], kind: "changed", a: 8, b: 2 }]);
  expect([...difference.nodes]).toEqual([
    ["a", [{ path: ["node · disabled"], kind: "only-b", b: true }]],
    ["b", [{ path: ["expression"], kind: "changed", a: "2", b: "3" }]],
  ]);
  expect(difference.onlyA).toMatchObject({ nodes: [{ id: "gone" }], connections: [{ target: "b" }] });
  expect(difference.onlyB).toMatchObject({ nodes: [{ id: "come" }], connections: [{ target: "come" }] });
  expect(countDifferences(difference)).toBe(7);
});

test("the order of execution keeps that of the first run, and puts none before what it needs", () => {
  const needs = (ways: Record<string, string[]>) => (id: string) => ways[id] ?? [];
  expect(executionOrder(["a", "c"], ["a", "b", "c"], needs({}))).toEqual(["a", "b", "c"]);
  expect(executionOrder(["z", "a"], [], needs({ z: ["a", "nowhere"] }))).toEqual(["a", "z"]);
  expect(executionOrder(["a", "b"], [], needs({ a: ["b"], b: ["a"] }))).toEqual(["b", "a"]);
});
