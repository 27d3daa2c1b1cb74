import { expect, test } from "vitest";
import type { ChatReply, Model } from "@/nodes/core/node-runner";
import { foldEvents } from "@/nodes/core/run-state";
import type { TraceEvent } from "@/nodes/core/trace-event";
import { type ScriptedTurn, scriptedModel } from "@/nodes/testing/scripted-model";
import { describeEachDatabase } from "@/server/db/testing";
import { gate, published, runToEnd, startTest, testHost, workflowOf } from "@/server/executor/testing";
import { steadyModel } from "@/server/executor/testing-chaos";
import { startTestServer } from "@/server/executor/testing-server";
import { readEvents } from "@/server/runs/read-events";

const output = (name: string) => ({ type: "output", name });
const agent = (prompt: string, more = {}) => ({ type: "agent", prompt, ...more });
const call = (name: string, args: object = {}): ScriptedTurn => ({
  toolCalls: [{ id: name, name, arguments: JSON.stringify(args) }],
});
const deltasOf = (events: readonly TraceEvent[]) => events.filter((event) => event.type === "node.delta");

describeEachDatabase("an agent in a run", (opened) => {
  const single = workflowOf({ m: { type: "model" }, a: agent("say it"), out: output("v") }, [
    "m.model -> a.model",
    "a.text -> out.value",
  ]);

  test("streams: the first piece at once, the others joined, at their places", async () => {
    const words = gate();
    const model: Model = {
      ...scriptedModel([]),
      chat: async ({ onText }) => {
        for (const word of ["one ", "two ", "three ", "four "]) onText?.(word);
        await words.passed;
        onText?.("five");
        return {
          text: "one two three four five",
          toolCalls: [],
          finishReason: "stop",
          usage: { inputTokens: 1, outputTokens: 5, modelCalls: 1 },
          model: "scripted",
        };
      },
    };
    const host = testHost(opened(), { model });
    let pieces = 0;
    host.services.bus.subscribeAll((_, events) => {
      pieces += deltasOf(events).length;
      if (pieces === 2) words.open();
    });
    const { events, state } = await runToEnd(host, single);
    const deltas = deltasOf(events);
    expect(deltas.slice(0, 2).map(({ port, text, offset }) => [port, text, offset])).toEqual([
      ["text", "one ", 0],
      ["text", "two three four ", 4],
    ]);
    expect(state.output?.v).toBe("one two three four five");
    const beforeEnd = events.slice(
      0,
      events.findIndex((event) => event.type === "node.completed"),
    );
    const streamed = foldEvents("", beforeEnd).nodeRuns.get("a")?.streamed?.text;
    expect("one two three four five".startsWith(streamed ?? "nothing")).toBe(true);
    expect(state.nodeRuns.get("a")?.streamed).toBeUndefined();
  });

  test("writes each model call and each tool call as a step, and counts what it used", async () => {
    const server = await startTestServer();
    try {
      const model = scriptedModel([call("look"), "done"]);
      const workflow = workflowOf(
        { m: { type: "model" }, look: { type: "http", url: `${server.url}/look` }, a: agent("go"), out: output("v") },
        ["m.model -> a.model", "look.tool -> a.tools", "a.text -> out.value"],
      );
      const { events, state } = await runToEnd(testHost(opened(), { model }), workflow);
      const a = state.nodeRuns.get("a");
      const steps = a?.spans.filter((span) => span.spanId.includes(".s"));
      expect(steps?.map((span) => span.kind)).toEqual(["model", "tool", "model"]);
      expect(steps?.every((span) => span.result !== undefined)).toBe(true);
      expect(state.nodeRuns.get("a#1/look")).toMatchObject({ status: "completed", path: "a#1", nodeId: "look" });
      expect(state.usage).toMatchObject({ outputTokens: 10, modelCalls: 2 });
      expect(a?.usage).toEqual(state.usage);
      expect([...state.hosts.values()]).toEqual([{ host: new URL(server.url).host, requests: 1, bytesSent: 0 }]);
      const uses = state.nodeRuns.get("m")?.spans;
      expect(uses?.map((span) => span.attributes["heddle.used_by"])).toEqual(["a", "a"]);
      const at = (fits: (event: TraceEvent) => boolean) => events.findIndex(fits);
      expect(at((event) => event.type === "node.started" && event.nodeId === "look")).toBeLessThan(
        at((event) => event.type === "node.completed" && event.nodeId === "look"),
      );
    } finally {
      await server.close();
    }
  });

  test("calls an agent that calls another one: each stands at its path", async () => {
    const workflow = workflowOf(
      { m: { type: "model" }, boss: agent("boss"), mid: agent(""), low: agent(""), out: output("v") },
      [
        "m.model -> boss.model",
        "m.model -> mid.model",
        "m.model -> low.model",
        "mid.tool -> boss.tools",
        "low.tool -> mid.tools",
        "boss.text -> out.value",
      ],
    );
    const model = scriptedModel([
      call("mid", { task: "a" }),
      call("low", { task: "b" }),
      "low says",
      "mid says",
      "boss says",
    ]);
    const { state } = await runToEnd(testHost(opened(), { model }), workflow);
    expect([...state.nodeRuns.keys()].filter((key) => key.includes("#"))).toEqual(["boss#1/mid", "boss#1/mid#1/low"]);
    expect(state.output).toEqual({ v: "boss says" });
    expect(state.nodeRuns.get("mid")).toBeUndefined();
  });

  test("calls tools again under new paths when it is tried again", async () => {
    let turn = 0;
    const base = steadyModel({ helper: { task: "help" } });
    const model: Model = {
      ...base,
      chat: async (request) => {
        const reply = await base.chat(request);
        if (request.messages.some((message) => message.role === "tool") && ++turn === 1) throw brokenOff();
        return reply;
      },
    };
    const nodes = {
      m: { type: "model" },
      helper: agent(""),
      boss: agent("boss", { policy: { retries: 1, retryDelayMs: 0 } }),
    };
    const workflow = workflowOf(nodes, [
      "m.model -> boss.model",
      "m.model -> helper.model",
      "helper.tool -> boss.tools",
    ]);
    const { status, state } = await runToEnd(testHost(opened(), { model }), workflow);
    expect(status).toBe("completed");
    expect([...state.nodeRuns.keys()].filter((key) => key.includes("#"))).toEqual(["boss#1/helper", "boss#2/helper"]);
  });

  test.each([
    ["without a deadline of its own", {}],
    ["with one", { policy: { timeoutMs: 600 } }],
  ])("its deadline stands still while a tool %s waits in the endpoint's queue", async (_, helper) => {
    const queued = gate();
    const base = steadyModel({ helper: { task: "help" } });
    const model: Model = {
      ...base,
      chat: async (request): Promise<ChatReply> => {
        if (request.messages.at(-1)?.content !== "help") return base.chat(request);
        request.onQueue?.(true);
        await queued.passed;
        request.onQueue?.(false);
        return base.chat(request);
      },
    };
    const nodes = {
      m: { type: "model" },
      helper: agent("", helper),
      boss: agent("boss", { policy: { timeoutMs: 600 } }),
    };
    const workflow = workflowOf(nodes, [
      "m.model -> boss.model",
      "m.model -> helper.model",
      "helper.tool -> boss.tools",
    ]);
    const host = testHost(opened(), { model });
    const { ended } = await startTest(host, workflow);
    setTimeout(queued.open, 900);
    expect(await ended).toBe("completed");
  });
});

function brokenOff(): Error {
  return Object.assign(new Error("the connection broke off"), { code: "ECONNRESET" });
}

describeEachDatabase("a value above 256 KB", (opened) => {
  const big = "x".repeat(300_000);
  const workflow = (url: string) =>
    workflowOf(
      {
        a: { type: "http", url, responseType: "json" },
        size: { type: "transform", expression: "$length(value.text)" },
        same: { type: "transform", expression: "value" },
        b: { type: "http", url: `${url}?after={{ v.text | size }}` },
        out: output("size"),
        whole: output("whole"),
      },
      [
        "a.body -> size.value",
        "a.body -> same.value",
        "same.value -> whole.value",
        "a.body -> b.v",
        "size.value -> out.value",
      ],
    );

  test("is stored once, stands in events as a reference, and reaches the nodes behind it, after a crash too", async () => {
    const server = await startTestServer((_, response) => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ text: big }));
    });
    try {
      const { runId, events, state } = await runToEnd(testHost(opened()), workflow(server.url));
      const stored = await opened().execute("select id, size from stored_values where run_id = $1", [runId]);
      expect(stored).toEqual([{ id: expect.any(String), size: big.length + 11 }]);
      const ref = { $ref: stored[0]?.id };
      const completed = events.find((event) => event.type === "node.completed" && event.nodeId === "a");
      expect(completed).toMatchObject({ output: { body: ref, status: 200 } });
      expect(events.find((event) => event.type === "node.started" && event.nodeId === "b")).toMatchObject({
        input: { v: ref },
      });
      expect(state.output).toEqual({ size: 300_000, whole: ref });
      expect(JSON.stringify(events).length).toBeLessThan(20_000);
      expect(server.requests.some((request) => request.includes("after=300000"))).toBe(true);

      const at = events.findIndex((event) => event.type === "node.completed" && event.nodeId === "a");
      await opened().execute("delete from run_events where run_id = $1 and seq > $2", [runId, events[at]?.seq]);
      await opened().execute("update runs set status = 'running', lease_owner = null where id = $1", [runId]);
      const second = testHost(opened());
      const end = published(second, (event) => event.type === "run.completed");
      await second.resume({ everything: true });
      expect(await end).toMatchObject({ output: { size: 300_000, whole: ref } });
      expect((await readEvents(opened(), runId)).length).toBe(events.length + 1);
    } finally {
      await server.close();
    }
  });

  test("that only looks like our reference stays what it is", async () => {
    const schema = { $ref: "#/defs/x" };
    const nodes = {
      in: { type: "input", fields: [{ name: "schema", type: "json" }] },
      a: { type: "transform", expression: "value" },
      out: output("ref"),
    };
    const { state, runId } = await runToEnd(
      testHost(opened()),
      workflowOf({ ...nodes, text: { type: "transform", expression: '$lookup(value, "$ref")' }, t: output("text") }, [
        "in.schema -> a.value",
        "a.value -> out.value",
        "a.value -> text.value",
        "text.value -> t.value",
      ]),
      { schema },
    );
    expect(state.output?.text).toBe("#/defs/x");
    const ref = state.output?.ref as { $ref: string };
    const [row] = await opened().execute("select value from stored_values where id = $1 and run_id = $2", [
      ref.$ref,
      runId,
    ]);
    expect(row).toEqual({ value: JSON.stringify(schema) });
  });
});
