import { afterAll, beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { describeEachDatabase } from "@/server/db/testing";
import { ask, chainDocument, serveFrom } from "@/server/http/testing";
import { forgetSingleton } from "@/server/singleton";

/** in.n → call (workflow) → out */
function caller(workflow: string) {
  const chain = chainDocument(0);
  const call = { id: "call", type: "workflow", position: { x: 200, y: 0 }, config: { workflow } };
  return {
    ...chain,
    name: "Caller",
    nodes: [...chain.nodes, call],
    connections: [
      { id: "a", source: "in", sourceHandle: "n", target: "call", targetHandle: "value" },
      { id: "b", source: "call", sourceHandle: "value", target: "out", targetHandle: "value" },
    ],
  };
}

describeEachDatabase("workflows that call others, over REST", (opened) => {
  let served: ReturnType<typeof serveFrom>;
  let inner: { id: string; slug: string };
  beforeAll(async () => {
    served = serveFrom(opened());
    inner = (await ask("POST", "/api/v1/workflows", chainDocument(2))).json;
  });
  afterAll(() => served.end());

  const create = async (document: unknown) => (await ask("POST", "/api/v1/workflows", document)).json.id as string;
  const run = (id: string) => ask("POST", `/api/v1/workflows/${id}/runs?wait=10`, { input: { n: 1 } });

  it("run the newest revision of the other one, by id or slug", async () => {
    for (const name of [inner.id, inner.slug]) {
      const { status, json } = await run(await create(caller(name)));
      expect([status, json.status, json.output]).toEqual([200, "completed", { answer: 3 }]);
    }
  });

  it("are refused when the other one is gone, and named at the node that calls it", async () => {
    const { status, json } = await run(await create(caller("gone")));
    expect(status).toBe(422);
    expect(json.issues).toMatchObject([{ nodeId: "call", path: "nodes[2].config.workflow" }]);
  });

  it("are refused when they call themselves, however far around", async () => {
    const first = await create(caller("to-be"));
    const second = await create(caller(first));
    const { json } = await ask("GET", `/api/v1/workflows/${first}`);
    await ask("PUT", `/api/v1/workflows/${first}`, caller(second), { "If-Match": `"${json.revision}"` });
    const refused = await run(first);
    expect(refused.status).toBe(422);
    expect(refused.json.issues).toMatchObject([{ nodeId: "call", code: "GRAPH_CYCLE" }]);
  });

  it.each([
    ["", 8],
    ["2", 2],
    ["9", 9],
  ])("call each other at most as deep as the setting says: %j", async (setting, most) => {
    vi.stubEnv("HEDDLE_MAX_CALL_DEPTH", setting);
    forgetSingleton("env");
    onTestFinished(() => {
      vi.unstubAllEnvs();
      forgetSingleton("env");
    });
    let outermost = inner.id;
    for (let depth = 1; depth <= most; depth++) outermost = await create(caller(outermost));
    expect((await run(outermost)).json).toMatchObject({ status: "completed", output: { answer: 3 } });
    const refused = await run(await create(caller(outermost)));
    expect(refused.status).toBe(422);
    expect(refused.json.issues).toMatchObject([{ nodeId: "call", code: "LIMIT_EXCEEDED" }]);
    expect(refused.json.detail).toContain(`${most} deep`);
    expect(refused.json.detail).toContain("HEDDLE_MAX_CALL_DEPTH");
  });

  it("are exported with the other one, and come apart again where they are imported", async () => {
    const exported = await ask("GET", `/api/v1/workflows/${await create(caller(inner.slug))}/export`);
    expect(Object.keys(exported.json.workflows)).toEqual([inner.slug]);
    const { json } = await ask("POST", "/api/v1/workflows/import", exported.json);
    const { document } = (await ask("GET", `/api/v1/workflows/${json.id}`)).json;
    expect(document.workflows).toBeUndefined();
    const call = document.nodes.find((node: { id: string }) => node.id === "call");
    expect(call.config.workflow).not.toBe(inner.slug);
    expect((await run(json.id)).json.output).toEqual({ answer: 3 });
  });
});
