import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TraceEvent } from "@/nodes/core/trace-event";
import { fetchApi } from "@/server/api/fetch-api";
import type { LiveMessage } from "@/server/api/live/follow-topics";
import { describeEachDatabase } from "@/server/db/testing";
import { ask, chainDocument, serveFrom } from "@/server/http/testing";
import { forgetSingleton, singleton } from "@/server/singleton";

interface Received {
  readonly id: string;
  readonly message: LiveMessage;
}

interface Topics {
  readonly runs?: readonly { readonly id: string; readonly after: number }[];
  readonly workflows?: readonly { readonly id: string; readonly after: number }[];
  readonly lastEventId?: string;
}

/** A subscription as a browser holds it; leaving the loop breaks its line. */
async function* follow({ runs = [], workflows = [], lastEventId }: Topics): AsyncGenerator<Received, void, undefined> {
  const input = encodeURIComponent(JSON.stringify({ runs, workflows, lastEventId }));
  const line = new AbortController();
  const request = new Request(`http://127.0.0.1/api/trpc/live.follow?input=${input}`, {
    headers: { host: "127.0.0.1" },
    signal: line.signal,
  });
  const { body } = await fetchApi(request);
  let text = "";
  try {
    for await (const part of body as unknown as AsyncIterable<Uint8Array>) {
      text += Buffer.from(part).toString();
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        const id = /^id: (.*)$/m.exec(block)?.[1];
        if (id !== undefined) yield { id, message: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] as string) };
      }
    }
  } finally {
    line.abort();
  }
}

async function call<Output>(procedure: string, input: unknown): Promise<Output> {
  const headers = { host: "127.0.0.1", "content-type": "application/json" };
  const response = await fetchApi(
    new Request(`http://127.0.0.1/api/trpc/${procedure}`, { method: "POST", headers, body: JSON.stringify(input) }),
  );
  const { result, error } = (await response.json()) as { result: { data: Output }; error?: unknown };
  if (error !== undefined) throw error;
  return result.data;
}

const isEnd = (events: readonly TraceEvent[]) => events.some((event) => event.type === "run.completed");

describeEachDatabase("the live subscription", (opened) => {
  let served: ReturnType<typeof serveFrom>;
  let chain: string;
  beforeAll(async () => {
    served = serveFrom(opened());
    chain = (await ask("POST", "/api/v1/workflows", chainDocument(40))).json.id;
  });
  afterAll(() => served.end());

  const start = () => call<{ runId: string }>("runs.start", { workflowId: chain, input: { n: 1 } });

  async function traceOf(runId: string): Promise<readonly TraceEvent[]> {
    const events: TraceEvent[] = [];
    for await (const { message } of follow({ runs: [{ id: runId, after: 0 }] })) {
      if (message.topic === "run") events.push(...message.events);
      if (isEnd(events)) break;
    }
    return events;
  }

  it("gives a run's whole trace, whether it is followed while it runs or later", async () => {
    const { runId } = await start();
    const live = await traceOf(runId);
    expect(live[0]?.type).toBe("run.queued");
    expect(await traceOf(runId)).toEqual(live);
    expect(new Set(live.map((event) => event.seq)).size).toBe(live.length);
  });

  it("goes on after a broken line without a gap or a double, in all topics", async () => {
    const runs = await Promise.all(Array.from({ length: 4 }, start));
    const topics = { runs: runs.map(({ runId }) => ({ id: runId, after: 0 })), workflows: [{ id: chain, after: 1 }] };
    const got = new Map<string, TraceEvent[]>(runs.map(({ runId }) => [runId, []]));
    const revisions: number[] = [];
    let lastEventId: string | undefined;
    const isDone = () => [...got.values()].every(isEnd) && revisions.length === 3;
    for (let line = 0; !isDone(); line += 1) {
      const change = { id: chain, baseRevision: 1, origin: "other", changeId: `line-${line}`, changes: [] };
      if (line < 3) await call("workflows.change", change);
      let count = 0;
      for await (const { id, message } of follow({ ...topics, lastEventId })) {
        lastEventId = id;
        if (message.topic === "run") got.get(message.runId)?.push(...message.events);
        if (message.topic === "workflow") revisions.push(...message.updates.map((update) => update.revision));
        count += 1;
        if (isDone() || count === 2) break;
      }
    }
    expect(revisions).toEqual([2, 3, 4]);
    for (const [runId, events] of got) expect(events).toEqual(await traceOf(runId));
  });

  it("tells an open tab what another one changed, and when runs of its workflow start and end", async () => {
    const { id } = (await ask("POST", "/api/v1/workflows", chainDocument(1))).json;
    const statuses: string[] = [];
    const changes: unknown[] = [];
    const change = { type: "workflow.set", set: { name: "Renamed" } };
    let isStarted = false;
    for await (const { message } of begin()) {
      if (message.topic === "workflow") changes.push(...message.updates);
      if (message.topic === "runs") statuses.push(message.status);
      if (changes.length > 0 && !isStarted) {
        isStarted = true;
        await call("runs.start", { workflowId: id, input: { n: 1 } });
      }
      if (statuses.at(-1) === "completed") break;
    }
    expect(changes).toEqual([{ revision: 2, origin: "tab-2", changeId: "c-1", changes: [change] }]);

    /** The change is sent once the line is open. */
    async function* begin() {
      const line = follow({ workflows: [{ id, after: 1 }] });
      const first = line.next();
      await call("workflows.change", { id, baseRevision: 1, origin: "tab-2", changeId: "c-1", changes: [change] });
      const { value } = await first;
      if (value !== undefined) yield value;
      yield* line;
    }
  });

  it("passes over what is not there, and follows the rest", async () => {
    const { runId } = await start();
    for await (const { message } of follow({
      runs: [
        { id: "gone", after: 0 },
        { id: runId, after: 0 },
      ],
      workflows: [{ id: "gone", after: 3 }],
    })) {
      expect(message).toMatchObject({ topic: "run", runId });
      if (message.topic === "run" && isEnd(message.events)) break;
    }
  });

  describe("errors", () => {
    it("carry the server's own words, and what a field lacks", async () => {
      await expect(call("workflows.get", { id: "x" })).rejects.toBeDefined();
      const refused = call("runs.start", { workflowId: chain, input: {} });
      await expect(refused).rejects.toMatchObject({
        data: { httpStatus: 422, app: { code: "NODE_INPUT_INVALID", issues: [{ severity: "error" }] } },
      });
      const missing = call("workflows.remove", { id: "nobody" });
      await expect(missing).rejects.toMatchObject({
        data: { httpStatus: 404, app: { code: "NOT_FOUND", message: expect.stringContaining("nobody") } },
      });
      const malformed = call("workflows.change", { id: chain, baseRevision: "one" });
      await expect(malformed).rejects.toMatchObject({
        data: {
          app: {
            code: "REQUEST_INVALID",
            issues: expect.arrayContaining([expect.objectContaining({ path: "baseRevision" })]),
          },
        },
      });
    });

    it("say what only the sender can change", async () => {
      await expect(call("workflows.remove", { id: "a\u0000b" })).rejects.toMatchObject({
        data: { httpStatus: 400, app: { code: "REQUEST_INVALID" } },
      });
      expect((await ask("GET", "/api/v1/workflows?search=%00")).status).toBe(400);
    });

    it("show neither a stack nor a path when something of ours breaks, and name the entry of the log", async () => {
      forgetSingleton("database");
      singleton("database", () => Promise.reject(new Error("connect ECONNREFUSED /home/ada/socket")));
      const sent = [
        await call("workflows.remove", { id: chain }).catch((thrown: unknown) => thrown),
        (await ask("GET", "/api/v1/workflows")).json,
      ];
      forgetSingleton("database");
      singleton("database", () => Promise.resolve(opened()));
      expect(sent[0]).toMatchObject({
        data: { httpStatus: 500, app: { code: "INTERNAL", id: expect.stringMatching(/^\w{26}$/) } },
      });
      expect(sent[1]).toMatchObject({ status: 500, code: "INTERNAL", id: expect.stringMatching(/^\w{26}$/) });
      expect(JSON.stringify(sent)).not.toMatch(/ada|ECONN|stack|server\//);
    });
  });
});
