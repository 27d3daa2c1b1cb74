import { describe, expect, it } from "vitest";
import { formatClock, formatCountdown, formatLeft } from "./countdown";

describe("formatCountdown", () => {
  it.each([
    [-5_000, "0 s"],
    [1, "1 s"],
    [59_001, "1 min 0 s"],
    [245_000, "4 min 5 s"],
    [3 * 3_600_000 + 12 * 60_000 + 30_000, "3 h 12 min"],
    [52 * 3_600_000, "2 d 4 h"],
  ])("says of %i ms %s", (left, words) => expect(formatCountdown(left)).toBe(words));
});

describe("formatLeft", () => {
  it("names the larger unit alone", () => {
    expect([9_000, 245_000, 52 * 3_600_000].map(formatLeft)).toEqual(["9 s left", "4 min left", "2 d left"]);
  });
});

describe("formatClock", () => {
  const now = new Date(2026, 4, 8, 12);
  it("names the day only where it is another one", () => {
    expect(formatClock(new Date(2026, 4, 8, 17, 3), now)).toBe("17:03");
    expect(formatClock(new Date(2026, 4, 9, 0, 3), now)).toBe("May 9, 00:03");
  });
});
