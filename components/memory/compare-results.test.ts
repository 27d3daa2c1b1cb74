import { describe, expect, it } from "vitest";
import { comparisonSentence, movesOf, moveWords } from "./compare-results";

const list = (text: string) => [...text].map((id) => ({ id }));

describe("movesOf", () => {
  it("tells for each passage how far it moved, and which are new", () => {
    const moves = movesOf(list("bax"), list("abc"));
    expect(moves.get("b")).toEqual({ kind: "up", places: 1 });
    expect(moves.get("a")).toEqual({ kind: "down", places: 1 });
    expect(moves.get("x")).toEqual({ kind: "new" });
    expect([...movesOf(list("a"), list("abc")).values()].map(moveWords)).toEqual(["same place"]);
    expect(moveWords({ kind: "up", places: 3 })).toBe("3 up");
  });
});

describe("comparisonSentence", () => {
  it.each([
    ["abc", "abc", "Both find the same passages in the same order."],
    ["abc", "cba", "Both find the same passages, in another order."],
    ["abc", "bcx", "2 in common, 1 only in A, 1 only in B."],
    ["ab", "abc", "2 in common, 0 only in A, 1 only in B."],
    ["a", "b", "They have no passage in common."],
    ["", "", "Neither finds anything."],
  ])("of %s and %s is %s", (left, right, sentence) => {
    expect(comparisonSentence(list(left), list(right))).toBe(sentence);
  });
});
