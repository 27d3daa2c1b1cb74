import { describe, expect, it } from "vitest";
import { foldEvents } from "@/nodes/core/run-state";
import type { NewTraceEvent, TraceEvent } from "@/nodes/core/trace-event";
import { noUsage } from "@/nodes/core/trace-event";
import { modelSpeed, openModelCalls, runFacts } from "./run-facts";
import { createRowCache, waterfallRows } from "./waterfall-rows";

const look = (nodeId: string) => ({ title: nodeId.toUpperCase(), kind: "text" as const });

/** Events ten milliseconds apart, from 1000 on. */
function fold(events: NewTraceEvent[]) {
  return foldEvents(
    "r",
    events.map((event, i) => ({ runId: "r", seq: i + 1, at: 1_000 + i * 10, ...event }) as TraceEvent),
  );
}

const at = { nodeId: "agent", path: "", attempt: 1 };
const call: NewTraceEvent[] = [
  { type: "run.started" },
  { type: "node.started", ...at },
  { type: "span.started", ...at, spanId: "1.1", kind: "stage", name: "inference" },
  { type: "span.started", ...at, spanId: "1.2", parentSpanId: "1.1", kind: "model", name: "starter" },
];
const answer: NewTraceEvent = {
  type: "span.ended",
  ...at,
  spanId: "1.2",
  durationMs: 600,
  attributes: {
    "heddle.model": "starter",
    "gen_ai.request.model": "q4",
    "gen_ai.usage.input_tokens": 100,
    "gen_ai.usage.output_tokens": 50,
    "heddle.queue_ms": 2,
    "heddle.time_to_first_token_ms": 4,
    "heddle.tokens_per_second": 80,
  },
};

describe("waterfallRows", () => {
  it("puts node runs in the order of their start, spans below, children of spans below those", () => {
    const run = fold([
      ...call,
      { type: "node.completed", nodeId: "early", path: "", output: {}, firedPorts: [], durationMs: 39 },
    ]);
    const rows = waterfallRows(run, look, createRowCache());
    expect(rows.map((row) => [row.title, row.depth])).toEqual([
      ["EARLY", 0],
      ["AGENT", 0],
      ["inference", 1],
      ["starter", 2],
    ]);
  });

  it("leaves out what was skipped, and what has not begun", () => {
    const run = fold([{ type: "node.skipped", nodeId: "x", path: "", reason: "dead" }]);
    expect(waterfallRows(run, look, createRowCache())).toEqual([]);
  });

  it("says where a model call began to write, what it used and how fast", () => {
    const row = waterfallRows(fold([...call, answer]), look, createRowCache()).at(-1);
    expect(row).toMatchObject({
      start: 1_030,
      end: 1_040,
      firstAt: 1_036,
      result: "50 tok",
      kind: "model",
      status: "completed",
    });
    expect(row?.details).toContainEqual(["Speed", "80 tok/s"]);
  });

  it("counts for a node what it wrote, as for its model calls, and tells what it read in the details", () => {
    const usage = { inputTokens: 100, outputTokens: 50, modelCalls: 1 };
    const end: NewTraceEvent = { type: "node.completed", ...at, output: {}, firedPorts: [], durationMs: 9, usage };
    const [row] = waterfallRows(fold([...call, answer, end]), look, createRowCache());
    expect(row?.result).toBe("50 tok");
    expect(row?.details).toContainEqual(["Tokens", "100 in, 50 out"]);
  });

  it("keeps the rows of node runs that did not change", () => {
    const cache = createRowCache();
    const run = fold(call);
    const before = waterfallRows(run, look, cache);
    expect(waterfallRows(run, look, cache)[0]).toBe(before[0]);
  });

  it("shows the use of a model once: below the node that used it", () => {
    const use: NewTraceEvent = {
      type: "span.started",
      nodeId: "model",
      path: "",
      spanId: "agent.1",
      kind: "model",
      name: "Agent",
      attributes: { "heddle.used_by": "agent" },
    };
    const rows = waterfallRows(fold([...call, use]), look, createRowCache());
    expect(rows.map(({ title }) => title)).toEqual(["AGENT", "inference", "starter"]);
  });

  it("shows a node that was called as a tool in the place of the call", () => {
    const tool = { nodeId: "search", path: "agent#2" };
    const calls = (n: number): NewTraceEvent => ({
      type: "span.started",
      ...at,
      spanId: `1.s${n}`,
      parentSpanId: "1.1",
      kind: "tool",
      name: "search",
      attributes: { "heddle.tool.node": "search" },
    });
    const run = fold([
      ...call,
      calls(1),
      calls(2),
      { type: "node.started", ...tool },
      { type: "span.started", ...tool, spanId: "1.1", kind: "http", name: "GET" },
      { type: "node.failed", ...tool, error: { code: "TIMED_OUT", message: "Too slow." } },
    ]);
    const rows = waterfallRows(run, look, createRowCache());
    expect(rows.map(({ title, depth, status }) => [title, depth, status])).toEqual([
      ["AGENT", 0, "running"],
      ["inference", 1, "running"],
      ["starter", 2, "running"],
      ["search", 2, "running"],
      ["SEARCH", 2, "failed"],
      ["GET", 3, "canceled"],
    ]);
  });

  it("calls a span that failed failed, though its node went on", () => {
    const error = { code: "TIMED_OUT", message: "Too slow." } as const;
    const run = fold([...call, { ...answer, error }]);
    expect(waterfallRows(run, look, createRowCache()).at(-1)).toMatchObject({ title: "starter", status: "failed" });
  });

  it("ends with the run what had no end of its own", () => {
    const own: NewTraceEvent = {
      type: "span.started",
      nodeId: "memory",
      path: "",
      spanId: "1",
      kind: "stage",
      name: "open",
    };
    expect(waterfallRows(fold([...call, own]), look, createRowCache()).at(-1)).toMatchObject({ end: undefined });
    const over = fold([...call, own, { type: "node.canceled", ...at }, { type: "run.canceled" }]);
    const rows = waterfallRows(over, look, createRowCache());
    expect(rows.every((row) => row.end !== undefined && row.status === "canceled")).toBe(true);
  });
});

describe("facts of a run", () => {
  it("count what there is", () => {
    expect(runFacts(1_900, { inputTokens: 400, outputTokens: 12, modelCalls: 3 })).toBe(
      "1.90 s · 3 model calls · 400 tokens in, 12 out",
    );
    expect(runFacts(1_900, { inputTokens: 400, outputTokens: 12, modelCalls: 3 }, 2)).toContain(
      "3 model calls, 2 under way",
    );
    expect(runFacts(5, noUsage, 1)).toBe("5 ms · 1 model call under way");
    expect(runFacts(2, { inputTokens: 0, outputTokens: 0, modelCalls: 0 })).toBe("2 ms");
  });

  it("name the model that writes and its speed: measured at the end, guessed from the text before", () => {
    expect(modelSpeed(fold([...call, answer]))).toMatchObject({
      model: "starter",
      tokensPerSecond: 80,
      isEstimate: false,
    });
    const delta = (text: string, offset: number): NewTraceEvent => ({
      ...at,
      type: "node.delta",
      port: "text",
      text,
      offset,
    });
    const pause = Array.from({ length: 99 }, (): NewTraceEvent => ({ type: "run.resumed" }));
    const writing = fold([...call, delta("x", 0), ...pause, delta("x".repeat(399), 1)]);
    expect(modelSpeed(writing)).toMatchObject({ tokensPerSecond: 100, isEstimate: true });
    expect(modelSpeed(fold(call.slice(0, 2)))).toBeUndefined();
    expect([openModelCalls(writing), openModelCalls(fold([...call, answer]))]).toEqual([1, 0]);
  });
});
