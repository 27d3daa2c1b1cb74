import { expect, test } from "vitest";
import type { NodeRun } from "@/nodes/core/node-run";
import { applyEvent, emptyRunState } from "@/nodes/core/run-state";
import type { NewTraceEvent, TraceEvent } from "@/nodes/core/trace-event";
import { nodeFacts } from "./node-facts";

function runAfter(...events: NewTraceEvent[]): NodeRun {
  const state = emptyRunState("r");
  events.forEach((event, i) => {
    applyEvent(state, { ...event, runId: "r", seq: i + 1, at: i * 1_000 } as TraceEvent);
  });
  return state.nodeRuns.get("a") as NodeRun;
}

const started: NewTraceEvent = { type: "node.started", nodeId: "a", path: "" };
const writes = (text: string): NewTraceEvent => ({
  type: "node.delta",
  nodeId: "a",
  path: "",
  port: "text",
  text,
  offset: 0,
});

test("a writing node says how fast, the same whenever that moment is looked at, and that both numbers are guesses", () => {
  const begun = runAfter(started, writes("x".repeat(200)));
  expect(nodeFacts(begun)).toEqual({ status: "running", word: "Writing", facts: ["≈ 50 tok out"] });
  const on = { ...writes("x".repeat(200)), offset: 200 } as NewTraceEvent;
  const run = runAfter(started, writes("x".repeat(200)), on);
  expect(nodeFacts(run).facts).toEqual(["≈ 100 tok/s", "≈ 100 tok out"]);
});

test("a node that calls a tool says so", () => {
  const run = runAfter(started, {
    type: "span.started",
    nodeId: "a",
    path: "",
    spanId: "s",
    kind: "tool",
    name: "search",
  });
  expect(nodeFacts(run).word).toBe("Using a tool");
});

test("a finished node says how long and how much; a reused one not how long", () => {
  const usage = { inputTokens: 10, outputTokens: 41, modelCalls: 1 };
  const done = {
    type: "node.completed",
    nodeId: "a",
    path: "",
    output: {},
    firedPorts: [],
    usage,
    durationMs: 1_880,
  } satisfies NewTraceEvent;
  expect(nodeFacts(runAfter(started, done))).toEqual({
    status: "completed",
    word: "Done",
    facts: ["1.88 s", "41 tokens out"],
  });
  expect(nodeFacts(runAfter(started, { ...done, reusedFrom: "r0" }))).toEqual({
    status: "reused",
    word: "Reused",
    facts: ["41 tokens out"],
  });
  expect(nodeFacts(runAfter(started, { ...done, reusedFrom: "r0", isGiven: true }))).toMatchObject({
    status: "given",
    word: "Given by hand",
  });
});
