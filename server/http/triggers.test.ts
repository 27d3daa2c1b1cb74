import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeEachDatabase } from "@/server/db/testing";
import { publicInterface } from "@/server/http/app";
import { hooked } from "@/server/http/hooks/testing";
import { testHook } from "@/server/http/test-hook";
import { ask, send, serveFrom } from "@/server/http/testing";
import { stopTriggers } from "@/server/triggers/follow-triggers";

const at = { x: 0, y: 0 };

const scheduled = (config: object) => ({
  format: "heddle.workflow",
  version: 1,
  name: "Scheduled",
  nodes: [
    { id: "clock", type: "schedule", position: at, config },
    { id: "out", type: "output", position: at, config: { name: "at" } },
  ],
  connections: [{ id: "a", source: "clock", sourceHandle: "at", target: "out", targetHandle: "value" }],
});

describeEachDatabase("triggers", (opened) => {
  let served: ReturnType<typeof serveFrom>;
  let paths = 0;
  beforeAll(() => {
    served = serveFrom(opened());
  });
  afterAll(async () => {
    await stopTriggers();
    await served.end();
  });

  const create = async (document: object) => (await ask("POST", "/api/v1/workflows", document)).json.id as string;
  const publish = (id: string) => ask("POST", `/api/v1/workflows/${id}/publish`);

  /** A published hook at a path of its own. */
  async function hook(config: object = {}, shape?: string, output?: string) {
    const path = `hooks/${++paths}`;
    const id = await create(hooked({ path, respond: "finished", ...config }, shape, output));
    expect((await publish(id)).status).toBe(200);
    return { id, path: `/api/hooks/${path}` };
  }

  describe("a webhook", () => {
    it("starts the published version, and answers with its output", async () => {
      const { path } = await hook({}, "body.n + 1");
      const { status, json } = await ask("POST", path, { n: 41 });
      expect([status, json]).toEqual([200, { answer: 42 }]);
    });

    it("answers at once with the run's id when that is chosen", async () => {
      const { id, path } = await hook({ respond: "now" });
      const { status, json } = await ask("POST", path, { n: 1 });
      expect(status).toBe(202);
      const { json: run } = await ask("GET", `/api/v1/runs/${json.id}`);
      expect(run.workflowId).toBe(id);
    });

    it("is silent as a draft, and when it was taken back", async () => {
      const draft = await create(hooked({ path: "draft" }));
      expect((await ask("POST", "/api/hooks/draft", {})).status).toBe(404);
      await publish(draft);
      expect((await ask("POST", "/api/hooks/draft", {})).status).toBe(202);
      await ask("DELETE", `/api/v1/workflows/${draft}/publish`);
      expect((await ask("POST", "/api/hooks/draft", {})).status).toBe(404);
    });

    it("goes on with the published version while the draft changes", async () => {
      const { id, path } = await hook({}, '"first"');
      const { json } = await ask("GET", `/api/v1/workflows/${id}`);
      const changed = {
        ...json.document,
        nodes: json.document.nodes.map((node: { id: string; config: object }) =>
          node.id === "shape" ? { ...node, config: { ...node.config, expression: '"second"' } } : node,
        ),
      };
      await ask("PUT", `/api/v1/workflows/${id}`, changed, { "If-Match": `"${json.revision}"` });
      expect((await ask("POST", path, {})).json).toEqual({ answer: "first" });
      await publish(id);
      expect((await ask("POST", path, {})).json).toEqual({ answer: "second" });
    });

    it("gives forms, texts, queries and headers, without what proves who calls", async () => {
      const { path } = await hook({}, "{'body': body, 'q': query.q, 'keys': $keys(headers)}");
      const form = await send("POST", `${path}?q=1`, "a=b&c=d", {
        "content-type": "application/x-www-form-urlencoded",
        authorization: "Bearer x",
      });
      const { answer } = (await form.json()) as { answer: { body: unknown; q: string; keys: string[] } };
      expect(answer).toMatchObject({ body: { a: "b", c: "d" }, q: "1" });
      expect(answer.keys).not.toContain("authorization");
      const text = await send("POST", path, "hello", { "content-type": "text/plain" });
      expect(await text.json()).toMatchObject({ answer: { body: "hello" } });
    });

    it("answers with a response of its own", async () => {
      const own = "{'status': 201, 'headers': {'x-made': 'yes'}, 'body': {'ok': true}}";
      const { path } = await hook({}, own, "response");
      const response = await send("POST", path, { any: 1 });
      expect([response.status, response.headers.get("x-made"), await response.json()]).toEqual([
        201,
        "yes",
        { ok: true },
      ]);
    });

    it("takes its method alone, or any", async () => {
      const { path } = await hook({ method: "PUT" }, "1");
      expect((await ask("POST", path, {})).status).toBe(404);
      expect((await ask("PUT", path, {})).status).toBe(200);
      const any = await hook({ method: "ANY" }, "1");
      expect((await ask("GET", any.path)).status).toBe(200);
    });

    it("takes a secret with other letters as curl sends it, in UTF-8, and as others do, in Latin-1", async () => {
      const sent = (text: string) => ({ "x-heddle-secret": text });
      const utf8 = (text: string) => Buffer.from(text, "utf8").toString("latin1");
      const { id, path } = await hook({ signature: "secret", secret: "s3cret-ü" }, "1");
      expect((await ask("POST", path, {}, sent(utf8("s3cret-ü")))).status).toBe(200);
      expect((await ask("POST", path, {}, sent("s3cret-ü"))).status).toBe(200);
      for (const wrong of ["s3cret-u", "s3cret-", utf8(utf8("s3cret-ü"))])
        expect((await ask("POST", path, {}, sent(wrong))).status).toBe(403);
      const other = await hook({ signature: "secret", secret: "織-€" }, "1");
      expect((await ask("POST", other.path, {}, sent(utf8("織-€")))).status).toBe(200);
      expect((await testHook({ workspaceId: "default", workflowId: id, nodeId: "hook" }, "{}")).status).toBe(200);
      expect((await testHook({ workspaceId: "default", workflowId: other.id, nodeId: "hook" }, "{}")).status).toBe(200);
    });

    it("refuses who does not know the secret, and starts no run", async () => {
      const { id, path } = await hook({ signature: "secret", secret: "s3cret" }, "1");
      for (const headers of [{}, { "x-heddle-secret": "wrong" }] as Record<string, string>[])
        expect((await ask("POST", path, {}, headers)).status).toBe(403);
      expect((await ask("GET", `/api/v1/runs?workflow=${id}`)).json.items).toEqual([]);
      expect((await ask("POST", path, {}, { "x-heddle-secret": "s3cret" })).status).toBe(200);
    });

    it("checks the signature of the body as it was sent", async () => {
      const { path } = await hook({ signature: "hmac", secret: "key" }, "body.n");
      const body = '{ "n": 7 }';
      const signed = (secret: string) => `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
      const call = (signature: string) => ask("POST", path, body, { "x-hub-signature-256": signature });
      expect((await call(signed("key"))).json).toEqual({ answer: 7 });
      expect((await call(signed("other"))).status).toBe(403);
      expect((await ask("POST", path, `${body} `, { "x-hub-signature-256": signed("key") })).status).toBe(403);
    });

    it("refuses a large body, broken JSON, and an address that another workflow has", async () => {
      const { path } = await hook({}, "1");
      expect((await ask("POST", path, "x".repeat(6 * 1024 * 1024), { "content-type": "text/plain" })).status).toBe(413);
      expect((await ask("POST", path, "{", { "content-type": "application/json" })).status).toBe(400);
      const second = await create(hooked({ path: path.slice("/api/hooks/".length) }));
      const refused = await publish(second);
      expect([refused.status, refused.json.detail]).toEqual([409, expect.stringContaining(path)]);
    });

    it("tells a failed run as an error", async () => {
      const { id, path } = await hook({}, '$error("no")');
      const { status, json } = await ask("POST", path, {});
      const [run] = (await ask("GET", `/api/v1/runs?workflow=${id}`)).json.items;
      expect(run.status).toBe("failed");
      expect([status, json]).toMatchObject([502, { status: 502, code: "UPSTREAM_FAILED", runId: run.id }]);
      expect(json.detail).toContain("no");
    });
  });

  describe("a webhook that is called badly", () => {
    it("answers 404 for an unknown path, a path that is none, and the address of a deleted workflow", async () => {
      for (const path of [
        "/api/hooks/nobody",
        "/api/hooks/",
        "/api/hooks/%E0%A4%A",
        "/api/hooks/a%2Fb",
        "/api/hooks/../x",
      ])
        expect([path, (await ask("POST", path, {})).status]).toEqual([path, 404]);
      const { id, path } = await hook({}, "1");
      await ask("DELETE", `/api/v1/workflows/${id}`);
      expect((await ask("POST", path, {})).status).toBe(404);
    });

    it("takes a body of 50 MB to its end, and puts it nowhere", async () => {
      const { id, path } = await hook({}, "1");
      // One part for all: what grows is what the server makes of them.
      const part = new Uint8Array(1024 * 1024);
      let left = 50;
      const body = new ReadableStream({
        pull(controller) {
          if (left === 0) return controller.close();
          left -= 1;
          controller.enqueue(part);
        },
      });
      const before = process.memoryUsage().arrayBuffers;
      const headers = { host: "127.0.0.1:3000" };
      const request = new Request(`http://127.0.0.1${path}`, {
        method: "POST",
        headers,
        body,
        duplex: "half",
      } as object);
      const response = await publicInterface().fetch(request);
      expect([response.status, left]).toEqual([413, 0]);
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10 * 1024 * 1024);
      expect((await ask("GET", `/api/v1/runs?workflow=${id}`)).json.items).toEqual([]);
    });

    it("refuses a secret that is only named, and one that is missing", async () => {
      const named = await create(hooked({ path: "named", signature: "secret", secret: "{{ secrets.HOOK }}" }));
      const refused = await publish(named);
      expect(refused.status).toBe(422);
      expect(refused.json.issues).toMatchObject([{ code: "SECRET_MISSING", path: "nodes[0].config.secret" }]);
    });

    it("refuses while it is turned off, and says so to those who may call it alone", async () => {
      const { id, path } = await hook({ signature: "secret", secret: "s3cret" }, "1");
      expect((await ask("POST", `/api/v1/workflows/${id}/triggers/hook/pause`)).status).toBe(204);
      expect((await ask("POST", path, {})).status).toBe(403);
      expect((await ask("POST", path, {}, { "x-heddle-secret": "s3cret" })).status).toBe(409);
      expect((await publish(id)).status).toBe(200);
      expect((await ask("POST", path, {}, { "x-heddle-secret": "s3cret" })).status).toBe(409);
      expect((await ask("POST", `/api/v1/workflows/${id}/triggers/hook/resume`)).status).toBe(204);
      expect((await ask("POST", path, {}, { "x-heddle-secret": "s3cret" })).status).toBe(200);
    });
  });

  describe("publishing", () => {
    const replace = async (id: string, document: object) => {
      const { json } = await ask("GET", `/api/v1/workflows/${id}`);
      return ask("PUT", `/api/v1/workflows/${id}`, document, { "If-Match": `"${json.revision}"` });
    };

    it("changes version and triggers together, or not at all", async () => {
      const { path } = await hook({}, "1");
      const { id, path: own } = await hook({}, '"mine"');
      await replace(id, hooked({ path: path.slice("/api/hooks/".length), respond: "finished" }, '"stolen"'));
      const refused = await publish(id);
      expect([refused.status, refused.json.detail]).toEqual([409, expect.stringMatching(/"Hooked" has it/)]);
      expect((await ask("POST", own, {})).json).toEqual({ answer: "mine" });
      const { json } = await ask("GET", `/api/v1/workflows/${id}/publish`);
      expect(json).toMatchObject({ published: { version: 1 }, triggers: [{ address: `POST ${own}` }] });
    });

    it("lets two webhooks of a workflow change their addresses with each other, and refuses one address for both", async () => {
      const two = (a: string, b: string) => ({
        ...hooked({ path: a, respond: "finished" }),
        nodes: [
          ...hooked({ path: a, respond: "finished" }).nodes,
          { id: "other", type: "webhook", position: at, config: { path: b } },
        ],
      });
      const id = await create(two("swap/a", "swap/b"));
      expect((await publish(id)).status).toBe(200);
      await replace(id, two("swap/b", "swap/a"));
      expect((await publish(id)).status).toBe(200);
      expect((await ask("POST", "/api/hooks/swap/b", 1)).json).toEqual({ answer: 1 });
      await replace(id, two("swap/a", "swap/a"));
      const refused = await publish(id);
      expect(refused.json.issues).toMatchObject([{ nodeId: "other", path: "nodes[3].config.path" }]);
    });

    it.each([
      ["POST", "ANY", "POST", "any method"],
      ["ANY", "POST", "ANY", "POST"],
    ])("refuses %s on a path that another workflow has with %s", async (...methods) => {
      const [wanted, theirs, named, how] = methods;
      const first = await hook({ method: theirs }, "1");
      const path = first.path.slice("/api/hooks/".length);
      const second = await create(hooked({ path, method: wanted, respond: "finished" }));
      const refused = await publish(second);
      expect(refused.status).toBe(409);
      expect(refused.json.detail).toContain(`${named} ${first.path}: "Hooked" has it for ${how}, and is published.`);
      await ask("DELETE", `/api/v1/workflows/${first.id}/publish`);
      expect((await publish(second)).status).toBe(200);
    });

    it("lets one path have two methods, in one workflow also any beside one", async () => {
      const first = await hook({ method: "GET" }, "1");
      const path = first.path.slice("/api/hooks/".length);
      const both = hooked({ path, method: "POST", respond: "finished" });
      expect((await publish(await create(both))).status).toBe(200);
      const any = { id: "any", type: "webhook", position: at, config: { path: "both", method: "ANY" } };
      const own = hooked({ path: "both", method: "POST" });
      expect((await publish(await create({ ...own, nodes: [...own.nodes, any] }))).status).toBe(200);
    });

    it("lets one of two workflows win that publish one address at the same moment", async () => {
      const path = "at/once";
      const ids = [await create(hooked({ path, method: "ANY" })), await create(hooked({ path, method: "PUT" }))];
      const answers = await Promise.all(ids.map(publish));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    });

    it("keeps a label, shows what is published, and lists the version", async () => {
      const id = await create(hooked({ path: "labelled" }));
      expect((await ask("POST", `/api/v1/workflows/${id}/publish`, { label: "First for real" })).status).toBe(200);
      const versions = (await ask("GET", `/api/v1/workflows/${id}/versions`)).json.items;
      expect(versions).toMatchObject([{ version: 1, label: "First for real", isPublished: true }]);
      const summary = async () =>
        (await ask("GET", "/api/v1/workflows?limit=100")).json.items.find((one: { id: string }) => one.id === id)
          .published;
      expect(await summary()).toEqual({ version: 1, isCurrent: true });
      await replace(id, hooked({ path: "labelled" }, "1"));
      expect(await summary()).toEqual({ version: 1, isCurrent: false });
      await ask("DELETE", `/api/v1/workflows/${id}/publish`);
      expect(await summary()).toBe(null);
    });

    it("is refused where the workflow wants to reach what nobody allowed", async () => {
      const document = hooked({ path: "reaching" });
      const reaching = {
        ...document,
        nodes: [...document.nodes, { id: "get", type: "http", position: at, config: { url: "https://example.com/" } }],
      };
      const { json } = await ask("POST", "/api/v1/workflows/import", reaching);
      const refused = await publish(json.id);
      expect([refused.status, refused.json.code]).toEqual([403, "PERMISSION_NEEDED"]);
      expect(refused.json.detail).toContain("example.com");
      expect((await ask("POST", "/api/hooks/reaching", {})).status).toBe(404);
      await ask("PUT", `/api/v1/workflows/${json.id}/grants`, { hosts: ["example.com"] });
      expect((await publish(json.id)).status).toBe(200);
    });

    it("pages the list of triggers", async () => {
      const first = (await ask("GET", "/api/v1/triggers?limit=2")).json;
      expect(first.items).toHaveLength(2);
      const seen = first.items;
      for (let cursor = first.nextCursor; cursor !== null; ) {
        const { json } = await ask("GET", `/api/v1/triggers?limit=2&cursor=${cursor}`);
        seen.push(...json.items);
        cursor = json.nextCursor;
      }
      const keys = seen.map(
        ({ workflowId, nodeId }: { workflowId: string; nodeId: string }) => `${workflowId}.${nodeId}`,
      );
      const [row] = await opened().execute<{ n: number }>("select count(*)::int as n from triggers");
      expect([keys.length, new Set(keys).size]).toEqual([row?.n, row?.n]);
    });
  });

  it("an exported webhook has a named secret, and its import says to set it", async () => {
    const { id } = await hook({ signature: "hmac", secret: "very-s3cret" });
    const { text, json } = await ask("GET", `/api/v1/workflows/${id}/export`);
    expect(text).not.toContain("very-s3cret");
    expect(json.requires.secrets).toEqual(["HOOK_SECRET"]);
    const { report } = (await ask("POST", "/api/v1/workflows/import", json)).json;
    expect(report.missing).toEqual([{ kind: "secret", name: "HOOK_SECRET" }]);
    expect(report.issues).toMatchObject([{ code: "SECRET_MISSING", path: "nodes[0].config.secret", nodeId: "hook" }]);
  });

  describe("a schedule", () => {
    it("is listed with its next time, and refuses times that never come", async () => {
      const id = await create(scheduled({ cron: "0 9 * * 1-5", timezone: "Europe/Berlin" }));
      expect((await publish(id)).status).toBe(200);
      const { json } = await ask("GET", "/api/v1/triggers");
      const mine = json.items.find(({ workflowId }: { workflowId: string }) => workflowId === id);
      expect(mine).toMatchObject({ nodeId: "clock", type: "schedule", workflowName: "Scheduled", lastRunId: null });
      expect(Date.parse(mine.nextAt)).toBeGreaterThan(Date.now());
      const never = await publish(await create(scheduled({ cron: "0 0 30 2 *" })));
      expect(never.status).toBe(422);
      expect(never.json.issues).toMatchObject([{ nodeId: "clock", path: "nodes[0].config.cron" }]);
    });

    it("fires when somebody says so, also while it is turned off", async () => {
      const id = await create(scheduled({}));
      await publish(id);
      await ask("POST", `/api/v1/workflows/${id}/triggers/clock/pause`);
      expect((await ask("GET", `/api/v1/workflows/${id}/publish`)).json.triggers).toMatchObject([
        { isPaused: true, nextAt: null },
      ]);
      const { status, json } = await ask("POST", `/api/v1/workflows/${id}/triggers/clock/run`);
      expect(status).toBe(202);
      await expect.poll(async () => (await ask("GET", `/api/v1/runs/${json.id}`)).json.status).toBe("completed");
      expect((await ask("GET", `/api/v1/workflows/${id}/publish`)).json.triggers).toMatchObject([
        { lastRunId: json.id, lastStatus: "completed" },
      ]);
      const hooks = await hook();
      expect((await ask("POST", `/api/v1/workflows/${hooks.id}/triggers/hook/run`)).status).toBe(409);
      expect((await ask("POST", `/api/v1/workflows/${id}/triggers/nobody/run`)).status).toBe(404);
    });
  });

  describe("a chat", () => {
    /** chat.message → message, chat.messages → turns → said */
    const chatting = {
      ...scheduled({}),
      nodes: [
        { id: "chat", type: "chat", position: at, config: { greeting: "Hello" } },
        { id: "turns", type: "transform", position: at, config: { expression: "[value.(role & ': ' & content)]" } },
        { id: "message", type: "output", position: at, config: { name: "message" } },
        { id: "said", type: "output", position: at, config: { name: "said" } },
      ],
      connections: [
        { id: "a", source: "chat", sourceHandle: "message", target: "message", targetHandle: "value" },
        { id: "b", source: "chat", sourceHandle: "messages", target: "turns", targetHandle: "value" },
        { id: "c", source: "turns", sourceHandle: "value", target: "said", targetHandle: "value" },
      ],
    };

    async function published(): Promise<string> {
      const id = await create(chatting);
      expect((await publish(id)).status).toBe(200);
      return id;
    }
    const tell = (id: string, turn?: unknown) => ask("POST", `/api/v1/workflows/${id}/triggers/chat/run`, turn);

    it("is listed", async () => {
      const { json } = await ask("GET", `/api/v1/workflows/${await published()}/publish`);
      expect(json.triggers).toMatchObject([
        { nodeId: "chat", type: "chat", address: null, config: { greeting: "Hello" } },
      ]);
    });

    it("starts a run with a message and what was said before", async () => {
      const id = await published();
      const messages = [
        { role: "user", content: "Hello" },
        { role: "assistant", content: "Hi" },
      ];
      const { status, json } = await tell(id, { message: "And then?", messages });
      expect(status).toBe(202);
      await expect.poll(async () => (await ask("GET", `/api/v1/runs/${json.id}`)).json.status).toBe("completed");
      const { json: run } = await ask("GET", `/api/v1/runs/${json.id}`);
      expect(run).toMatchObject({
        output: { message: "And then?", said: ["user: Hello", "assistant: Hi"] },
      });
      const first = (await tell(id, { message: "First" })).json.id;
      await expect.poll(async () => (await ask("GET", `/api/v1/runs/${first}`)).json.status).toBe("completed");
      expect((await ask("GET", `/api/v1/runs/${first}`)).json.output).toEqual({ message: "First", said: [] });
    });

    it("refuses no message, an empty one, and a role that nobody has", async () => {
      const id = await published();
      const nothing = await tell(id);
      expect([nothing.status, nothing.json.code]).toEqual([400, "REQUEST_INVALID"]);
      expect(nothing.json.detail).toMatch(/starts with a message/);
      for (const turn of [{ message: "" }, { message: "Hi", messages: [{ role: "poet", content: "x" }] }])
        expect((await tell(id, turn)).json.code).toBe("REQUEST_INVALID");
      expect((await ask("GET", `/api/v1/runs?workflow=${id}`)).json.items).toEqual([]);
    });
  });

  it("a workflow that cannot run is not published", async () => {
    const broken = { ...hooked({ path: "" }), name: "Broken" };
    expect((await publish(await create(broken))).status).toBe(422);
  });
});
