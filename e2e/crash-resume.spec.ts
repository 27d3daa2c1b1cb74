import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "@playwright/test";
import { startServer, type TestServer } from "./support/server";
import { type StubBody, type StubModel, startStubModel } from "./support/stub-model";

/** A run survives kill -9 of the server's process group: it goes on, and nothing that was finished is done again. */

const textOf = (body: StubBody) => JSON.stringify(body.messages);
const stepOf = (body: StubBody) => Number(/step (\d+)/.exec(textOf(body))?.[1]);

async function send<T>(server: TestServer, method: string, path: string, body?: unknown): Promise<T> {
  const headers = body === undefined ? undefined : { "content-type": "application/json" };
  const response = await fetch(server.url + path, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

interface Run {
  readonly status: string;
  readonly output: Record<string, unknown> | null;
  readonly nodes: readonly { nodeId: string; path: string; status: string }[];
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  const seen: T[] = [];
  const poll = async () => {
    const found = await look();
    if (found !== undefined) seen.push(found);
    return seen.length > 0;
  };
  await expect.poll(poll, { timeout: 30_000, intervals: [25] }).toBe(true);
  return seen[0] as T;
}

const ended = (server: TestServer, id: string) =>
  until(async () => {
    const run = await send<Run>(server, "GET", `/api/v1/runs/${id}`);
    return ["queued", "running"].includes(run.status) ? undefined : run;
  });

async function addModel(server: TestServer, stub: StubModel): Promise<void> {
  await send(server, "POST", "/api/v1/models", {
    id: "stub",
    name: "Stub",
    type: "custom",
    base_url: stub.base,
    model: "stub-model",
    capabilities: ["text", "chat", "tools"],
  });
}

const node = (id: string, type: string, config: object = {}) => ({ id, type, position: { x: 0, y: 0 }, config });
const link = (id: string, source: string, sourceHandle: string, target: string, targetHandle: string) => ({
  id,
  source,
  sourceHandle,
  target,
  targetHandle,
});
const workflow = (name: string, nodes: object[], connections: object[]) => ({
  format: "heddle.workflow",
  version: 1,
  name,
  nodes,
  connections,
});

test("a chain of ten model calls goes on after kill -9 without a second call for a finished node", async () => {
  const stub = await startStubModel((body) => ({ text: `thread ${stepOf(body)}`, firstMs: 120 }));
  const server = await startServer();
  try {
    await addModel(server, stub);
    const steps = Array.from({ length: 10 }, (_, i) => i);
    const { id } = await send<{ id: string }>(
      server,
      "POST",
      "/api/v1/workflows",
      workflow(
        "ten",
        [
          node("m", "model", { model: "stub", temperature: 0.9 }),
          node("in", "input", { fields: [{ name: "q", type: "text" }] }),
          ...steps.map((i) => node(`a${i}`, "agent", { prompt: `step ${i} {{ q }}` })),
          node("out", "output", { name: "answer" }),
        ],
        [
          link("c0", "in", "q", "a0", "q"),
          ...steps.map((i) => link(`m${i}`, "m", "model", `a${i}`, "model")),
          ...steps.slice(1).map((i) => link(`t${i}`, `a${i - 1}`, "text", `a${i}`, "q")),
          link("c9", "a9", "text", "out", "value"),
        ],
      ),
    );
    const run = await send<{ id: string }>(server, "POST", `/api/v1/workflows/${id}/runs`, { input: { q: "x" } });
    await stub.arrival(4);
    await server.kill();
    const before = stub.calls.length;
    await server.restart();

    const done = await ended(server, run.id);
    expect(done.status).toBe("completed");
    expect(done.output).toEqual({ answer: "thread 9" });
    const perStep = steps.map((i) => stub.calls.filter((call) => stepOf(call.body) === i).length);
    expect(perStep.map((count, i) => (i === before - 1 ? Math.min(count, 1) : count))).toEqual(steps.map(() => 1));
    for (const { body } of stub.calls) {
      const i = stepOf(body);
      expect(textOf(body)).toContain(i === 0 ? "step 0 x" : `step ${i} thread ${i - 1}`);
    }
  } finally {
    await server.remove();
    await stub.close();
  }
});

test("an agent with tools goes on from its journal: finished model calls and tool calls are not made again", async () => {
  const hits: string[] = [];
  const shop = createServer((request, response) => {
    hits.push(request.url ?? "");
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ price: 7 }));
  });
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
  const address = `127.0.0.1:${(shop.address() as AddressInfo).port}`;
  // First answer: call the tool; second: hang until the server is killed; third (after the restart): the answer.
  let turns = 0;
  const stub = await startStubModel((body) => {
    const seesResult = body.messages.some((message) => message.role === "tool");
    if (!seesResult) return { toolCalls: [{ name: "shop", arguments: { item: "loom" } }] };
    turns += 1;
    return turns === 1 ? { hang: true } : { text: "It costs 7." };
  });
  const server = await startServer({ HEDDLE_ALLOW_HOSTS: address });
  try {
    await addModel(server, stub);
    const { id } = await send<{ id: string }>(
      server,
      "POST",
      "/api/v1/workflows",
      workflow(
        "shopper",
        [
          node("m", "model", { model: "stub" }),
          node("in", "input", { fields: [{ name: "q", type: "text" }] }),
          node("boss", "agent", { prompt: "{{ q }}" }),
          node("shop", "http", { url: `http://${address}/{{ item }}` }),
          node("out", "output", { name: "answer" }),
        ],
        [
          link("c1", "in", "q", "boss", "q"),
          link("c2", "m", "model", "boss", "model"),
          link("c3", "shop", "tool", "boss", "tools"),
          link("c4", "boss", "text", "out", "value"),
        ],
      ),
    );
    const run = await send<{ id: string }>(server, "POST", `/api/v1/workflows/${id}/runs`, { input: { q: "price?" } });
    await stub.arrival(1);
    await server.kill();
    await server.restart();

    const done = await ended(server, run.id);
    expect(done).toMatchObject({ status: "completed", output: { answer: "It costs 7." } });
    expect(hits).toEqual(["/loom"]);
    expect(stub.calls).toHaveLength(3);
    expect(done.nodes.filter((one) => one.nodeId === "shop")).toMatchObject([{ path: "boss#1", status: "completed" }]);
  } finally {
    await server.remove();
    await stub.close();
    shop.close();
  }
});
