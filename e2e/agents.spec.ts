import type { Page } from "@playwright/test";
import { type StubBody, type StubModel, startStubModel } from "./support/stub-model";
import { expect, test } from "./support/test";

/** One with tools asks the first of them and answers with what it said; one without says which model it is. */
function plan({ model, messages, tools = [] }: StubBody) {
  const results = messages.filter(({ role }) => role === "tool").map(({ content }) => content);
  if (tools.length === 0 || results.length > 0)
    return { text: `${model} says ${messages.at(-1)?.content ?? ""}`, tokenMs: 5 };
  return { toolCalls: [{ name: tools[0]?.function.name ?? "", arguments: { task: "weave" } }] };
}

let stub: StubModel;
test.beforeAll(async () => {
  stub = await startStubModel(plan);
});
test.afterAll(() => stub.close());

test.beforeEach(async ({ page }) => {
  const listed = await (await page.request.get("/api/v1/models")).json();
  for (const { id } of listed.items) await page.request.delete(`/api/v1/models/${id}`);
  const entry = { type: "custom", base_url: stub.base, capabilities: ["text", "chat", "tools"] };
  for (const id of ["big", "small"]) await page.request.post("/api/v1/models", { data: { ...entry, id, model: id } });
});

async function create(page: Page, agent: object): Promise<{ id: string; slug: string }> {
  const response = await page.request.post("/api/v1/agents", { data: agent });
  expect(response.status()).toBe(201);
  return response.json();
}

test("an agent is made from a template, edited, kept, and found again", async ({ page }) => {
  await page.goto("/agents");
  await expect(page.getByRole("article", { name: "Research agent" })).toBeVisible();
  await page.getByRole("button", { name: "New agent" }).click();
  await page.getByRole("menuitem", { name: "Writing agent" }).click();
  await page.waitForURL(/\/agents\/\w+/);
  await page.getByLabel("Name", { exact: true }).fill("House writer");
  await page.getByLabel("Tone").fill("dry");
  await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("House writer");
  await expect(page.getByLabel("Tone")).toHaveValue("dry");
  await page.goto("/agents");
  await page.getByLabel("Search agents").fill("house");
  await expect(page.getByRole("article")).toHaveCount(1);
  await page.getByRole("button", { name: "More for House writer" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("No agent has these words")).toBeVisible();
});

test("an agent is tried, with its trace, and two settings of it are compared", async ({ page }) => {
  const { id } = await create(page, { name: "Trial", model: "small" });
  await page.goto(`/agents/${id}`);
  await page.getByLabel("Message to Trial").fill("hello loom");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("small says hello loom")).toBeVisible();
  await expect(page.getByRole("region", { name: "Trace" }).getByText("AI inference")).toBeVisible();
  await page.getByRole("tab", { name: "Compare" }).click();
  const other = page.getByRole("region", { name: /^Side B/ });
  await other.getByLabel("Model").click();
  await page.getByRole("option", { name: "big" }).click();
  await page.getByLabel("Message to both").fill("which one?");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("small says which one?")).toBeVisible();
  await expect(other.getByText("big says which one?")).toBeVisible();
  await expect(other.getByText(/tokens in/)).toBeVisible();
  await page.getByRole("tab", { name: "Performance" }).click();
  await expect(page.getByText("100%")).toBeVisible();
});

test("what an agent wants and its model does not list is said before it runs", async ({ page }) => {
  const entry = { type: "custom", base_url: stub.base, capabilities: ["text", "chat"] };
  await page.request.post("/api/v1/models", { data: { ...entry, id: "plain", model: "plain" } });
  const helper = await create(page, { name: "Plain helper" });
  const { id } = await create(page, {
    name: "Plain lead",
    model: "plain",
    settings: { tools: [{ kind: "agent", id: helper.id }] },
  });
  await page.goto(`/agents/${id}`);
  await expect(page.getByText(/The model plain does not list "tools"/)).toBeVisible();
});

test("a workflow has two saved agents with their own models, one of which calls the other", async ({ page }) => {
  const helper = await create(page, { name: "Weaver", model: "small", description: "Weaves." });
  const lead = await create(page, {
    name: "Lead",
    model: "big",
    settings: { tools: [{ kind: "agent", id: helper.id }] },
  });
  const at = (x: number) => ({ x, y: 0 });
  const agentNode = (id: string, agent: string, x: number) => ({
    ...{ id, type: "agent", position: at(x) },
    config: { agent, prompt: "{{ text }}" },
  });
  const document = {
    format: "heddle.workflow",
    version: 1,
    name: "Two agents",
    nodes: [
      {
        id: "in",
        type: "input",
        position: at(0),
        config: { fields: [{ name: "text", type: "text", required: true }] },
      },
      agentNode("lead", lead.id, 320),
      agentNode("after", helper.id, 640),
      { id: "out", type: "output", position: at(960), config: { name: "answer" } },
    ],
    connections: [
      { id: "a", source: "in", sourceHandle: "text", target: "lead", targetHandle: "text" },
      { id: "b", source: "lead", sourceHandle: "text", target: "after", targetHandle: "text" },
      { id: "c", source: "after", sourceHandle: "text", target: "out", targetHandle: "value" },
    ],
  };
  const stored = await (await page.request.post("/api/v1/workflows", { data: document })).json();
  const run = await page.request.post(`/api/v1/workflows/${stored.id}/runs?wait=30`, {
    data: { input: { text: "go" } },
  });
  const { id, output } = await run.json();
  expect(output.answer).toBe("small says big says small says weave");
  await page.goto(`/runs/${id}`);
  await expect(page.getByRole("listbox", { name: "Waterfall of the run" })).toContainText("Weaver");

  await page.goto(`/workflows/${stored.id}`);
  await page.locator('.react-flow__node[data-id="lead"]').click();
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  await expect(inspector.getByRole("link", { name: "Edit agent" })).toHaveAttribute("href", `/agents/${lead.id}`);
  await inspector.getByLabel("Saved agent").click();
  await page.getByRole("option", { name: "Weaver" }).click();
  await expect(inspector.getByLabel("Saved agent")).toContainText("Weaver");
});
