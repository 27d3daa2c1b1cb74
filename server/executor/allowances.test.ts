import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { ArgumentPattern } from "@/nodes/core/argument-pattern";
import { lastEventTypes } from "@/nodes/core/trace-event";
import type { Workflow } from "@/nodes/core/workflow";
import { describeEachDatabase } from "@/server/db/testing";
import { freezeGraph, makeRunnable } from "@/server/executor/load-runnable";
import { sendAgain } from "@/server/executor/send-again";
import { published, startTest, testHost, workflowOf } from "@/server/executor/testing";
import { plantRun, settled, steadyModel } from "@/server/executor/testing-chaos";
import { startTestServer, type TestServer } from "@/server/executor/testing-server";
import { newId } from "@/server/new-id";
import { readEvents } from "@/server/runs/read-events";

const input = { type: "input", fields: [{ name: "v", type: "json" }] };

describeEachDatabase("calls of tools that were allowed", (opened) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  let workflowId: string;
  beforeEach(async () => {
    workflowId = await store();
  });

  async function store(): Promise<string> {
    const id = newId();
    await opened().execute(
      "insert into workflows (id, slug, name, document, settings, revision) values ($1, $1, 'x', '{}', '{}', 1)",
      [id],
    );
    return id;
  }

  /** The agent calls `send` once, with what the run is started with as `to`. */
  function letters(send: object = {}): Workflow {
    return workflowOf(
      {
        in: input,
        m: { type: "model" },
        send: { type: "http", method: "POST", url: `${server.url}/send/{{ to }}`, ...send },
        boss: { type: "agent", prompt: "{{ input.v }}", approval: "tools" },
        out: { type: "output", name: "said" },
      },
      ["m.model -> boss.model", "send.tool -> boss.tools", "boss.text -> out.value"],
    );
  }

  const host = () => testHost(opened(), { model: steadyModel({ send: { to: "$asked" } }) });
  const sent = () => server.requests.filter((request) => !request.startsWith("GET"));

  /** Starts a run; resolves when it is over, or waits for a person. */
  async function start(workflow: Workflow, v: unknown, id: string | null = workflowId) {
    const own = host();
    const stands = () => published(own, ({ type }) => lastEventTypes.has(type) || type === "run.waiting");
    const first = stands();
    const { runId, ended } = await startTest(own, workflow, { v: v as never }, { workflowId: id });
    const status = (await first).type;
    const execution = own.executionOf(runId);
    return {
      runId,
      ended,
      isAsked: status === "run.waiting",
      /** Answers, and waits until it is over or waits again. */
      answer: async (path: string, more: object = {}) => {
        const next = stands();
        expect(execution?.decide("send", path, { decision: "approve", by: "ada", ...more })).toBe(true);
        return (await next).type;
      },
      refused: (more: object) => {
        try {
          execution?.decide("send", "boss#1", { decision: "approve", ...more });
        } catch (error) {
          return error;
        }
        throw new Error("it was taken");
      },
      waiting: () => [...(execution?.log.state.nodeRuns.values() ?? [])].find((one) => one.nodeId === "send")?.waiting,
      cancel: () => execution?.cancel(),
      asks: async () => {
        const rows = await opened().execute<{ path: string }>(
          "select path from waits where run_id = $1 order by path",
          [runId],
        );
        return rows.map(({ path }) => path);
      },
    };
  }

  async function allowAlways(workflow: Workflow, v: string, more: { pattern?: ArgumentPattern; value?: object } = {}) {
    const run = await start(workflow, v);
    expect(await run.answer("boss#1", { remember: "always", ...more })).toBe("run.completed");
  }

  async function asks(workflow: Workflow, v: string, id?: string): Promise<boolean> {
    const run = await start(workflow, v, id);
    if (run.isAsked) run.cancel();
    await run.ended;
    return run.isAsked;
  }

  test("are asked about with what they would do, and never with a secret", async () => {
    const plain = await start(letters(), "al");
    const callOf = (one: typeof plain) => one.waiting()?.details?.call;
    expect(callOf(plain)).toEqual({
      ...{ title: "HTTP request", type: "http", typeTitle: "HTTP request" },
      does: "Sends a request to a web address and gives what it answers.",
      request: { method: "POST", template: `${server.url}/send/{{ to }}`, address: `${server.url}/send/al` },
    });
    plain.cancel();
    const url = `${server.url}/send/{{ to }}?key={{ secrets.KEY }}`;
    const secret = await start(letters({ url, description: "Sends a letter." }), "bo");
    expect(callOf(secret)).toMatchObject({ does: "Sends a letter.", request: { method: "POST", template: url } });
    expect(JSON.stringify(callOf(secret))).not.toContain("/send/bo");
    secret.cancel();
  });

  test("always: the same arguments are not asked about in later runs, others are", async () => {
    await allowAlways(letters(), "al");
    const before = sent().length;
    expect(await asks(letters(), "al")).toBe(false);
    expect(sent().slice(before)).toEqual(["POST /send/al"]);
    expect(await asks(letters(), "bo")).toBe(true);
    expect(await asks(letters(), "al", await store())).toBe(true);
  });

  test("always: what a pattern allows is not asked about, all else is", async () => {
    await allowAlways(letters(), "al-1", { pattern: { to: { like: "al-*" } } });
    expect(await asks(letters(), "al-2")).toBe(false);
    expect(await asks(letters(), "bo-2")).toBe(true);
    await allowAlways(letters(), "bo", { pattern: { to: { any: true } } });
    expect(await asks(letters(), "cy")).toBe(false);
  });

  test("always: it holds for the arguments as the person left them, not for those that were asked for", async () => {
    await allowAlways(letters(), "al", { value: { to: "bo" } });
    expect(await asks(letters(), "al")).toBe(true);
    expect(await asks(letters(), "bo")).toBe(false);
  });

  test("always: a tool that is not the same any more is asked about", async () => {
    await allowAlways(letters(), "al", { pattern: { to: { any: true } } });
    expect(await asks(letters(), "al")).toBe(false);
    expect(await asks(letters({ url: `${server.url}/elsewhere/{{ to }}` }), "al")).toBe(true);
    expect(await asks(letters({ method: "DELETE" }), "al")).toBe(true);
    expect(await asks(letters({ headers: { "x-more": "1" } }), "al")).toBe(true);
    const other = letters();
    const asWorkflow = {
      ...other,
      nodes: other.nodes.map((node) =>
        node.id === "send"
          ? { ...node, type: "workflow", config: { workflow: "inner" }, policy: { idempotent: false } }
          : node,
      ),
      workflows: { inner: workflowOf({ in: { type: "input", fields: [{ name: "to", type: "text" }] } }, []) },
    } as Workflow;
    expect(await asks(asWorkflow, "al")).toBe(true);
  });

  test("always: what a called workflow does is part of the tool", async () => {
    const calling = (text: string) =>
      ({
        ...letters(),
        nodes: letters().nodes.map((node) =>
          node.id === "send"
            ? { ...node, type: "workflow", config: { workflow: "inner" }, policy: { idempotent: false } }
            : node,
        ),
        workflows: {
          inner: workflowOf(
            {
              in: { type: "input", fields: [{ name: "to", type: "text" }] },
              t: { type: "transform", expression: `"${text} " & value` },
              out: { type: "output", name: "v" },
            },
            ["in.to -> t.value", "t.value -> out.value"],
          ),
        },
      }) as Workflow;
    await allowAlways(calling("Dear"), "al");
    expect(await asks(calling("Dear"), "al")).toBe(false);
    expect(await asks(calling("Bad"), "al")).toBe(true);
  });

  test("always: an input that is connected to something else makes another tool", async () => {
    const connected = (from: string) =>
      workflowOf(
        {
          in: {
            type: "input",
            fields: [
              { name: "v", type: "json" },
              { name: "a", type: "json" },
              { name: "b", type: "json" },
            ],
          },
          m: { type: "model" },
          send: { type: "http", method: "POST", url: `${server.url}/{{ place }}/{{ to }}` },
          boss: { type: "agent", prompt: "{{ input.v }}", approval: "tools" },
          out: { type: "output", name: "said" },
        },
        [`in.${from} -> send.place`, "m.model -> boss.model", "send.tool -> boss.tools", "boss.text -> out.value"],
      );
    await allowAlways(connected("a"), "al");
    expect(await asks(connected("a"), "al")).toBe(false);
    expect(await asks(connected("b"), "al")).toBe(true);
  });

  const takeBack = () => opened().execute("delete from tool_allowances where workflow_id = $1", [workflowId]);
  const kept = () => opened().execute("select created_by from tool_allowances where workflow_id = $1", [workflowId]);

  test("always: it is asked about again when it was taken back", async () => {
    await allowAlways(letters(), "al");
    await takeBack();
    expect(await asks(letters(), "al")).toBe(true);
  });

  test("always: taken back while the run goes on, it is asked about in that run too", async () => {
    const run = await start(loop(), ["al", "al", "bo", "al"]);
    expect(await run.answer("loop[0]/boss#1", { remember: "always" })).toBe("run.waiting");
    expect(await run.asks()).toEqual(["loop[2]/boss#1"]);
    await takeBack();
    expect(await run.answer("loop[2]/boss#1")).toBe("run.waiting");
    expect(await run.asks()).toEqual(["loop[3]/boss#1"]);
    run.cancel();
    await run.ended;
  });

  test("always: what was taken back does not come back with a restart", async () => {
    const run = await start(letters(), "al");
    await run.answer("boss#1", { remember: "always" });
    const events = await readEvents(opened(), run.runId);
    await takeBack();
    const again = newId();
    const decided = events.findIndex((event) => event.type === "node.decided");
    await plantRun(opened(), again, letters(), events.slice(0, decided + 1));
    await opened().execute("update runs set workflow_id = $1 where id = $2", [workflowId, again]);
    const next = host();
    const end = settled(next, again);
    await next.resume({ everything: true });
    expect((await end).type).toBe("run.completed");
    expect(await kept()).toEqual([]);
    await next.stop();
  });

  test("always: the same answer given twice is kept once, and a deleted workflow keeps none", async () => {
    const runs = [await start(letters(), "al"), await start(letters(), "al")];
    for (const run of runs) await run.answer("boss#1", { remember: "always" });
    expect(await kept()).toEqual([{ created_by: "ada" }]);
    const last = await start(letters(), "bo");
    await opened().execute("delete from workflows where id = $1", [workflowId]);
    expect(await last.answer("boss#1", { remember: "always" })).toBe("run.completed");
    expect(await kept()).toEqual([]);
  });

  /** The same agent with the same tool in a workflow and in the one that it calls. */
  function nested(inner: string): Workflow {
    const called = letters();
    const outer = workflowOf(
      {
        in: input,
        m: { type: "model" },
        send: { type: "http", method: "POST", url: `${server.url}/send/{{ to }}` },
        boss: { type: "agent", prompt: "{{ input.v }}", approval: "tools" },
        again: { type: "transform", expression: '{"v": $split(value, "/")[0]}' },
        call: { type: "workflow", workflow: inner },
        out: { type: "output", name: "said" },
      },
      [
        "m.model -> boss.model",
        "send.tool -> boss.tools",
        "boss.text -> again.value",
        "again.value -> call.value",
        "call.value -> out.value",
      ],
    );
    return { ...outer, workflows: { [inner]: called } } as Workflow;
  }

  test.each(["always", "run"] as const)("%s: the same id in a called workflow is another tool", async (remember) => {
    const inner = await store();
    const run = await start(nested(inner), "al");
    expect(await run.asks()).toEqual(["boss#1"]);
    expect(await run.answer("boss#1", { remember })).toBe("run.waiting");
    expect(await run.asks()).toEqual(["call[0]/boss#1"]);
    run.cancel();
    await run.ended;
  });

  test("always: in a called workflow it is allowed there, for whoever calls it", async () => {
    const inner = await store();
    const run = await start(nested(inner), "al");
    await run.answer("boss#1");
    expect(await run.answer("call[0]/boss#1", { remember: "always" })).toBe("run.completed");
    expect(await asks(letters(), "al", inner)).toBe(false);
    expect(await asks(letters(), "al")).toBe(true);
  });

  test("always: in a workflow that is brought along it is allowed under the caller", async () => {
    const brought = `brought-${newId()}`;
    const run = await start(nested(brought), "al");
    await run.answer("boss#1", { remember: "always" });
    expect(await run.answer("call[0]/boss#1", { remember: "always" })).toBe("run.completed");
    expect(await asks(nested(brought), "al")).toBe(false);
    const rows = await opened().execute("select node_id from tool_allowances where workflow_id = $1 order by node_id", [
      workflowId,
    ]);
    expect(rows).toEqual([{ node_id: `${brought}/send` }, { node_id: "send" }]);
  });

  /** One agent after the other, each calling the same tool. */
  function loop(): Workflow {
    return workflowOf(
      {
        in: input,
        loop: { type: "for-each", concurrency: 1 },
        m: { type: "model" },
        send: { type: "http", method: "POST", url: `${server.url}/send/{{ to }}` },
        boss: { type: "agent", prompt: "{{ item }}", approval: "tools", parentId: "loop" },
        out: { type: "output", name: "all" },
      },
      [
        "in.v -> loop.items",
        "loop.inner.item -> boss.item",
        "m.model -> boss.model",
        "send.tool -> boss.tools",
        "boss.text -> loop.inner.result",
        "loop.results -> out.value",
      ],
    );
  }

  test("for the run: all further calls are made, and the next run asks again", async () => {
    const run = await start(loop(), ["al", "bo", "cy"]);
    expect(await run.asks()).toEqual(["loop[0]/boss#1"]);
    const before = sent().length;
    expect(await run.answer("loop[0]/boss#1", { remember: "run" })).toBe("run.completed");
    expect(sent().slice(before)).toEqual(["POST /send/al", "POST /send/bo", "POST /send/cy"]);
    expect((await start(loop(), ["al"])).isAsked).toBe(true);
  });

  test("for the run: a pattern narrows it", async () => {
    const run = await start(loop(), ["al-1", "al-2", "bo"]);
    expect(await run.answer("loop[0]/boss#1", { remember: "run", pattern: { to: { like: "al-*" } } })).toBe(
      "run.waiting",
    );
    expect(await run.asks()).toEqual(["loop[2]/boss#1"]);
    run.cancel();
    await run.ended;
  });

  test("for the run: it holds wherever the process died, also when the item that it was asked in is over", async () => {
    const run = await start(loop(), ["al", "bo", "cy"]);
    await run.answer("loop[0]/boss#1", { remember: "run" });
    const events = await readEvents(opened(), run.runId);
    const decided = events.findIndex((event) => event.type === "node.decided");
    const ended = events.findIndex((event) => event.type === "item.ended" && event.index === 1);
    for (const k of [decided + 1, events.findIndex((event) => event.type === "item.ended") + 1, ended + 1]) {
      const again = newId();
      await plantRun(opened(), again, loop(), events.slice(0, k));
      const next = host();
      const end = settled(next, again);
      await next.resume({ everything: true });
      expect((await end).type, `after ${k} events`).toBe("run.completed");
      await next.stop();
    }
  });

  test("for the run: it holds in the run that goes on for one from the dead letters", async () => {
    const run = await start(loop(), ["al", "bo", "cy"]);
    await run.answer("loop[0]/boss#1", { remember: "run" });
    const events = await readEvents(opened(), run.runId);
    const ended = events.findIndex((event) => event.type === "item.ended") + 1;
    const dead = newId();
    await freezeGraph(opened(), "default", makeRunnable(loop()));
    await plantRun(opened(), dead, loop(), events.slice(0, ended));
    await opened().execute(
      "update runs set status = 'failed', is_dead_letter = true, lease_owner = null where id = $1",
      [dead],
    );
    const next = host();
    const end = published(next, ({ type }) => lastEventTypes.has(type) || type === "run.waiting");
    const { runId } = await sendAgain(next, "default", dead);
    expect((await end).type).toBe("run.completed");
    expect((await readEvents(opened(), runId)).at(-1)).toMatchObject({ output: { all: expect.anything() } });
    await next.stop();
  });

  test("once: a call that is tried again after a restart is not asked about again, and keeps its edited arguments", async () => {
    let failures = 1;
    const shaky = await startTestServer((request, response) => {
      response.statusCode = failures-- > 0 ? 503 : 200;
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ path: request.url }));
    });
    try {
      const workflow = letters({
        url: `${shaky.url}/send/{{ to }}`,
        policy: { retries: 2, backoffMs: 1, idempotent: true },
      });
      const asking = {
        ...workflow,
        nodes: workflow.nodes.map((node) =>
          node.id === "boss" ? { ...node, config: { ...node.config, approval: "always" } } : node,
        ),
      };
      const run = await start(asking, "al");
      expect(await run.answer("boss#1", { value: { to: "bo" } })).toBe("run.completed");
      const events = await readEvents(opened(), run.runId);
      const retried = events.findIndex((event) => event.type === "node.retried");
      expect(retried).toBeGreaterThan(0);
      const again = newId();
      await plantRun(opened(), again, asking, events.slice(0, retried + 1));
      const next = host();
      const end = settled(next, again);
      const before = shaky.requests.length;
      await next.resume({ everything: true });
      expect((await end).type).toBe("run.completed");
      expect(shaky.requests.slice(before)).toEqual(["POST /send/bo"]);
      await next.stop();
    } finally {
      await shaky.close();
    }
  });

  test("arguments that the tool does not take are refused, and named", async () => {
    const run = await start(letters(), "al");
    expect(run.refused({ value: { to: "al", url: "http://evil" } })).toMatchObject({
      code: "NODE_INPUT_INVALID",
      field: "value.url",
      message: expect.stringContaining("url is not allowed"),
    });
    expect(run.refused({ value: { to: 7 } })).toMatchObject({ code: "NODE_INPUT_INVALID", field: "value.to" });
    expect(run.refused({ value: {} })).toMatchObject({
      field: "value.to",
      message: expect.stringContaining("missing"),
    });
    expect(run.refused({ value: "al" })).toMatchObject({ field: "value", message: expect.stringContaining("object") });
    expect(await run.answer("boss#1", { value: { to: "bo" } })).toBe("run.completed");
  });

  test("a pattern that leaves out the call itself, says nothing, or is too long to be read is refused", async () => {
    const run = await start(letters(), "al");
    const pattern = { to: { like: "bo*" } };
    expect(run.refused({ remember: "always", pattern })).toMatchObject({ field: "pattern.to" });
    expect(run.refused({ remember: "always", pattern: {} })).toMatchObject({ field: "pattern.to" });
    expect(run.refused({ pattern: { to: { any: true } } })).toMatchObject({ field: "remember" });
    expect(run.refused({ remember: "always", value: { to: "x".repeat(20_000) } })).toMatchObject({ field: "pattern" });
    run.cancel();
    await run.ended;
  });
});
