import { describe, expect, it } from "vitest";
import { draftOf, isUnbounded, retentionProblems, ruleOf, ruleWords } from "./retention-draft";

describe("a retention rule in its form", () => {
  it("comes back as it was", () => {
    const rule = { maxEntries: 500, maxAgeDays: 30 };
    expect(ruleOf(draftOf(rule))).toEqual(rule);
    expect(ruleOf(draftOf({}))).toEqual({});
  });

  it("leaves out what an empty field or odd data says", () => {
    expect(draftOf({ maxEntries: "many", maxAgeDays: null })).toEqual({
      maxEntries: null,
      maxAgeDays: null,
    });
    expect(isUnbounded(draftOf({}))).toBe(true);
    expect(isUnbounded(draftOf({ maxAgeDays: 1 }))).toBe(false);
  });

  it("is said in words", () => {
    expect(ruleWords({ maxEntries: 1_500, maxAgeDays: 1 })).toBe("at most 1,500, not older than 1 day");
    expect(ruleWords({})).toBe("");
  });

  it("says what is wrong at which field", () => {
    expect(retentionProblems({ maxEntries: 0, maxAgeDays: 1.5 })).toEqual({
      maxEntries: expect.stringContaining("from 1"),
      maxAgeDays: expect.stringContaining("days"),
    });
    expect(retentionProblems({ maxEntries: null, maxAgeDays: 7 })).toEqual({});
  });
});
