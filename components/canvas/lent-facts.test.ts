import { expect, test } from "vitest";
import type { NodeRun } from "@/nodes/core/node-run";
import { foldEvents } from "@/nodes/core/run-state";
import type { NewTraceEvent, TraceEvent } from "@/nodes/core/trace-event";
import { lentFacts } from "./lent-facts";

const at = { nodeId: "model", path: "" };
const use = (n: number): NewTraceEvent => ({
  type: "span.started",
  ...at,
  spanId: `agent.${n}`,
  kind: "model",
  name: "Agent",
  attributes: { "heddle.used_by": "agent" },
});
const end = (n: number, attributes: Record<string, number>): NewTraceEvent => ({
  type: "span.ended",
  ...at,
  spanId: `agent.${n}`,
  durationMs: 1,
  attributes,
});

function after(...events: NewTraceEvent[]): NodeRun {
  const all = events.map((event, i) => ({ ...event, runId: "r", seq: i + 1, at: i }) as TraceEvent);
  return foldEvents("r", all).nodeRuns.get("model") as NodeRun;
}

test("a model is in use as long as a call goes on, then it was used", () => {
  expect(lentFacts(after(use(1)), "running")).toEqual({ status: "running", word: "1 under way", facts: [] });
  expect(lentFacts(after(use(1), end(1, { "heddle.output_tokens": 12 }), use(2)), "running")).toEqual({
    status: "running",
    word: "1 under way",
    facts: ["1 call", "12 tok out"],
  });
  expect(lentFacts(after(use(1), end(1, { "heddle.output_tokens": 12 })), "running")).toEqual({
    status: "completed",
    word: "Used",
    facts: ["1 call", "12 tokens out"],
  });
});

test("a call that failed is never called done, and one that a cancel left open is over with the run", () => {
  const failed = after(use(1), end(1, { "heddle.output_tokens": 3 }), use(2), end(2, {}));
  expect(lentFacts(failed, "failed")).toMatchObject({ status: "failed", word: "1 failed" });
  expect(lentFacts(after(use(1), end(1, {})), "failed")).toMatchObject({ status: "failed", word: "Failed" });
  expect(lentFacts(after(use(1)), "canceled")).toMatchObject({ status: "canceled", word: "Canceled" });
});

test("all calls of a long run count, also those whose spans are not kept", () => {
  const calls = [...Array(1_000).keys()].flatMap((n) => [use(n), end(n, n === 0 ? {} : { "heddle.output_tokens": 2 })]);
  const run = after(...calls);
  expect(run.spans.length).toBeLessThan(1_000);
  expect(lentFacts(run, "completed")).toEqual({
    status: "failed",
    word: "1 failed",
    facts: ["1,000 calls", "1,998 tokens out"],
  });
});
