import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type StubModel, startStubModel } from "@/e2e/support/stub-model";
import { describeEachDatabase } from "@/server/db/testing";
import { ask, chainDocument, serveFrom } from "@/server/http/testing";

const at = { x: 0, y: 0 };

/** The agent calls `adder`, another workflow, once with the number that the run is started with. */
function asking(adder: string) {
  return {
    ...{ format: "heddle.workflow", version: 1, name: "Add" },
    nodes: [
      { id: "in", type: "input", position: at, config: { fields: [{ name: "n", type: "number" }] } },
      { id: "m", type: "model", position: at, config: { model: "stub" } },
      { id: "adder", type: "workflow", name: "Adder", position: at, config: { workflow: adder } },
      { id: "boss", type: "agent", position: at, config: { prompt: "{{ input.n }}", approval: "always" } },
      { id: "out", type: "output", position: at, config: { name: "said" } },
    ],
    connections: [
      { id: "a", source: "m", sourceHandle: "model", target: "boss", targetHandle: "model" },
      { id: "b", source: "adder", sourceHandle: "tool", target: "boss", targetHandle: "tools" },
      { id: "c", source: "boss", sourceHandle: "text", target: "out", targetHandle: "value" },
    ],
  };
}

/** Nothing of it is a matter of speed. */
const patience = { timeout: 20_000 };

describeEachDatabase("what agents may always call, over REST", (opened) => {
  let served: ReturnType<typeof serveFrom>;
  let model: StubModel;
  let adder: string;
  let id: string;
  beforeAll(async () => {
    served = serveFrom(opened());
    model = await startStubModel(({ messages }) => {
      if (messages.some(({ role }) => role === "tool")) return { text: "Done." };
      const n = Number(messages.findLast(({ role }) => role === "user")?.content);
      return { text: "", toolCalls: [{ name: "adder", arguments: { n } }] };
    });
    const entry = { id: "stub", name: "Stub", type: "custom", base_url: model.base, model: "stub-model" };
    await ask("POST", "/api/v1/models", { ...entry, capabilities: ["text", "chat", "tools"] });
    adder = (await ask("POST", "/api/v1/workflows", chainDocument(1))).json.id;
  });
  beforeEach(async () => {
    id = (await ask("POST", "/api/v1/workflows", asking(adder))).json.id;
  });
  afterAll(async () => {
    await served.end();
    await model.close();
  });

  const run = async (n: number) =>
    (await ask("POST", `/api/v1/workflows/${id}/runs?wait=20`, { input: { n } })).json as {
      id: string;
      status: string;
    };
  const list = async () => (await ask("GET", `/api/v1/workflows/${id}/allowances`)).json.items;
  const takeBack = (allowance: string) => ask("DELETE", `/api/v1/workflows/${id}/allowances/${allowance}`);
  const decide = (runId: string, more: object) =>
    ask("POST", `/api/v1/runs/${runId}/nodes/adder/decision`, { decision: "approve", path: "boss#1", ...more });

  async function allow(n: number, more: object = {}) {
    const { id: runId, status } = await run(n);
    expect(status).toBe("waiting");
    expect((await decide(runId, { remember: "always", ...more })).status).toBe(200);
    await expect.poll(async () => (await ask("GET", `/api/v1/runs/${runId}`)).json.status, patience).toBe("completed");
  }

  it("is listed in words, and not asked about until it is taken back", async () => {
    await allow(1);
    expect((await run(1)).status).toBe("completed");
    expect((await run(2)).status).toBe("waiting");
    const [one, ...others] = await list();
    expect(others).toEqual([]);
    expect(one).toEqual({
      ...{ id: expect.any(String), nodeId: "adder", nodeTitle: "Adder", isCurrent: true, by: "local" },
      pattern: { n: { is: 1 } },
      words: "n is exactly 1",
      since: expect.any(String),
    });
    expect((await takeBack(one.id)).status).toBe(204);
    expect(await list()).toEqual([]);
    expect((await run(1)).status).toBe("waiting");
    expect((await takeBack(one.id)).status).toBe(404);
  });

  it("reaches as far as its pattern says", async () => {
    await allow(1, { pattern: { n: { any: true } } });
    expect((await run(2)).status).toBe("completed");
    expect(await list()).toMatchObject([{ words: "n is anything" }]);
  });

  it("is no longer current when the tool was changed, and then asked about", async () => {
    await allow(1);
    const { json } = await ask("GET", `/api/v1/workflows/${adder}`);
    await ask("PUT", `/api/v1/workflows/${adder}`, chainDocument(2), { "If-Match": `"${json.revision}"` });
    expect((await run(1)).status).toBe("waiting");
    expect(await list()).toMatchObject([{ isCurrent: false, nodeTitle: "Adder" }]);
  });

  it("refuses a pattern that is none, or that leaves out the call itself", async () => {
    const { id: runId } = await run(1);
    const none = await decide(runId, { remember: "always", pattern: { n: "1" } });
    expect([none.status, none.json.issues[0].path]).toEqual([422, "pattern.n"]);
    const beyond = await decide(runId, { remember: "always", pattern: { n: { is: 2 } } });
    expect([beyond.status, beyond.json.field]).toEqual([422, "pattern.n"]);
    const strange = await decide(runId, { value: { n: 1, value: 2 } });
    expect([strange.status, strange.json.field]).toEqual([422, "value.value"]);
    expect((await decide(runId, {})).status).toBe(200);
    expect(await list()).toEqual([]);
  });

  it("comes in pages, and belongs to its workflow", async () => {
    for (const n of [1, 2, 3]) await allow(n);
    const first = (await ask("GET", `/api/v1/workflows/${id}/allowances?limit=2`)).json;
    const cursor = encodeURIComponent(first.nextCursor);
    const rest = (await ask("GET", `/api/v1/workflows/${id}/allowances?limit=2&cursor=${cursor}`)).json;
    const words = [...first.items, ...rest.items].map((item) => item.words);
    expect(words).toEqual(["n is exactly 3", "n is exactly 2", "n is exactly 1"]);
    expect(rest.nextCursor).toBeNull();
    const other = await ask("DELETE", `/api/v1/workflows/${adder}/allowances/${first.items[0].id}`);
    expect(other.status).toBe(404);
    expect((await ask("GET", "/api/v1/workflows/gone/allowances")).status).toBe(404);
    expect((await ask("DELETE", `/api/v1/workflows/${id}`)).status).toBe(204);
    expect((await ask("GET", `/api/v1/workflows/${id}/allowances`)).status).toBe(404);
  });
});
