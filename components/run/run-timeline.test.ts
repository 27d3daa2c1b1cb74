import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldEvents } from "@/nodes/core/run-state";
import type { TraceEvent } from "@/nodes/core/trace-event";
import { createRunTimeline } from "./run-timeline";
import { eventsOf, loopBegins, wholeItems } from "./testing";

const nodeIds = ["a", "b", "c"];

/** A made-up but well-formed log: deltas and ends of three nodes, many enough to cross checkpoints. */
function log(length: number): TraceEvent[] {
  const events: TraceEvent[] = [{ runId: "r", seq: 1, at: 0, type: "run.queued", input: {} }];
  const written = new Map<string, number>();
  for (let i = 1; i < length; i++) {
    const nodeId = nodeIds[i % 3] as string;
    const offset = written.get(nodeId) ?? 0;
    written.set(nodeId, offset + 1);
    events.push({
      runId: "r",
      seq: i * 2 + 1,
      at: i,
      type: "node.delta",
      nodeId,
      path: "",
      port: "text",
      text: "x",
      offset,
    });
  }
  return events;
}

describe("createRunTimeline", () => {
  it("folds any places in any order to what the plain fold gives", () => {
    const events = log(1_700);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: events.length }), { maxLength: 8 }), (places) => {
        const timeline = createRunTimeline("r");
        timeline.append(events);
        for (const place of places) {
          expect(timeline.foldTo(place).run).toEqual(foldEvents("r", events.slice(0, place)));
        }
      }),
      { numRuns: 40 },
    );
  });

  it("goes back and forth through the items of a loop", () => {
    const events = eventsOf([{ type: "run.started" }, loopBegins(), ...wholeItems(400)]);
    const timeline = createRunTimeline("r");
    timeline.append(events);
    for (const place of [events.length, 700, 5, 1_150, 600]) {
      expect(timeline.foldTo(place).run).toEqual(foldEvents("r", events.slice(0, place)));
    }
    const ends = timeline.foldTo(8).run.nodeRuns.get("loop")?.items?.ends;
    expect(ends).toHaveLength(2);
  });

  it("keeps each event once, in order, however the batches overlap", () => {
    const events = log(30);
    const timeline = createRunTimeline("r");
    expect(timeline.append([...events.slice(0, 10)].reverse())).toBe(10);
    expect(timeline.append(events.slice(5, 20))).toBe(10);
    expect(timeline.append(events)).toBe(10);
    expect(timeline.events).toEqual(events);
  });

  it("keeps the identity of node runs that the way back does not touch", () => {
    const quiet: TraceEvent = {
      runId: "r",
      seq: 2,
      at: 0,
      type: "node.skipped",
      nodeId: "quiet",
      path: "",
      reason: "dead",
    };
    const timeline = createRunTimeline("r");
    timeline.append([quiet, ...log(1_200).slice(2)]);
    const before = timeline.foldTo(1_150).run.nodeRuns.get("quiet");
    expect(timeline.foldTo(1_050).run.nodeRuns.get("quiet")).toBe(before);
  });
});
