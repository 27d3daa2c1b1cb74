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

test("a writing node says how fast", () => {
  const run = runAfter(started, writes("x".repeat(400)));
  expect(nodeFacts(run, 3_000)).toEqual({ status: "running", word: "Writing", facts: ["50 tok/s", "100 tokens"] });
  expect(nodeFacts(run, 1_100).facts).toEqual(["100 tokens"]);
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
  expect(nodeFacts(run, 0).word).toBe("Using a tool");
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
  expect(nodeFacts(runAfter(started, done), 0)).toEqual({
    status: "completed",
    word: "Done",
    facts: ["1.88 s", "41 tokens"],
  });
  expect(nodeFacts(runAfter(started, { ...done, reusedFrom: "r0" }), 0)).toEqual({
    status: "reused",
    word: "Reused",
    facts: ["41 tokens"],
  });
  expect(nodeFacts(runAfter(started, { ...done, reusedFrom: "r0", isGiven: true }), 0)).toMatchObject({
    status: "given",
    word: "Edited by hand",
  });
});
