import { describe, expect, it } from "vitest";
import { formatRate, hitRate, lastDays } from "./hit-rate";

describe("hitRate", () => {
  it("weighs days by how much was asked", () => {
    expect(
      hitRate([
        { hits: 90, misses: 10 },
        { hits: 0, misses: 0 },
        { hits: 0, misses: 100 },
      ]),
    ).toBe(0.45);
    expect(hitRate([{ hits: 0, misses: 0 }])).toBeUndefined();
  });
});

describe("lastDays", () => {
  it("fills the days on which nothing was asked", () => {
    const days = lastDays([{ day: "2026-11-26", hits: 4, misses: 1 }], 3, new Date("2026-11-27T00:30:00Z"));
    expect(days).toEqual([
      { day: "2026-11-25", hits: 0, misses: 0 },
      { day: "2026-11-26", hits: 4, misses: 1 },
      { day: "2026-11-27", hits: 0, misses: 0 },
    ]);
  });
});

describe("formatRate", () => {
  it("rounds, but not to all or nothing", () => {
    expect([0, 0.004, 0.456, 0.999, 1].map(formatRate)).toEqual(["0 %", "under 1 %", "46 %", "99 %", "100 %"]);
  });
});
