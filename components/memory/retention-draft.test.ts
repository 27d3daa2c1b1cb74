import { describe, expect, it } from "vitest";
import { draftOf, isUnbounded, retentionProblems, ruleOf } from "./retention-draft";

describe("a retention rule in its form", () => {
  it("comes back as it was", () => {
    const rule = { maxEntries: 500, maxAgeDays: 30, summarize: true };
    expect(ruleOf(draftOf(rule))).toEqual(rule);
    expect(ruleOf(draftOf({}))).toEqual({});
  });

  it("leaves out what an empty field or odd data says", () => {
    expect(draftOf({ maxEntries: "many", maxAgeDays: null })).toEqual({
      maxEntries: null,
      maxAgeDays: null,
      summarize: false,
    });
    expect(isUnbounded(draftOf({ summarize: true }))).toBe(true);
    expect(isUnbounded(draftOf({ maxAgeDays: 1 }))).toBe(false);
  });

  it("says what is wrong at which field", () => {
    expect(retentionProblems({ maxEntries: 0, maxAgeDays: 1.5, summarize: false })).toEqual({
      maxEntries: expect.stringContaining("from 1"),
      maxAgeDays: expect.stringContaining("days"),
    });
    expect(retentionProblems({ maxEntries: null, maxAgeDays: 7, summarize: false })).toEqual({});
  });
});
