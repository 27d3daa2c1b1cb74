import { afterAll, beforeAll, expect, it } from "vitest";
import { type StubBody, type StubModel, startStubModel } from "@/e2e/support/stub-model";
import { seedAgents } from "@/server/agents/seed-agents";
import { tryAgent } from "@/server/agents/try-agent";
import { describeEachDatabase } from "@/server/db/testing";
import { loadPublished } from "@/server/executor/load-published";
import { ask, chainDocument, serveFrom } from "@/server/http/testing";
import { getPublication } from "@/server/workflows/get-publication";

const path = "/api/v1/agents";
const create = async (agent: object) => (await ask("POST", path, agent)).json;

/** in.n → a (agent) → out */
function asking(agent: string, config: object = {}) {
  const chain = chainDocument(0);
  const node = { id: "a", type: "agent", position: { x: 200, y: 0 }, config: { agent, prompt: "{{ n }}?", ...config } };
  return {
    ...chain,
    name: "Asks an agent",
    nodes: [...chain.nodes, node],
    connections: [
      { id: "a", source: "in", sourceHandle: "n", target: "a", targetHandle: "n" },
      { id: "b", source: "a", sourceHandle: "text", target: "out", targetHandle: "value" },
    ],
  };
}

/** The one with tools asks each of them, and answers with what they said; one without says which model it is. */
function plan({ model, messages, tools = [] }: StubBody) {
  const results = messages.filter(({ role }) => role === "tool").map(({ content }) => content);
  if (tools.length === 0 || results.length > 0) return { text: `${model}: ${results.join(", ")}` };
  return {
    toolCalls: tools.map(({ function: { name, parameters } }) => ({
      name,
      arguments: Object.fromEntries(
        Object.keys(parameters?.properties ?? {}).map((key) => [key, key === "n" ? 1 : "help"]),
      ),
    })),
  };
}

describeEachDatabase("saved agents", (opened) => {
  let served: ReturnType<typeof serveFrom>;
  let stub: StubModel;
  beforeAll(async () => {
    served = serveFrom(opened());
    stub = await startStubModel(plan);
    const entry = { type: "custom", base_url: stub.base, capabilities: ["text", "chat", "tools"] };
    for (const id of ["big", "small"]) await ask("POST", "/api/v1/models", { ...entry, id, model: id });
  });
  afterAll(async () => {
    await served.end();
    await stub.close();
  });

  const store = async (document: object) => (await ask("POST", "/api/v1/workflows", document)).json;
  const run = async (id: string) => ask("POST", `/api/v1/workflows/${id}/runs?wait=20`, { input: { n: 7 } });

  it("are created, read by id or slug, listed, replaced and deleted", async () => {
    const made = await ask("POST", path, { name: "Night writer", settings: { style: { tone: "dark" } } });
    expect([made.status, made.json.slug, made.json.model, made.json.status]).toEqual([
      201,
      "night-writer",
      "default",
      "active",
    ]);
    expect(made.json.settings).toMatchObject({ instructions: "", maxSteps: 10, approval: "never", tools: [] });
    const other = await create({ name: "Night writer" });
    expect(other.slug).toBe("night-writer-2");
    expect((await ask("GET", `${path}/night-writer`)).json.id).toBe(made.json.id);
    expect((await ask("GET", `${path}?search=writer&limit=1`)).json.items.map(({ id }: { id: string }) => id)).toEqual([
      other.id,
    ]);
    const put = await ask("PUT", `${path}/${other.id}`, { name: "Day writer" }, { "If-Match": `"${other.updatedAt}"` });
    expect([put.status, put.json.name, put.json.slug]).toEqual([200, "Day writer", "night-writer-2"]);
    const stale = await ask("PUT", `${path}/${other.id}`, { name: "X" }, { "If-Match": `"${other.updatedAt}"` });
    expect([stale.status, stale.json.code]).toEqual([409, "CONFLICT"]);
    expect((await ask("PUT", `${path}/${other.id}`, { name: "X", slug: "night-writer" })).status).toBe(409);
    expect((await ask("DELETE", `${path}/${other.id}`)).status).toBe(204);
    expect((await ask("GET", `${path}/${other.id}`)).status).toBe(404);
    expect((await ask("DELETE", `${path}/${other.id}`)).status).toBe(404);
  });

  it.each([
    [{ name: " " }, "name"],
    [{ name: "A", status: "busy" }, "status"],
    [{ name: "A", settings: { tools: [{ kind: "agent", id: "" }] } }, "settings.tools[0].id"],
    [{ name: "A", settings: { outputSchema: { type: "strange" } } }, "settings.outputSchema"],
    [{ name: "A", slug: "Big Words" }, "slug"],
    [null, ""],
    [42, ""],
  ])("are refused with the field that is wrong: %j", async (agent, field) => {
    const { status, json } = await ask("POST", path, agent);
    expect([status, json.issues?.[0]?.path]).toEqual([422, field]);
  });

  it("work in a workflow with their own models, one calling the other and a workflow", async () => {
    const tool = await store({ ...chainDocument(1), description: "Adds one." });
    await create({ name: "Helper", slug: "helper", model: "small", settings: { instructions: "You help {{ all }}." } });
    await create({
      name: "Lead",
      slug: "lead",
      model: "big",
      settings: {
        instructions: "You lead.",
        tools: [
          { kind: "agent", id: "helper", description: "Helps." },
          { kind: "workflow", id: tool.slug },
        ],
      },
    });
    const { id } = await store(asking("lead"));
    const { json } = await run(id);
    expect([json.status, json.error]).toEqual(["completed", undefined]);
    expect(json.output.answer).toMatch(/^big: /);
    expect(json.output.answer).toMatch(/2, small:|small:.*2/);
    const asked = stub.calls.map(({ body }) => [body.model, body.messages[0]?.content]);
    expect(asked).toContainEqual(["small", "You help {{ all }}."]);
    const { document } = (await ask("GET", `/api/v1/workflows/${id}`)).json;
    expect(document.agents).toBeUndefined();
  });

  it("are frozen with the version that is published, and refuse to run where they are disabled", async () => {
    const agent = await create({ name: "Frozen", model: "small", settings: { instructions: "Old." } });
    const { id } = await store(asking(agent.id));
    expect((await ask("POST", `/api/v1/workflows/${id}/publish`, {})).status).toBe(200);
    const change = (more: object) =>
      ask("PUT", `${path}/${agent.id}`, {
        name: "Frozen",
        model: "small",
        settings: { instructions: "New." },
        ...more,
      });
    await change({});
    await run(id);
    expect(stub.calls.at(-1)?.body.messages[0]?.content).toBe("New.");
    const { published } = await getPublication("default", id);
    expect(published?.changedAgents).toEqual([{ id: agent.id, name: "Frozen" }]);
    const version = await loadPublished(opened(), "default", id);
    expect(version?.graph().nodes.get("a")?.config.instructions).toBe("Old.");
    await change({ status: "disabled" });
    const refused = await run(id);
    expect(refused.status).toBe(422);
    expect(refused.json.issues).toMatchObject([{ nodeId: "a", code: "FORBIDDEN", path: "nodes[2].config.agent" }]);
    await expect(loadPublished(opened(), "default", id)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("that are gone, or call each other in a circle, are named at the node", async () => {
    const gone = await run((await store(asking("nobody"))).id);
    expect([gone.status, gone.json.issues[0].code, gone.json.issues[0].nodeId]).toEqual([422, "NOT_FOUND", "a"]);
    await create({ name: "Ping", slug: "ping", settings: { tools: [{ kind: "agent", id: "pong" }] } });
    await create({ name: "Pong", slug: "pong", settings: { tools: [{ kind: "agent", id: "ping" }] } });
    const circle = await run((await store(asking("ping"))).id);
    expect([circle.status, circle.json.issues[0].code]).toEqual([422, "GRAPH_CYCLE"]);
  });

  it("cannot call the workflow that uses them", async () => {
    const agent = await create({ name: "Looper", slug: "looper", model: "small" });
    const { id } = await store(asking("looper"));
    await ask("PUT", `${path}/${agent.id}`, { name: "Looper", settings: { tools: [{ kind: "workflow", id }] } });
    const { status, json } = await run(id);
    expect([status, json.issues[0].code, json.issues[0].path]).toEqual([422, "GRAPH_CYCLE", "nodes[2].config.agent"]);
  });

  it("travel with an export, and are agents of their own where it is imported", async () => {
    const { id } = await store(asking("lead"));
    const exported = await ask("GET", `/api/v1/workflows/${id}/export`);
    expect(Object.keys(exported.json.agents)).toEqual(["helper", "lead"]);
    expect(exported.json.requires.models).toEqual(["big", "small"]);
    const { json } = await ask("POST", "/api/v1/workflows/import", exported.json);
    expect(json.report.missing).toEqual([]);
    const { document } = (await ask("GET", `/api/v1/workflows/${json.id}`)).json;
    const lead = (await ask("GET", `${path}/${document.nodes[0].config.agent}`)).json;
    expect([document.agents, lead.slug]).toEqual([undefined, "lead-2"]);
    const helper = (await ask("GET", `${path}/${lead.settings.tools[0].id}`)).json;
    expect(helper.slug).toBe("helper-2");
    expect((await run(json.id)).json.status).toBe("completed");
  });

  it("are tried with other settings, which are not kept", async () => {
    const agent = await create({ name: "Tried", model: "small", settings: { instructions: "Stored." } });
    const draft = { name: "Tried", model: "big", settings: { instructions: "At hand.", style: { length: "brief" } } };
    const runId = await tryAgent({ workspaceId: "default", id: agent.id, agent: draft, message: "hi" });
    await expect
      .poll(async () => (await ask("GET", `/api/v1/runs/${runId}`)).json.status, { timeout: 20_000 })
      .toBe("completed");
    const { body } = stub.calls.at(-1) ?? {};
    expect([body?.model, body?.messages[0]?.content]).toEqual([
      "big",
      "At hand.\n\nAnswer briefly: a few sentences at most.",
    ]);
    expect((await ask("GET", `${path}/${agent.id}`)).json.settings.instructions).toBe("Stored.");
  });

  it("that are ready are made once, and not again when they are deleted", async () => {
    const all = async () => (await ask("GET", `${path}?limit=100`)).json.items as { id: string; slug: string }[];
    for (const { id } of await all()) await ask("DELETE", `${path}/${id}`);
    await seedAgents();
    expect((await all()).map(({ slug }) => slug)).toEqual([
      "research-agent",
      "coding-agent",
      "writing-agent",
      "data-analyst",
      "archivist",
    ]);
    for (const { id } of await all()) await ask("DELETE", `${path}/${id}`);
    await seedAgents();
    expect(await all()).toEqual([]);
  });
});
