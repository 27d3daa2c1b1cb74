import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type StubBody, type StubModel, type StubPlan, startStubModel } from "@/e2e/support/stub-model";
import { readWorkflow } from "@/nodes/core/read-workflow";
import { runIssues } from "@/nodes/core/run-issues";
import { definitions } from "@/nodes/definitions";
import type { Database } from "@/server/db/open-database";
import { openTestDatabase } from "@/server/db/testing";
import { ask, serveFrom } from "@/server/http/testing";
import { listExamples } from "@/server/workflows/gallery/list-examples";
import { openExample } from "@/server/workflows/gallery/open-example";

describe.each(listExamples().map((example) => [example.slug, example] as const))(
  "%s",
  (_, { document, name, description }) => {
    it("is a valid document without a finding, whatever model is connected", () => {
      expect(readWorkflow(structuredClone(document), definitions).issues).toEqual([]);
      expect(runIssues(document, definitions, { hasModel: (id) => id === "default" })).toEqual([]);
    });

    it("says what it is, and runs at once: every field has a default", () => {
      expect(name).toMatch(/\S/);
      expect(description.length).toBeGreaterThan(40);
      const fields = document.nodes
        .filter((node) => node.type === "input")
        .flatMap((node) => node.config.fields as object[]);
      expect(fields.length).toBeGreaterThan(0);
      for (const field of fields)
        expect(field).toMatchObject({ default: expect.anything(), description: expect.stringMatching(/\S/) });
      for (const node of document.nodes) expect(node.name).toMatch(/\S/);
    });

    it("lets data flow to the right", () => {
      const at = new Map(document.nodes.map((node) => [node.id, node.position]));
      const lends = new Set(document.nodes.flatMap(({ id, type }) => (type === "model" ? [id] : [])));
      for (const { source, sourceHandle, target } of document.connections) {
        if (lends.has(source) || sourceHandle === "tool") continue;
        expect(at.get(source)?.x).toBeLessThan(at.get(target)?.x ?? 0);
      }
    });
  },
);

describe("run", () => {
  let database: Database;
  let served: ReturnType<typeof serveFrom>;
  let stub: StubModel;
  let plan: (body: StubBody, place: number) => StubPlan;
  beforeAll(async () => {
    database = await openTestDatabase();
    served = serveFrom(database);
    stub = await startStubModel((body, place) => plan(body, place));
    const model = {
      id: "stub",
      type: "custom",
      base_url: stub.base,
      model: "stub-model",
      capabilities: ["text", "chat", "tools", "json_schema"],
    };
    expect((await ask("POST", "/api/v1/models", model)).status).toBe(201);
  });
  afterAll(async () => {
    await served.end();
    await stub.close();
    await database.close();
  });
  afterEach(() => {
    stub.calls.length = 0;
  });

  const said = (body: StubBody) => body.messages.map((message) => message.content).join("\n");

  async function run(slug: string, input: object = {}) {
    const example = listExamples().find((one) => one.slug === slug);
    // The registry of this machine may have models of its own before ours.
    const document = structuredClone(example?.document) as NonNullable<typeof example>["document"];
    for (const node of document.nodes) {
      if (node.type === "model") node.config.model = "stub";
      // A name that no machine has: tests stay on this one.
      if (node.type === "http")
        Object.assign(node.config, { url: "https://wikipedia.invalid/{{ title }}", allowHosts: ["wikipedia.invalid"] });
    }
    const { id } = (await ask("POST", "/api/v1/workflows", document)).json;
    const { json } = await ask("POST", `/api/v1/workflows/${id}/runs?wait=20`, { input });
    expect(json.status, JSON.stringify(json.error)).toBe("completed");
    return json;
  }

  it("research-a-topic", async () => {
    plan = () => ({ text: "Threads cross." });
    expect((await run("research-a-topic", { topic: "looms" })).output).toEqual({ answer: "Threads cross." });
    expect(said(stub.calls[0]?.body as StubBody)).toContain("looms");
  });

  it("research-then-summarize hands the notes on", async () => {
    plan = (_, place) => ({ text: place === 0 ? "fact one" : "in short" });
    expect((await run("research-then-summarize")).output).toEqual({ notes: "fact one", summary: "in short" });
    expect(said(stub.calls[1]?.body as StubBody)).toContain("fact one");
  });

  it("route-a-request sends a long one to the agent that fits, and answers a short one without a model", async () => {
    plan = (body) => ({
      text: said(body).includes("technical problem")
        ? "Try this."
        : body.response_format === undefined
          ? "technical"
          : '{"case":"technical"}',
    });
    const long = await run("route-a-request");
    const statusOf = (id: string) => long.nodes.find((node: { nodeId: string }) => node.nodeId === id).status;
    expect([statusOf("support"), statusOf("billing"), statusOf("general"), statusOf("greeting")]).toEqual([
      "completed",
      "skipped",
      "skipped",
      "skipped",
    ]);
    expect(long.output).toEqual({ answer: "Try this." });
    stub.calls.length = 0;
    expect((await run("route-a-request", { message: "Hello" })).output.answer).toContain("Hello");
    expect(stub.calls).toHaveLength(0);
  });

  it("panel-of-three asks three at once and weighs what they say", async () => {
    plan = (body) => ({
      text: said(body).includes("Weigh them") ? "Do it." : (said(body).match(/for it|against it|cheaply/)?.[0] ?? ""),
      tokenMs: 20,
    });
    expect((await run("panel-of-three")).output).toEqual({ recommendation: "Do it." });
    expect(stub.calls).toHaveLength(4);
    const chair = said(stub.calls[3]?.body as StubBody);
    for (const opinion of ["for it", "against it", "cheaply"]) expect(chair).toContain(opinion);
    const firstEnd = Math.min(...stub.calls.slice(0, 3).map((call) => call.endAt ?? Number.POSITIVE_INFINITY));
    for (const call of stub.calls.slice(0, 3)) expect(call.at).toBeLessThanOrEqual(firstEnd);
  });

  it("extract-then-calculate reckons with what was read", async () => {
    const order = {
      customer: "Ada",
      items: [
        { name: "bobbin", amount: 3, price: 4.5 },
        { name: "shuttle", amount: 2, price: 12 },
      ],
    };
    plan = () => ({ text: JSON.stringify(order) });
    expect((await run("extract-then-calculate")).output).toEqual({
      order,
      total: { customer: "Ada", pieces: 5, total: 37.5 },
      line: "Ada orders 5 pieces for 37.5 in all.",
    });
  });

  it("agent-with-tools asks its colleague and goes on when the network is away", async () => {
    plan = (body, place) => {
      const tools = body.tools?.map((tool) => tool.function.name) ?? [];
      if (tools.length === 0) return { text: "It remembers." };
      const [lookUp, colleague] = [tools.find((tool) => /wiki/i.test(tool)), tools.find((tool) => /guide/i.test(tool))];
      if (place === 0)
        return {
          toolCalls: [
            { name: colleague as string, arguments: { task: "What does it do?" } },
            { name: lookUp as string, arguments: { title: "Memory" } },
          ],
        };
      return { text: "It lets an agent remember." };
    };
    const done = await run("agent-with-tools");
    expect(done.output).toEqual({ answer: "It lets an agent remember." });
    expect(done.nodes).toContainEqual(
      expect.objectContaining({ nodeId: "guide", path: "assistant#1", status: "completed" }),
    );
  });

  it("is opened from the gallery as a copy that may reach public hosts", async () => {
    const copy = await openExample("default", "agent-with-tools");
    expect((await ask("GET", `/api/v1/workflows/${copy.id}/grants`)).json).toMatchObject({
      implied: true,
      requires: { hosts: ["en.wikipedia.org"] },
      missing: { hosts: [] },
    });
    await expect(openExample("default", "../package")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
