import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nodeRunKey } from "./node-run";
import { applyEvent, emptyRunState, foldEvents, type RunState } from "./run-state";
import { type NewTraceEvent, type TraceEvent, traceEventSchema, traceEventTypes } from "./trace-event";

const placed = (events: readonly NewTraceEvent[], firstAt = 1_000): TraceEvent[] =>
  events.map((event, i) => ({ runId: "r", seq: i + 1, at: firstAt + i * 10, ...event }) as TraceEvent);
const fold = (events: readonly NewTraceEvent[]) => foldEvents("r", placed(events));
const a = { nodeId: "a", path: "" };

describe("the run", () => {
  test("goes from queued to its end", () => {
    const state = fold([
      { type: "run.queued", input: { topic: "looms" } },
      { type: "run.started" },
      { type: "run.completed", output: { v: 1 } },
    ]);
    expect(state).toMatchObject({
      status: "completed",
      input: { topic: "looms" },
      output: { v: 1 },
      queuedAt: 1_000,
      startedAt: 1_010,
      finishedAt: 1_020,
      activeMs: 10,
    });
  });

  test("neither waiting for a person nor a server that is down counts as time at work", () => {
    const events = placed([
      { type: "run.queued", input: {} },
      { type: "run.started" },
      { type: "run.waiting" },
      { type: "run.resumed" },
      { type: "node.logged", ...a, level: "info", message: "the last sign of life" },
      { type: "run.resumed" },
      { type: "run.failed", error: { code: "INTERNAL", message: "x" } },
    ]);
    const later = events.map((event) => (event.seq >= 6 ? { ...event, at: event.at + 60_000 } : event));
    const state = foldEvents("r", later);
    // started → waiting 10, resumed → last sign 10, resumed → failed 10.
    expect(state.activeMs).toBe(30);
    expect(state).toMatchObject({ status: "failed", output: null, error: { message: "x" } });
  });
});

describe("a node run", () => {
  test("keeps input, attempts, output and usage", () => {
    const usage = { inputTokens: 1, outputTokens: 2, modelCalls: 1 };
    const error = { code: "UPSTREAM_FAILED", message: "503" } as const;
    const state = fold([
      { type: "node.started", ...a, attempt: 1, input: { v: 1 } },
      { type: "node.delta", ...a, attempt: 1, port: "text", text: "ab", offset: 0 },
      { type: "node.retried", ...a, attempt: 2, error, delayMs: 500 },
      { type: "node.started", ...a, attempt: 2 },
      { type: "node.completed", ...a, attempt: 2, output: { body: 1 }, firedPorts: ["body"], durationMs: 5, usage },
    ]);
    const nodeRun = state.nodeRuns.get("a");
    expect(nodeRun).toMatchObject({
      status: "completed",
      attempt: 2,
      startedAt: 1_000,
      input: { v: 1 },
      output: { body: 1 },
      usage,
      retries: [{ attempt: 2, error }],
    });
    expect(nodeRun?.streamed).toBeUndefined();
    expect(nodeRun?.nextAttemptAt).toBeUndefined();
  });

  test("between two attempts says when the next one is due, an interrupted one does not", () => {
    const error = { code: "UPSTREAM_FAILED", message: "503" } as const;
    const started: NewTraceEvent = { type: "node.started", ...a, attempt: 1 };
    const retried = fold([started, { type: "node.retried", ...a, attempt: 2, error, delayMs: 500 }]);
    expect(retried.nodeRuns.get("a")?.nextAttemptAt).toBe(1_510);
    const interrupted = fold([started, { type: "node.retried", ...a, attempt: 1, error: "interrupted" }]);
    expect(interrupted.nodeRuns.get("a")).toMatchObject({ attempt: 1, status: "running" });
    expect(interrupted.nodeRuns.get("a")?.nextAttemptAt).toBeUndefined();
  });

  test("has its place: the same node at another path is another node run", () => {
    const state = fold([
      { type: "node.started", nodeId: "look", path: "boss#1" },
      { type: "node.started", nodeId: "look", path: "boss#2" },
    ]);
    expect([...state.nodeRuns.keys()]).toEqual(["boss#1/look", "boss#2/look"]);
    expect(nodeRunKey("look")).toBe("look");
  });

  test("a node that writes its end alone has a start", () => {
    const state = fold([{ type: "node.completed", ...a, output: {}, firedPorts: [], durationMs: 4 }]);
    expect(state.nodeRuns.get("a")).toMatchObject({
      status: "completed",
      attempt: 1,
      startedAt: 996,
      finishedAt: 1_000,
    });
  });

  test("text grows piece by piece, and a piece that comes again replaces what it brought", () => {
    const delta = (text: string, offset: number): NewTraceEvent => ({
      type: "node.delta",
      ...a,
      port: "text",
      text,
      offset,
    });
    expect(fold([delta("ab", 0), delta("cd", 2)]).nodeRuns.get("a")?.streamed).toEqual({ text: "abcd" });
    expect(fold([delta("ab", 0), delta("cd", 2), delta("cD", 2)]).nodeRuns.get("a")?.streamed).toEqual({
      text: "abcD",
    });
  });

  test("a span that a crash left open is done again under its id", () => {
    const start: NewTraceEvent = { type: "span.started", ...a, attempt: 1, spanId: "1.s1", kind: "model", name: "m" };
    const end: NewTraceEvent = {
      type: "span.ended",
      ...a,
      attempt: 1,
      spanId: "1.s1",
      durationMs: 1,
      result: { text: "x" },
    };
    const spans = fold([start, start, end]).nodeRuns.get("a")?.spans;
    expect(spans).toMatchObject([{ spanId: "1.s1", startedAt: 1_010, endedAt: 1_020, result: { text: "x" } }]);
  });

  describe("a host that was noted as asked", () => {
    const start: NewTraceEvent = { type: "span.started", ...a, spanId: "1.1", kind: "http", name: "GET" };
    const server = { "server.address": "example.org", "server.port": 443 };
    const noted: NewTraceEvent = {
      type: "span.noted",
      ...a,
      spanId: "1.1",
      attributes: { ...server, "http.request.body.size": 7 },
    };
    const end = (attributes: Record<string, unknown>): NewTraceEvent => ({
      type: "span.ended",
      ...a,
      spanId: "1.1",
      durationMs: 1,
      attributes,
    });
    const hostsOf = (...events: NewTraceEvent[]) => [...fold(events).hosts.values()];
    const once = [{ host: "example.org:443", requests: 1, bytesSent: 7 }];

    test("counts while nobody knows what came of it: in a run that goes on, was cut short, or crashed", () => {
      expect(hostsOf(start, noted)).toEqual(once);
      expect(hostsOf(start, noted, end({ "heddle.unfinished": true }))).toEqual(once);
    });

    test("counts once when it was contacted, and not when it was refused", () => {
      expect(hostsOf(start, noted, end({ ...server, "http.request.body.size": 7 }))).toEqual(once);
      expect(hostsOf(start, noted, end({}))).toEqual([]);
    });
  });

  test("model calls and hosts are counted where their spans end", () => {
    const end = (attributes: Record<string, unknown>): NewTraceEvent => ({
      type: "span.ended",
      ...a,
      spanId: "1.1",
      durationMs: 1,
      attributes,
    });
    const state = fold([
      end({ "gen_ai.request.model": "m", "gen_ai.usage.input_tokens": 3, "gen_ai.usage.output_tokens": 4 }),
      end({ "gen_ai.request.model": "m" }),
      end({ "server.address": "example.org", "server.port": 443, "http.request.body.size": 5 }),
      end({
        "server.address": "example.org",
        "server.port": 443,
        "http.request.body.size": 6,
        "heddle.earlier_hosts": ["first.example:80"],
      }),
    ]);
    expect(state.usage).toEqual({ inputTokens: 3, outputTokens: 4, modelCalls: 2 });
    expect([...state.hosts.values()]).toEqual([
      { host: "example.org:443", requests: 2, bytesSent: 11 },
      { host: "first.example:80", requests: 1, bytesSent: 6 },
    ]);
  });
});

test("who looks at one node run sees a new object exactly when an event concerns it", () => {
  const state = emptyRunState("r");
  const [first, second, third] = placed([
    { type: "node.started", nodeId: "a", path: "" },
    { type: "node.started", nodeId: "b", path: "" },
    { type: "node.logged", nodeId: "a", path: "", level: "info", message: "x" },
  ]) as [TraceEvent, TraceEvent, TraceEvent];
  applyEvent(state, first);
  const before = state.nodeRuns.get("a");
  applyEvent(state, second);
  expect(state.nodeRuns.get("a")).toBe(before);
  applyEvent(state, third);
  expect(state.nodeRuns.get("a")).not.toBe(before);
});

const nodeAt = {
  nodeId: fc.constantFrom("a", "b", "c"),
  path: fc.constantFrom("", "boss#1", "c[0]", "c[1]", "c[1]/a[0]", "c[1]/a#2"),
};
const error = fc.constant({ code: "UPSTREAM_FAILED" as const, message: "no" });
const attempt = fc.integer({ min: 1, max: 3 });
const output = fc.dictionary(fc.constantFrom("value", "text"), fc.jsonValue());
const spanId = fc.constantFrom("1.s1", "1.s2");

/** Every type of event, in any order: also such as no run would write. */
const anyEvent = fc.oneof(
  fc.record({ type: fc.constant("run.queued" as const), input: output }),
  fc.record({
    type: fc.constantFrom("run.started", "run.resumed", "run.waiting", "run.canceled") as fc.Arbitrary<"run.started">,
  }),
  fc.record({ type: fc.constant("run.completed" as const), output }),
  fc.record({ type: fc.constant("run.failed" as const), error }),
  fc.record({ type: fc.constant("node.started" as const), ...nodeAt, attempt, input: output }),
  fc.record({
    type: fc.constant("node.delta" as const),
    ...nodeAt,
    port: fc.constant("text"),
    text: fc.string(),
    offset: fc.nat(9),
  }),
  fc.record({
    type: fc.constant("node.logged" as const),
    ...nodeAt,
    level: fc.constant("info" as const),
    message: fc.string(),
  }),
  fc.record({ type: fc.constant("node.waiting" as const), ...nodeAt, reason: fc.constant("decision" as const) }),
  fc.record({
    type: fc.constant("node.decided" as const),
    ...nodeAt,
    reason: fc.constant("approval" as const),
    decision: fc.constant("approve" as const),
  }),
  fc.record({ type: fc.constant("node.retried" as const), ...nodeAt, attempt, error }),
  fc.record({
    type: fc.constant("node.completed" as const),
    ...nodeAt,
    output,
    firedPorts: fc.constant(["value"]),
    durationMs: fc.nat(9),
  }),
  fc.record({ type: fc.constant("node.failed" as const), ...nodeAt, attempt, error }),
  fc.record({ type: fc.constant("node.skipped" as const), ...nodeAt, reason: fc.constant("dead" as const) }),
  fc.record({ type: fc.constant("node.canceled" as const), ...nodeAt }),
  fc.record({
    type: fc.constant("item.ended" as const),
    ...nodeAt,
    index: fc.nat(2),
    result: fc.jsonValue(),
    durationMs: fc.nat(9),
  }),
  fc.record({
    type: fc.constant("span.started" as const),
    ...nodeAt,
    spanId,
    kind: fc.constant("model" as const),
    name: fc.string(),
  }),
  fc.record({
    type: fc.constant("span.noted" as const),
    ...nodeAt,
    spanId,
    attributes: fc.constant({ "server.address": "h", "http.request.body.size": 3 }),
  }),
  fc.record({
    type: fc.constant("span.ended" as const),
    ...nodeAt,
    spanId,
    durationMs: fc.nat(9),
    attributes: fc.constant({ "gen_ai.request.model": "m", "server.address": "h" }),
  }),
) as fc.Arbitrary<NewTraceEvent>;
const logs = fc.array(anyEvent, { maxLength: 40 }).map((events) => placed(events));

describe("the fold of any log", () => {
  test("the events above are all there are", () => {
    const made = new Set(
      fc
        .sample(logs, 300)
        .flat()
        .map((event) => event.type),
    );
    expect([...made].sort()).toEqual([...traceEventTypes].sort());
    for (const event of fc.sample(logs, 20).flat()) expect(traceEventSchema.safeParse(event).success).toBe(true);
  });

  test("any prefix and then the rest gives what all gives", () => {
    fc.assert(
      fc.property(logs, fc.nat(40), (events, cut) => {
        const before = foldEvents("r", events.slice(0, cut));
        expect(foldEvents("r", events.slice(cut), before)).toEqual(foldEvents("r", events));
      }),
    );
  });

  test("events that come twice, and late ones, change nothing", () => {
    fc.assert(
      fc.property(logs, fc.array(fc.nat(40), { maxLength: 20 }), (events, again) => {
        const state: RunState = emptyRunState("r");
        for (const event of events) {
          expect(applyEvent(state, event)).toBe(true);
          for (const i of again) {
            const old = events[i];
            if (old !== undefined && old.seq <= event.seq) expect(applyEvent(state, old)).toBe(false);
          }
        }
        expect(state).toEqual(foldEvents("r", events));
      }),
    );
  });

  test("it does not matter that events went through JSON", () => {
    fc.assert(
      fc.property(logs, (events) => {
        expect(foldEvents("r", JSON.parse(JSON.stringify(events)) as TraceEvent[])).toEqual(foldEvents("r", events));
      }),
    );
  });
});

test("an answer of the starter model marks its node and what carried that out, also when the item is folded away", () => {
  const answer = (nodeId: string, path: string, starter: boolean): NewTraceEvent[] => [
    { type: "node.started", nodeId, path },
    { type: "span.started", nodeId, path, spanId: "1", kind: "model", name: "m" },
    { type: "span.ended", nodeId, path, spanId: "1", durationMs: 1, attributes: { "heddle.starter": starter } },
  ];
  const state = fold([
    { type: "node.started", nodeId: "loop", path: "" },
    { type: "node.started", nodeId: "call", path: "loop[0]" },
    { type: "node.started", nodeId: "boss", path: "loop[0]/call[0]" },
    ...answer("helper", "loop[0]/call[0]/boss#1", true),
    { type: "item.ended", nodeId: "loop", path: "", index: 0, durationMs: 1 },
    { type: "node.started", nodeId: "other", path: "" },
    ...answer("bigger", "other[0]", false),
  ]);
  expect([...state.nodeRuns.values()].map(({ nodeId, isFromStarter }) => [nodeId, isFromStarter])).toEqual([
    ["loop", true],
    ["other", undefined],
    ["bigger", undefined],
  ]);
  const inside = [...(state.lastItems.get("loop")?.nodeRuns.values() ?? [])];
  expect(inside.map(({ nodeId, isFromStarter }) => [nodeId, isFromStarter])).toEqual([
    ["call", true],
    ["boss", true],
    ["helper", true],
  ]);
});
