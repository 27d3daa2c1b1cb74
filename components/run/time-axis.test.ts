import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { timeAxis } from "./time-axis";

const labels = (elapsed: number, isLive = false) => timeAxis(elapsed, isLive, 6).ticks.map((tick) => tick.label);

describe("timeAxis", () => {
  it("names times in the unit that fits", () => {
    expect(labels(4)).toEqual(["0", "1 ms", "2 ms", "3 ms", "4 ms"]);
    expect(labels(1_900)).toEqual(["0", "0.5 s", "1.0 s", "1.5 s"]);
    expect(labels(28_000)).toEqual(["0", "5 s", "10 s", "15 s", "20 s", "25 s"]);
    expect(labels(150_000)).toEqual(["0", "30 s", "1:00", "1:30", "2:00", "2:30"]);
    expect(labels(3_000_000)).toEqual(["0", "10 min", "20 min", "30 min", "40 min", "50 min"]);
  });

  it("holds everything, with a few ticks that no two share a label", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e8, noNaN: true }), fc.boolean(), (elapsed, isLive) => {
        const axis = timeAxis(elapsed, isLive, 6);
        expect(axis.length).toBeGreaterThanOrEqual(elapsed);
        expect(axis.ticks.length).toBeLessThanOrEqual(8);
        expect(new Set(axis.ticks.map((tick) => tick.label)).size).toBe(axis.ticks.length);
      }),
    );
  });

  it("grows in leaps while a run goes on", () => {
    const lengths = new Set(Array.from({ length: 100 }, (_, i) => timeAxis(1_000 + i * 10, true, 6).length));
    expect(lengths.size).toBeLessThanOrEqual(5);
  });
});
