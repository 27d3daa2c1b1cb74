import { afterAll, beforeAll, expect, it } from "vitest";
import { describeEachDatabase } from "@/server/db/testing";
import { ask, chainDocument, send, serveFrom } from "@/server/http/testing";
import { inlineLimit } from "@/server/runs/stored-values";

interface SentEvent {
  readonly id: number;
  readonly event: string;
  readonly data: { readonly seq: number; readonly type: string; readonly runId: string };
}

async function* readEvents(response: Response): AsyncGenerator<SentEvent> {
  let text = "";
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(part).toString();
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const [, id, event, data] = /^id: (\d+)\nevent: (\S+)\ndata: (.*)$/.exec(text.slice(0, end)) ?? [];
      text = text.slice(end + 2);
      if (data !== undefined) yield { id: Number(id), event: event as string, data: JSON.parse(data) };
    }
  }
}

async function allEvents(runId: string, headers: Record<string, string> = {}): Promise<SentEvent[]> {
  const events: SentEvent[] = [];
  for await (const event of readEvents(await send("GET", `/api/v1/runs/${runId}/events`, undefined, headers)))
    events.push(event);
  return events;
}

describeEachDatabase("runs over REST", (opened) => {
  let served: ReturnType<typeof serveFrom>;
  let chain: string;
  beforeAll(async () => {
    served = serveFrom(opened());
    chain = (await ask("POST", "/api/v1/workflows", chainDocument(3))).json.id;
  });
  afterAll(() => served.end());

  const start = (query = "", body: unknown = { input: { n: 1 } }, headers = {}) =>
    ask("POST", `/api/v1/workflows/${chain}/runs${query}`, body, headers);

  it("waits for the end and answers the whole run", async () => {
    const { status, json } = await start("?wait=10");
    expect(status).toBe(200);
    expect(json).toMatchObject({
      workflowId: chain,
      workflowName: "Chain of 3",
      status: "completed",
      input: { n: 1 },
      output: { answer: 4 },
      hosts: [],
    });
    expect(json.usage).toEqual({ inputTokens: 0, outputTokens: 0, modelCalls: 0 });
    expect(json.nodes.map((node: { nodeId: string }) => node.nodeId)).toEqual(["in", "t0", "t1", "t2", "out"]);
    expect(json.nodes[3]).toMatchObject({ path: "", status: "completed", attempt: 1, output: { value: 4 } });
    expect((await ask("GET", `/api/v1/runs/${json.id}`)).json).toEqual(json);
  });

  it("answers 202 without waiting, and shows the run at once", async () => {
    const { status, json } = await start();
    expect(status).toBe(202);
    const shown = await ask("GET", `/api/v1/runs/${json.id}`);
    expect(shown.status).toBe(200);
    expect((await allEvents(json.id)).at(-1)?.event).toBe("run.completed");
    expect((await ask("GET", `/api/v1/runs/${json.id}`)).json).toMatchObject({
      status: "completed",
      output: { answer: 4 },
    });
  });

  it("gives the same run for the same key", async () => {
    const headers = { "idempotency-key": "loom-7" };
    const first = await start("?wait=10", { input: { n: 5 } }, headers);
    const again = await start("?wait=10", { input: { n: 6 } }, headers);
    expect(again.json).toEqual(first.json);
    const runs = await ask("GET", `/api/v1/runs?workflow=${chain}&limit=100`);
    expect(runs.json.items.filter((run: { id: string }) => run.id === first.json.id)).toHaveLength(1);
  });

  it.each([
    ["a missing input", { input: {} }, /n/],
    ["a wrong type", { input: { n: "x" } }, /n/],
    ["an input that is no object", { input: 7 }, /^input$/],
    ["no object at all", "42", /^$/],
  ])("refuses %s and makes no run", async (_, body, at) => {
    const before = (await ask("GET", "/api/v1/runs?limit=100")).json.items.length;
    const { status, json } = await start("?wait=5", body);
    expect(status).toBe(422);
    expect(json.issues.map((issue: { path: string }) => issue.path)).toContainEqual(expect.stringMatching(at));
    expect((await ask("GET", "/api/v1/runs?limit=100")).json.items.length).toBe(before);
  });

  it("refuses malformed JSON, an endless wait, and workflows and runs that are not there", async () => {
    expect((await start("", '{"input":')).status).toBe(400);
    expect((await start("?wait=9999")).status).toBe(422);
    expect((await ask("POST", "/api/v1/workflows/nobody/runs", {})).json).toMatchObject({
      status: 404,
      code: "NOT_FOUND",
    });
    expect((await ask("GET", "/api/v1/runs/nobody")).status).toBe(404);
    expect((await ask("GET", "/api/v1/runs/nobody/events")).status).toBe(404);
    expect((await ask("POST", "/api/v1/runs/nobody/cancel")).status).toBe(404);
  });

  it("streams every event once, from the start and from any place, to the end", async () => {
    const { json } = await start("?wait=10");
    const all = await allEvents(json.id);
    expect(all[0]?.event).toBe("run.queued");
    expect(all.at(-1)?.event).toBe("run.completed");
    for (const { id, event, data } of all) expect(data).toMatchObject({ seq: id, type: event, runId: json.id });
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const [place, { id }] of all.entries()) {
      expect(await allEvents(json.id, { "last-event-id": String(id) })).toEqual(all.slice(place + 1));
    }
  });

  it("streams live what happens after the connection was opened, and lets go of a client that leaves", async () => {
    const slow = chainDocument(1);
    Object.assign(slow.nodes[1] as object, {
      type: "http",
      config: { url: "http://127.0.0.1:9/" },
      policy: { retries: 50, retryDelayMs: 30, backoff: 1 },
    });
    slow.connections = [];
    slow.nodes = slow.nodes.filter(({ id }) => id !== "in" && id !== "out");
    const id = (await ask("POST", "/api/v1/workflows", slow)).json.id;
    const { json } = await ask("POST", `/api/v1/workflows/${id}/runs`, {});
    const seen: string[] = [];
    const response = await send("GET", `/api/v1/runs/${json.id}/events`);
    for await (const { event } of readEvents(response)) {
      seen.push(event);
      if (seen.filter((one) => one === "node.retried").length === 2)
        await ask("POST", `/api/v1/runs/${json.id}/cancel`);
    }
    expect(seen.at(-1)).toBe("run.canceled");
    expect((await ask("POST", `/api/v1/runs/${json.id}/cancel`)).json).toMatchObject({
      status: "canceled",
      output: null,
    });
  });

  it("shows both branches, the dead one as skipped, and the reason of a failure", async () => {
    const document = chainDocument(1);
    Object.assign(document.nodes[1] as object, { config: { expression: "$error('torn thread')" } });
    const id = (await ask("POST", "/api/v1/workflows", document)).json.id;
    const { json } = await ask("POST", `/api/v1/workflows/${id}/runs?wait=10`, { input: { n: 1 } });
    expect(json).toMatchObject({
      status: "failed",
      output: null,
      error: { nodeId: "t0", code: "EXPRESSION_INVALID", message: expect.stringContaining("torn thread") },
    });
    expect(json.nodes.map((node: { status: string }) => node.status)).toEqual(["completed", "failed", "pending"]);
    expect((await ask("GET", `/api/v1/runs/${json.id}`)).json).toEqual(json);
  });

  it("writes a large value back into the answer, and gives it by its id", async () => {
    const document = chainDocument(1);
    Object.assign(document.nodes[1] as object, { config: { expression: `$pad("", ${inlineLimit + 10}, "x")` } });
    const id = (await ask("POST", "/api/v1/workflows", document)).json.id;
    const { json } = await ask("POST", `/api/v1/workflows/${id}/runs?wait=10`, { input: { n: 1 } });
    expect(json.output.answer.length).toBe(inlineLimit + 10);
    const stored = (await allEvents(json.id)).find(({ event, data }) => event === "run.completed" && "output" in data)
      ?.data as unknown as { output: { answer: { $ref: string } } };
    const value = await ask("GET", `/api/v1/values/${stored.output.answer.$ref}`);
    expect(value.json).toBe(json.output.answer);
    expect((await ask("GET", "/api/v1/values/none")).status).toBe(404);
  });

  it("stores a large input once, and gives it back whole", async () => {
    const document = chainDocument(0);
    Object.assign(document.nodes[0] as object, { config: { fields: [{ name: "n", type: "text" }] } });
    const id = (await ask("POST", "/api/v1/workflows", document)).json.id;
    const n = "x".repeat(inlineLimit + 1);
    const { json } = await ask("POST", `/api/v1/workflows/${id}/runs?wait=10`, { input: { n } });
    expect(json).toMatchObject({ status: "completed", input: { n }, output: { answer: n } });
    expect((await ask("GET", `/api/v1/runs/${json.id}`)).json).toEqual(json);
    const [queued] = await allEvents(json.id);
    expect(queued?.data).toMatchObject({ input: { n: { $ref: expect.any(String) } } });
    expect(
      await opened().execute("select 1 from stored_values where run_id = $1 and size < 300000", [json.id]),
    ).toHaveLength(2);
  });

  it("answers a run with durability result from its row", async () => {
    const id = (await ask("POST", "/api/v1/workflows", chainDocument(2, { durability: "result" }))).json.id;
    const { json } = await ask("POST", `/api/v1/workflows/${id}/runs?wait=10`, { input: { n: 1 } });
    expect(json).toMatchObject({ status: "completed", output: { answer: 3 } });
    const later = (await ask("GET", `/api/v1/runs/${json.id}`)).json;
    const withoutOutput = json.nodes.map(({ output: _, ...node }: { output: unknown }) => node);
    expect(later).toEqual({ ...json, nodes: withoutOutput });
    expect(later.nodes.map((node: { status: string }) => node.status)).toEqual(Array(4).fill("completed"));
    expect((await allEvents(json.id)).at(-1)?.event).toBe("run.completed");
  });

  it("lists runs newest first, page by page, by workflow and by status", async () => {
    const id = (await ask("POST", "/api/v1/workflows", chainDocument(1))).json.id;
    const made: string[] = [];
    for (let n = 0; n < 5; n += 1)
      made.push((await ask("POST", `/api/v1/workflows/${id}/runs?wait=10`, { input: { n } })).json.id);
    const listed: string[] = [];
    for (let cursor = ""; ; ) {
      const { json } = await ask(
        "GET",
        `/api/v1/runs?workflow=${id}&status=completed&limit=2${cursor && `&cursor=${cursor}`}`,
      );
      listed.push(...json.items.map((run: { id: string }) => run.id));
      if (json.nextCursor === null) break;
      cursor = json.nextCursor;
    }
    expect(listed).toEqual(made.reverse());
    expect((await ask("GET", `/api/v1/runs?workflow=${id}&status=failed`)).json).toEqual({
      items: [],
      nextCursor: null,
    });
    expect((await ask("GET", "/api/v1/runs?cursor=nonsense")).status).toBe(400);
    expect((await ask("GET", "/api/v1/runs?limit=101")).status).toBe(422);
  });

  it("runs the revision that is there when it starts, and nothing that was deleted", async () => {
    const { id, slug } = (await ask("POST", "/api/v1/workflows", chainDocument(1))).json;
    const outputOf = async () =>
      (await ask("POST", `/api/v1/workflows/${slug}/runs?wait=10`, { input: { n: 1 } })).json.output;
    expect(await outputOf()).toEqual({ answer: 2 });
    await ask("PUT", `/api/v1/workflows/${id}`, chainDocument(5));
    expect(await outputOf()).toEqual({ answer: 6 });
    await ask("DELETE", `/api/v1/workflows/${id}`);
    expect((await ask("POST", `/api/v1/workflows/${slug}/runs?wait=10`, { input: { n: 1 } })).status).toBe(404);
  });

  it("deletes a run that is over, with its trace", async () => {
    const { json } = await start("?wait=10");
    expect((await ask("DELETE", `/api/v1/runs/${json.id}`)).status).toBe(204);
    expect((await ask("GET", `/api/v1/runs/${json.id}`)).status).toBe(404);
    expect(await opened().execute("select 1 from run_events where run_id = $1", [json.id])).toEqual([]);
  });

  it("keeps the run of a workflow that was deleted, with its name", async () => {
    const id = (await ask("POST", "/api/v1/workflows", chainDocument(1))).json.id;
    const run = (await ask("POST", `/api/v1/workflows/${id}/runs?wait=10`, { input: { n: 1 } })).json;
    expect((await ask("DELETE", `/api/v1/workflows/${id}`)).status).toBe(204);
    expect((await ask("GET", `/api/v1/runs/${run.id}`)).json).toMatchObject({
      workflowName: "Chain of 1",
      output: { answer: 2 },
    });
    expect((await ask("GET", `/api/v1/runs?workflow=${id}`)).json.items).toMatchObject([
      { id: run.id, workflowName: "Chain of 1" },
    ]);
  });
});
