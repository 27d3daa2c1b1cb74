import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeEachDatabase } from "@/server/db/testing";
import { stopExecutor } from "@/server/executor/executor";
import { ask, chainDocument, serveFrom } from "@/server/http/testing";
import { stopTriggers } from "@/server/triggers/follow-triggers";

const at = { x: 0, y: 0 };

type Nodes = Readonly<Record<string, { readonly type: string; readonly pinned?: object; readonly config?: object }>>;

/** `"a.value -> b.value"` connects two ports. */
function documentOf(name: string, nodes: Nodes, connections: readonly string[], settings: object = {}) {
  return {
    format: "heddle.workflow",
    version: 1,
    name,
    nodes: Object.entries(nodes).map(([id, { config = {}, ...node }]) => ({ id, position: at, config, ...node })),
    connections: connections.map((text, i) => {
      const [source, sourceHandle, target, targetHandle] = text.split(/ -> |\./);
      return { id: `c${i}`, source, sourceHandle, target, targetHandle };
    }),
    settings,
  };
}

const hook = (path: string) => ({ type: "webhook", config: { path, respond: "finished" } });
const output = (name: string) => ({ type: "output", config: { name } });
const n = { type: "input", config: { fields: [{ name: "n", type: "number" }] } };

/** hook.body → call → answer */
const calling = (path: string, workflow: string) =>
  documentOf("Caller", { hook: hook(path), call: { type: "workflow", config: { workflow } }, out: output("answer") }, [
    "hook.body -> call.value",
    "call.value -> out.value",
  ]);

describeEachDatabase("a published version", (opened) => {
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
  const publish = async (id: string) => {
    const { status, json } = await ask("POST", `/api/v1/workflows/${id}/publish`);
    expect([status, json.detail]).toEqual([200, undefined]);
    return json.version as number;
  };
  const replace = async (id: string, document: object) => {
    const { json } = await ask("GET", `/api/v1/workflows/${id}`);
    const { status } = await ask("PUT", `/api/v1/workflows/${id}`, document, { "If-Match": `"${json.revision}"` });
    expect(status).toBe(200);
  };
  const publication = async (id: string) => (await ask("GET", `/api/v1/workflows/${id}/publish`)).json.published;
  const newPath = () => `versions/${++paths}`;
  const call = async (path: string, body: unknown) => {
    const { status, json } = await ask("POST", `/api/hooks/${path}`, body);
    return status === 200 ? json : [status, json];
  };

  describe("that calls others", () => {
    it("runs them as they were when it was published, until it is published again", async () => {
      const inner = await create(chainDocument(1));
      const middle = await create(middleOf(inner));
      const path = newPath();
      const outer = await create(calling(path, middle));
      expect(await publish(outer)).toBe(1);
      expect(await call(path, { n: 1 })).toEqual({ answer: 2 });
      await replace(inner, chainDocument(5));
      expect(await call(path, { n: 1 })).toEqual({ answer: 2 });
      expect((await publication(outer)).changedCalls).toEqual([{ id: inner, name: "Chain of 1" }]);
      expect(await publish(outer)).toBe(2);
      expect(await call(path, { n: 1 })).toEqual({ answer: 6 });
      expect((await publication(outer)).changedCalls).toEqual([]);
      expect(await publish(outer)).toBe(2);
    });

    it("goes on when one of them cannot run any more, and when it is deleted", async () => {
      const inner = await create(chainDocument(1));
      const path = newPath();
      const outer = await create(calling(path, inner));
      await publish(outer);
      await replace(inner, documentOf("Broken", { in: n, out: output("answer") }, []));
      expect(await call(path, { n: 1 })).toEqual({ answer: 2 });
      await ask("DELETE", `/api/v1/workflows/${inner}`);
      expect(await call(path, { n: 1 })).toEqual({ answer: 2 });
      expect((await publication(outer)).changedCalls).toMatchObject([{ id: inner }]);
    });

    it("keeps what it calls from its next run on where an earlier version of the program published it", async () => {
      const inner = await create(chainDocument(1));
      const path = newPath();
      const outer = await create(calling(path, inner));
      await publish(outer);
      await opened().execute("update workflow_versions set called = null where workflow_id = $1", [outer]);
      await replace(inner, chainDocument(3));
      expect(await call(path, { n: 1 })).toEqual({ answer: 4 });
      await replace(inner, chainDocument(7));
      expect(await call(path, { n: 1 })).toEqual({ answer: 4 });
    });

    it("is restored without them", async () => {
      const inner = await create(chainDocument(1));
      const outer = await create(calling(newPath(), inner));
      const version = await publish(outer);
      await ask("POST", `/api/v1/workflows/${outer}/versions/${version}/restore`);
      expect((await ask("GET", `/api/v1/workflows/${outer}`)).json.document.workflows).toBeUndefined();
    });

    it("gives one from elsewhere no rights that its owner did not get when it was published", async () => {
      const reaching = documentOf(
        "Reaching",
        { in: n, get: { type: "http", config: { url: "https://example.com/" } }, out: output("answer") },
        ["get.body -> out.value"],
      );
      const inner = (await ask("POST", "/api/v1/workflows/import", reaching)).json.id as string;
      const refused = await ask("POST", `/api/v1/workflows/${await create(calling(newPath(), inner))}/publish`);
      expect([refused.status, refused.json.code]).toEqual([403, "PERMISSION_NEEDED"]);
    });
  });

  describe("with pinned outputs", () => {
    const pinned = (path: string) =>
      documentOf(
        "Pinned",
        {
          in: n,
          hook: hook(path),
          either: { type: "merge", config: { mode: "first" } },
          shape: { type: "transform", config: { expression: '"computed"' }, pinned: { value: "pinned" } },
          out: output("answer"),
        },
        [
          "in.value -> either.inputs",
          "hook.body -> either.inputs",
          "either.value -> shape.value",
          "shape.value -> out.value",
        ],
      );

    it("runs the nodes themselves, and only the draft takes the pins", async () => {
      const path = newPath();
      const id = await create(pinned(path));
      await publish(id);
      expect(await call(path, {})).toEqual({ answer: "computed" });
      const { json } = await ask("POST", `/api/v1/workflows/${id}/runs?wait=10`, { input: { n: 1 } });
      expect(json.output).toEqual({ answer: "pinned" });
      const { document } = (await ask("GET", `/api/v1/workflows/${id}`)).json;
      expect(document.nodes.find((node: { id: string }) => node.id === "shape").pinned).toEqual({ value: "pinned" });
    });

    it("runs the nodes of what it calls themselves, too", async () => {
      const inner = await create(
        documentOf(
          "Pinned inside",
          {
            in: n,
            shape: { type: "transform", config: { expression: "value + 1" }, pinned: { value: "pinned" } },
            out: output("answer"),
          },
          ["in.n -> shape.value", "shape.value -> out.value"],
        ),
      );
      const path = newPath();
      await publish(await create(calling(path, inner)));
      expect(await call(path, { n: 1 })).toEqual({ answer: 2 });
    });

    it("runs them also after a restart", async () => {
      const path = newPath();
      const id = await create(
        documentOf(
          "Asks, then computes",
          {
            hook: { type: "webhook", config: { path } },
            ask: { type: "approval", config: { title: "Go on?" } },
            shape: { type: "transform", config: { expression: '"computed"' }, pinned: { value: "pinned" } },
            out: output("answer"),
          },
          ["hook.body -> ask.value", "ask.approved -> shape.value", "shape.value -> out.value"],
        ),
      );
      await publish(id);
      const run = (await ask("POST", `/api/hooks/${path}`, {})).json.id as string;
      await waitsOf(run);
      await stopExecutor();
      await approve(run);
      expect(await outputOf(run)).toEqual({ answer: "computed" });
    });
  });

  const statusOf = async (run: string) => (await ask("GET", `/api/v1/runs/${run}`)).json.status;
  const waitsOf = (run: string) => expect.poll(() => statusOf(run), { timeout: 10_000 }).toBe("waiting");
  const outputOf = async (run: string) => {
    await expect.poll(() => statusOf(run), { timeout: 10_000 }).toBe("completed");
    return (await ask("GET", `/api/v1/runs/${run}`)).json.output;
  };
  const approve = async (run: string) =>
    expect((await ask("POST", `/api/v1/runs/${run}/nodes/ask/decision`, { decision: "approve" })).status).toBe(200);

  it("that is taken back lets its runs that wait go on, for a person and for each other", async () => {
    const path = newPath();
    const id = await create(
      documentOf(
        "Asks",
        {
          hook: { type: "webhook", config: { path } },
          ask: { type: "approval", config: { title: "Go on?" } },
          out: output("answer"),
        },
        ["hook.body -> ask.value", "ask.approved -> out.value"],
        { maxRuns: 1 },
      ),
    );
    await publish(id);
    const start = async (body: unknown) => (await ask("POST", `/api/hooks/${path}`, body)).json.id as string;
    const [first, second] = [await start({ from: "first" }), await start({ from: "second" })];
    await waitsOf(first);
    expect((await ask("DELETE", `/api/v1/workflows/${id}/publish`)).status).toBe(204);
    expect((await ask("POST", `/api/hooks/${path}`, {})).status).toBe(404);
    await approve(first);
    expect(await outputOf(first)).toEqual({ answer: { from: "first" } });
    await waitsOf(second);
    await approve(second);
    expect(await outputOf(second)).toEqual({ answer: { from: "second" } });
  });

  it("runs the branch of what started it alone: of a trigger, of another one, of its input", async () => {
    const path = newPath();
    const id = await create(
      documentOf(
        "Three ways in",
        {
          in: n,
          hook: hook(path),
          clock: { type: "schedule" },
          a: output("byInput"),
          b: output("byHook"),
          c: output("byClock"),
        },
        ["in.n -> a.value", "hook.body -> b.value", "clock.at -> c.value"],
      ),
    );
    await publish(id);
    expect(await call(path, { called: true })).toEqual({ byHook: { called: true } });
    const { json } = await ask("POST", `/api/v1/workflows/${id}/triggers/clock/run`);
    expect(Object.keys(await outputOf(json.id))).toEqual(["byClock"]);
    const { nodes } = (await ask("GET", `/api/v1/runs/${json.id}`)).json;
    const skipped = nodes.filter(({ status }: { status: string }) => status === "skipped");
    expect(skipped.map(({ nodeId }: { nodeId: string }) => nodeId).sort()).toEqual(["a", "b", "hook", "in"]);
    const manual = await ask("POST", `/api/v1/workflows/${id}/runs?wait=10`, { input: { n: 7 } });
    expect(manual.json.output).toEqual({ byInput: 7 });
  });
});

/** in → call → answer, for a level in between. */
function middleOf(workflow: string) {
  return documentOf("Middle", { in: n, call: { type: "workflow", config: { workflow } }, out: output("answer") }, [
    "in.n -> call.value",
    "call.value -> out.value",
  ]);
}
