import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TraceEvent } from "@/nodes/core/trace-event";
import { positionAt, replayTimes } from "./replay";

const at = (...times: number[]): TraceEvent[] =>
  times.map((time, i) => ({ runId: "r", seq: i + 1, at: time, type: "node.canceled", nodeId: "a", path: "" }));

describe("replay", () => {
  it("keeps the rhythm and shortens long pauses", () => {
    expect(replayTimes(at(5_000, 5_040, 65_040, 65_100))).toEqual([0, 40, 1_040, 1_100]);
  });

  it("never runs backwards, even where a clock did", () => {
    expect(replayTimes(at(100, 50, 70))).toEqual([0, 0, 20]);
  });

  it("counts the events up to a time", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100)), fc.integer({ min: -1, max: 101 }), (list, time) => {
        const times = list.sort((a, b) => a - b);
        expect(positionAt(times, time)).toBe(times.filter((one) => one <= time).length);
      }),
    );
  });
});
