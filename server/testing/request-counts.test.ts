import { describe, expect, it } from "vitest";
import type { TraceEvent } from "@/nodes/core/trace-event";
import { type Asked, expectCounts } from "@/server/testing/request-counts";

const run = (kind: string) => ({ kind, tag: `${kind}-1` });

/** Events in their order, a millisecond apart. */
function eventsOf(...list: readonly object[]): TraceEvent[] {
  return list.map((event, i) => ({ runId: "r", seq: i + 1, at: i * 10, path: "", ...event }) as unknown as TraceEvent);
}

const started = (nodeId: string, path = "") => ({ type: "node.started", nodeId, path });
const completed = (nodeId: string, path = "") => ({ type: "node.completed", nodeId, path });
const interrupted = (nodeId: string, path = "") => ({ type: "node.retried", nodeId, path, error: "interrupted" });
const allowed = (nodeId: string, path = "") => ({ type: "node.decided", nodeId, path, decision: "retry" });
const span = (type: "started" | "ended", spanId: string) => ({
  type: `span.${type}`,
  nodeId: "boss",
  spanId,
  kind: "model",
});

const requested = (kind: string, ...list: readonly (readonly [request: string, at: number])[]): Asked => ({
  arrivals: list.map(([request, at]) => ({ request: request.replace(" ", ` /${kind}-1/`), at })),
  modelCalls: [],
});

const check = (kind: string, events: TraceEvent[], asked: Asked) => () =>
  expectCounts(events, run(kind), asked, "a run");

describe("what was requested", () => {
  const loop = eventsOf(
    started("put", "loop[0]"),
    started("put", "loop[1]"),
    { type: "run.resumed" },
    allowed("put", "loop[0]"),
    interrupted("put", "loop[0]"),
    completed("put", "loop[0]"),
    completed("put", "loop[1]"),
  );
  const once = [
    ["POST put-i1", 1],
    ["POST put-i2", 11],
  ] as const;

  it("may be again for the item that a person said so of, and for no other one", () => {
    expect(check("loop", loop, requested("loop", ...once))).not.toThrow();
    expect(check("loop", loop, requested("loop", ...once, ["POST put-i1", 42]))).not.toThrow();
    expect(check("loop", loop, requested("loop", ...once, ["POST put-i2", 42]))).toThrow(
      /POST put-i2 was requested again unasked/,
    );
  });

  const chain = eventsOf(
    started("a"),
    completed("a"),
    started("b"),
    { type: "run.resumed" },
    interrupted("b"),
    started("b"),
    completed("b"),
  );

  it("may be read again by what a crash interrupted, not by what had completed", () => {
    const reads = [
      ["GET a", 5],
      ["GET b", 22],
      ["GET b", 55],
    ] as const;
    expect(check("chain", chain, requested("chain", ...reads))).not.toThrow();
    expect(check("chain", chain, requested("chain", ...reads, ["GET a", 55]))).toThrow(/GET a was requested again/);
    expect(check("chain", chain, requested("chain", ["GET a", 5], ["GET b", 22], ["GET b", 61]))).toThrow(
      /GET b was requested after it was over/,
    );
  });

  it("belongs to a node run of the trace", () => {
    expect(check("chain", chain, requested("chain", ["GET z", 5]))).toThrow(/GET z belongs to one node run/);
  });

  const agent = eventsOf(
    started("boss"),
    span("started", "one"),
    span("ended", "one"),
    started("look", "boss#1"),
    { type: "run.resumed" },
    interrupted("boss"),
    interrupted("look", "boss#1"),
    completed("look", "boss#1"),
    span("started", "two"),
    span("ended", "two"),
    started("after"),
    { type: "run.resumed" },
    interrupted("boss"),
    completed("boss"),
  );
  const call = (step: number, at: number) => ({
    at,
    messages: [
      { role: "system", content: "agent-1" },
      { role: "user", content: "boss" },
      ...Array.from({ length: step }, () => ({ role: "tool", content: "found" })),
    ],
  });
  const asking = (...modelCalls: Asked["modelCalls"]): Asked => ({
    ...requested("agent", ["GET look", 31]),
    modelCalls,
  });

  it("is asked of a model again only in the step that was interrupted", () => {
    expect(check("agent", agent, asking(call(0, 15), call(1, 85)))).not.toThrow();
    expect(check("agent", agent, asking(call(0, 15), call(0, 55), call(1, 85)))).toThrow(/step 0 .* again unasked/);
    expect(check("agent", agent, asking(call(0, 25), call(1, 85)))).toThrow(/step 0 .* after it was over/);
    expect(check("agent", agent, asking(call(0, 15), call(1, 82), call(1, 85)))).not.toThrow();
    expect(check("agent", agent, asking(call(0, 15), call(1, 82), call(1, 84), call(1, 86)))).toThrow(/step 1/);
    expect(check("agent", agent, asking())).toThrow(/calls of a model/);
  });
});
