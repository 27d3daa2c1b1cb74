import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DatabaseError } from "@/server/db/database-error";
import { describeEachDatabase } from "@/server/db/testing";
import { withStatements } from "@/server/executor/testing-database";
import { hooked, hookedTo, publishHook, runsOf } from "@/server/http/hooks/testing";
import { ask, send, serveFrom } from "@/server/http/testing";
import { forgetSingleton } from "@/server/singleton";

const plain = (config: object) => hooked(config);
const asking = (config: object) =>
  hookedTo({ id: "ask", type: "approval", config: { title: "Go?" } } as { id: string }, "value", "approved", config);

describeEachDatabase("a webhook", (opened) => {
  let served: ReturnType<typeof serveFrom>;
  /** A server that never answers, until it is told to. */
  let slow: Server;
  const asked: ServerResponse[] = [];
  let isAway: (statement: string) => boolean = () => false;

  beforeAll(async () => {
    process.env.HEDDLE_ALLOW_HOSTS = "127.0.0.1";
    forgetSingleton("env");
    served = serveFrom(
      withStatements(opened(), (text, _, run) => {
        if (isAway(text)) throw new DatabaseError({ code: "57P01", message: "terminating connection" }, text);
        return run();
      }),
    );
    slow = createServer((_, response) => void asked.push(response));
    await new Promise<void>((resolve) => slow.listen(0, "127.0.0.1", resolve));
  });
  afterAll(async () => {
    await served.end();
    delete process.env.HEDDLE_ALLOW_HOSTS;
    forgetSingleton("env");
    slow.closeAllConnections();
    slow.close();
  });

  it("whose run waits for a person answers 202 at once, and leaves the question open", async () => {
    const { id, path } = await publishHook(asking);
    for (let i = 0; i < 5; i += 1) {
      const { status, json } = await ask("POST", path, { n: i });
      expect([status, json.status]).toEqual([202, "waiting"]);
    }
    expect((await runsOf(id)).map(({ status }) => status)).toEqual(Array(5).fill("waiting"));
  });

  it.each([
    ["is not told to call again once its run was started", /from runs r\s+left join workflows/, 202],
    ["is told so where the noting of it fails alone", /update triggers set last_at/, 202],
    ["is told to call again where none was", /select \* from triggers/, 503],
  ])("whose database goes away %s", async (_, gone, status) => {
    const { id, path } = await publishHook(plain, { respond: "now" });
    const deliver = () => ask("POST", path, {}, { "webhook-id": "m" });
    expect((await deliver()).status).toBe(202);
    isAway = (statement) => gone.test(statement);
    const again = await deliver().finally(() => {
      isAway = () => false;
    });
    expect(again.status).toBe(status);
    expect(await runsOf(id)).toHaveLength(1);
  });

  describe("that is only asked about", () => {
    it("starts nothing", async () => {
      const { id, path } = await publishHook(plain, { method: "ANY" });
      const head = await ask("HEAD", path);
      expect([head.status, head.text]).toEqual([200, ""]);
      const options = await ask("OPTIONS", path);
      expect(options.status).toBe(204);
      expect(options.headers.get("allow")).toBe("POST, GET, PUT, PATCH, DELETE, HEAD, OPTIONS");
      expect(await runsOf(id)).toEqual([]);
      expect((await ask("GET", path)).status).toBe(200);
      expect(await runsOf(id)).toHaveLength(1);
    });

    it("says nothing of what there is", async () => {
      const { path } = await publishHook(plain, { method: "POST" });
      expect((await ask("HEAD", path)).status).toBe(404);
      expect((await ask("HEAD", "/api/hooks/nobody")).status).toBe(404);
      expect((await ask("OPTIONS", "/api/hooks/nobody")).status).toBe(204);
      expect((await send("PROPFIND", path)).status).toBe(404);
    });
  });

  describe("that a browser opens", () => {
    const navigation = { "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };

    it.each([
      ["by its address", { ...navigation, "sec-fetch-site": "none" }],
      ["by a link of another page", { ...navigation, "sec-fetch-site": "cross-site" }],
    ])("%s starts a run", async (_, headers) => {
      const { id, path } = await publishHook(plain, { method: "GET" });
      expect((await ask("GET", path, undefined, headers)).status).toBe(200);
      expect(await runsOf(id)).toHaveLength(1);
    });

    it.each([
      ["in a frame of another page", { ...navigation, "sec-fetch-site": "cross-site", "sec-fetch-dest": "iframe" }],
      [
        "in a frame of another local server",
        { ...navigation, "sec-fetch-site": "same-site", "sec-fetch-dest": "frame" },
      ],
      ["before anybody clicked", { ...navigation, "sec-fetch-site": "none", "sec-purpose": "prefetch;prerender" }],
    ])("%s starts none", async (_, headers) => {
      const { id, path } = await publishHook(plain, { method: "GET" });
      expect((await ask("GET", path, undefined, headers)).status).toBe(403);
      expect(await runsOf(id)).toEqual([]);
    });
  });

  describe("that is delivered again", () => {
    it.each(["Idempotency-Key", "X-GitHub-Delivery", "webhook-id"])("with the same %s has one run", async (name) => {
      const { id, path } = await publishHook((config) => hooked(config, "body.n + 1"));
      const deliver = (key: string, n: number) => ask("POST", path, { n }, { [name]: key });
      expect((await deliver("first", 1)).json).toEqual({ answer: 2 });
      expect((await deliver("first", 1)).json).toEqual({ answer: 2 });
      expect(await runsOf(id)).toHaveLength(1);
      expect((await deliver("second", 5)).json).toEqual({ answer: 6 });
      expect(await runsOf(id)).toHaveLength(2);
    });

    it("at the same moment has one run, also where it answers at once", async () => {
      const { id, path } = await publishHook(plain, { respond: "now" });
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => ask("POST", path, {}, { "webhook-id": "msg_1" })),
      );
      const [run] = await runsOf(id);
      for (const { status, json } of answers) expect([status, json.id]).toEqual([202, run?.id]);
      expect(await runsOf(id)).toHaveLength(1);
      await expect.poll(async () => (await ask("GET", `/api/v1/runs/${run?.id}`)).json.status).toBe("completed");
      const late = await ask("POST", path, {}, { "webhook-id": "msg_1" });
      expect(late.json).toEqual({ id: run?.id, status: "completed" });
    });

    it("to another webhook, or by another way, is another event", async () => {
      const one = await publishHook(plain);
      const other = await publishHook(plain);
      for (const { path, id } of [one, other]) {
        await ask("POST", path, {}, { "idempotency-key": "k" });
        expect(await runsOf(id)).toHaveLength(1);
      }
      const long = await ask("POST", one.path, {}, { "x-github-delivery": "x".repeat(201) });
      expect(long.json).toMatchObject({ status: 400, field: "x-github-delivery" });
    });

    it("after it was refused starts the run that it did not start", async () => {
      const { id, path } = await publishHook(plain, { signature: "secret", secret: "s3cret" });
      const headers = { "webhook-id": "m" };
      expect((await ask("POST", path, {}, headers)).status).toBe(403);
      expect((await ask("POST", path, {}, { ...headers, "x-heddle-secret": "s3cret" })).status).toBe(200);
      expect(await runsOf(id)).toHaveLength(1);
    });
  });

  describe("that is called with too much", () => {
    it("refuses JSON that nests 200,000 deep, and starts no run", async () => {
      const { id, path } = await publishHook(plain);
      const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
      const { status, json } = await ask("POST", path, deep);
      expect([status, json.issues]).toMatchObject([422, [{ path: "", code: "LIMIT_EXCEEDED" }]]);
      expect(await runsOf(id)).toEqual([]);
    });

    it("takes what nests less, to the end", async () => {
      const { path } = await publishHook((config) =>
        hookedTo(
          { id: "x", type: "transform", config: { expression: "1" } } as { id: string },
          "value",
          "value",
          config,
        ),
      );
      const deep = `${"[".repeat(400)}${"]".repeat(400)}`;
      expect((await ask("POST", path, deep)).status).toBe(200);
    });

    it("lets a hundred callers wait, and tells the next one when to come back", async () => {
      const { port } = slow.address() as AddressInfo;
      const node = { id: "get", type: "http", config: { url: `http://127.0.0.1:${port}/{{ n }}` } };
      const { id, path } = await publishHook((config) => hookedTo(node as { id: string }, "n", "body", config));
      const calls = Array.from({ length: 100 }, () => ask("POST", path, 1));
      await expect.poll(async () => (await runsOf(id)).length, { timeout: 20_000 }).toBe(100);
      const { status, json, headers } = await ask("POST", path, {});
      expect([status, json.code]).toEqual([429, "RATE_LIMITED"]);
      expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
      expect(await runsOf(id)).toHaveLength(100);
      slow.removeAllListeners("request").on("request", (_, response) => response.end("late"));
      for (const response of asked.splice(0)) response.end("late");
      for (const call of calls) expect((await call).status).toBe(200);
      expect((await ask("POST", path, {})).status).toBe(200);
    }, 60_000);

    it("starts no more where ten thousand runs wait already", async () => {
      const { path } = await publishHook(plain, { respond: "now" });
      const { json } = await ask("POST", path, {});
      await opened().execute(
        `insert into runs (id, workspace_id, workflow_id, graph_hash, status, durability, trigger)
         select 'waiting' || n, workspace_id, workflow_id, graph_hash, 'queued', durability, trigger
         from runs, generate_series(1, 10000) n where id = $1`,
        [json.id],
      );
      forgetSingleton("hook-queues");
      const refused = await ask("POST", path, {});
      expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "30"]);
      const other = await publishHook(plain);
      expect((await ask("POST", other.path, {})).status).toBe(200);
      await opened().execute("delete from runs where id like 'waiting%'");
      forgetSingleton("hook-queues");
      expect((await ask("POST", path, {})).status).toBe(202);
    });
  });
});
