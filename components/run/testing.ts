import type { NewTraceEvent, TraceEvent } from "@/nodes/core/trace-event";

/** Shared by the tests of this folder. */

/** Events ten milliseconds apart, from 1000 on. */
export function eventsOf(events: readonly NewTraceEvent[]): TraceEvent[] {
  return events.map((event, i) => ({ runId: "r", seq: i + 1, at: 1_000 + i * 10, ...event }) as TraceEvent);
}

/** A loop begins over so many items. */
export function loopBegins(path = "", nodeId = "loop"): NewTraceEvent {
  return { type: "node.started", nodeId, path, attempt: 1 };
}

/** The node `work` of an item begins. */
export function workBegins(item: string, nodeId = "work"): NewTraceEvent {
  return { type: "node.started", nodeId, path: item, attempt: 1 };
}

export function workEnds(item: string, nodeId = "work"): NewTraceEvent {
  return { type: "node.completed", nodeId, path: item, output: {}, firedPorts: [], durationMs: 10 };
}

export function itemEnds(index: number, more: object = {}, path = "", nodeId = "loop"): NewTraceEvent {
  return { type: "item.ended", nodeId, path, index, result: index * 2, durationMs: 20, ...more } as NewTraceEvent;
}

/** Items of a loop, one after the other. */
export function wholeItems(count: number, from = 0): NewTraceEvent[] {
  return Array.from({ length: count }, (_, i) => from + i).flatMap((i) => [
    workBegins(`loop[${i}]`),
    workEnds(`loop[${i}]`),
    itemEnds(i, { of: count }),
  ]);
}
