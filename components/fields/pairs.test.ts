import { describe, expect, it } from "vitest";
import { pairsOf, recordOf } from "./pairs";
import { splitWords } from "./words-control";

describe("pairs", () => {
  it("go from a map to lines and back", () => {
    const record = { Accept: "application/json", "X-Id": "{{ id }}" };
    expect(recordOf(pairsOf(record))).toEqual({ record, left: [] });
  });

  it("keep lines aside that a map cannot hold", () => {
    expect(
      recordOf([
        ["a", "1"],
        ["", "typing"],
        ["a", "2"],
      ]),
    ).toEqual({
      record: { a: "1" },
      left: [
        ["", "typing"],
        ["a", "2"],
      ],
    });
  });

  it("take a name such as __proto__ as any other", () => {
    expect(Object.keys(recordOf([["__proto__", "x"]]).record)).toEqual(["__proto__"]);
  });
});

describe("splitWords", () => {
  it("parts at commas and lines, without blanks and doubles", () => {
    expect(splitWords(" a, b ,,a\nc d")).toEqual(["a", "b", "c d"]);
  });
});
