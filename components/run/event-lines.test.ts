import { describe, expect, it } from "vitest";
import type { TraceEvent } from "@/nodes/core/trace-event";
import { type EventGroup, eventGroups, filterEvents, gistOf, groupOf, toneOf } from "./event-lines";

const at = { runId: "r", at: 0 };
const node = { ...at, nodeId: "n1", path: "" };
const events: TraceEvent[] = [
  { ...at, seq: 1, type: "run.queued", input: { topic: "looms" } },
  { ...node, seq: 2, type: "node.started", attempt: 1, input: { topic: "looms" } },
  { ...node, seq: 3, type: "span.started", spanId: "1.1", kind: "model", name: "first call" },
  { ...node, seq: 4, type: "node.delta", port: "text", text: "A heddle", offset: 0 },
  { ...node, seq: 5, type: "node.logged", level: "warning", message: "slow" },
  {
    ...node,
    seq: 6,
    type: "span.ended",
    spanId: "1.1",
    durationMs: 640,
    attributes: { "gen_ai.usage.output_tokens": 96 },
  },
  {
    ...node,
    seq: 7,
    type: "node.completed",
    output: { text: "A heddle\nguides" },
    firedPorts: ["text"],
    durationMs: 1_880,
  },
];
const filter = (groups: readonly EventGroup[], text = "") =>
  filterEvents(events, events.length, { groups: new Set(groups), text }, () => "Researcher").map((event) => event.seq);

describe("event lines", () => {
  it("says the gist of an event in one line", () => {
    expect(events.map(gistOf)).toEqual([
      "topic: looms",
      "topic: looms",
      "model · first call",
      "A heddle",
      "warning: slow",
      "640 ms · 96 tokens out",
      "1.88 s · text: A heddle guides",
    ]);
  });

  it("says of an item which one it was and what came of it", () => {
    const end = { ...node, seq: 8, type: "item.ended", index: 2, of: 12, durationMs: 40 } as const;
    const error = { code: "TIMED_OUT", message: "Too slow." } as const;
    expect(gistOf({ ...end, result: [1, 2] })).toBe("item 3 of 12 · 40 ms · [1,2]");
    expect(gistOf(end)).toBe("item 3 of 12 · 40 ms · no result");
    expect(gistOf({ ...end, of: undefined, error })).toBe("item 3 · 40 ms · Too slow.");
    expect([toneOf(end), toneOf({ ...end, error }), groupOf(end)]).toEqual(["neutral", "bad", "node"]);
  });

  it("cuts what is long", () => {
    const long: TraceEvent = { ...node, seq: 1, type: "node.delta", port: "text", text: "x".repeat(5_000), offset: 0 };
    expect(gistOf(long).length).toBeLessThan(400);
  });

  it("puts every event into one group", () => {
    expect(events.map(groupOf)).toEqual(["run", "node", "span", "text", "log", "span", "node"]);
  });

  it("filters by group and by text in type, node and values", () => {
    expect(filter(eventGroups)).toHaveLength(events.length);
    expect(filter(["log", "run"])).toEqual([1, 5]);
    expect(filter(eventGroups, "LOOMS")).toEqual([1, 2]);
    expect(filter(eventGroups, "researcher")).toEqual([2, 3, 4, 5, 6, 7]);
    expect(filter(eventGroups, "span.")).toEqual([3, 6]);
  });
});
