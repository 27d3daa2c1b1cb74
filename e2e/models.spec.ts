import type { Page } from "@playwright/test";
import { type StubModel, startStubModel } from "./support/stub-model";
import { expect, test } from "./support/test";

interface ListedModel {
  readonly id: string;
  readonly type: string;
  readonly model: string;
  readonly base_url?: string;
  readonly capabilities: readonly string[];
  readonly hasApiKey: boolean;
}

/** What the server has, whatever the page shows. */
async function configured(page: Page): Promise<ListedModel[]> {
  const response = await page.request.get("/api/v1/models");
  return ((await response.json()) as { items: ListedModel[] }).items;
}

async function configure(page: Page, entry: object): Promise<void> {
  const response = await page.request.post("/api/v1/models", { data: entry });
  expect(response.status()).toBe(201);
}

/** A model's row and, after a test, the one below it with the result. */
const row = (page: Page, id: string) => page.locator(`tr[data-model="${id}"]`);
const resultBelow = (page: Page, id: string) => page.locator(`tr[data-model="${id}"] + tr:not([data-model])`);

const stubs: StubModel[] = [];
async function stub(...given: Parameters<typeof startStubModel>): Promise<StubModel> {
  const started = await startStubModel(...given);
  stubs.push(started);
  return started;
}

test.beforeEach(async ({ page }) => {
  for (const { id } of await configured(page)) await page.request.delete(`/api/v1/models/${id}`);
});
test.afterEach(async () => {
  await Promise.all(stubs.splice(0).map((one) => one.close()));
});

test("without a model, what runs here is found and connected with one click", async ({ page }) => {
  await stub(() => ({}), { port: 11434, kind: "ollama", models: ["llama3.2:3b", "qwen3:4b"] });
  await page.goto("/models");
  await expect(page.getByRole("heading", { name: "No model yet" })).toBeVisible();
  const found = page.getByRole("region", { name: "Ollama" }).filter({ hasText: "127.0.0.1:11434" });
  await expect(found.getByText(/Answered in .* · 2 models/)).toBeVisible();
  await expect(page.getByRole("region", { name: "LM Studio" }).first()).toContainText("127.0.0.1:1234");
  await found.getByRole("button", { name: "Connect all 2" }).click();
  await expect(row(page, "llama3.2:3b")).toContainText("default");
  await expect(row(page, "qwen3:4b")).not.toContainText("default");
  await expect(found.getByText("Connected")).toHaveCount(2);
  expect(await configured(page)).toMatchObject([
    { id: "llama3.2:3b", type: "ollama", base_url: "http://127.0.0.1:11434/v1" },
    { id: "qwen3:4b", type: "ollama" },
  ]);
});

test("an endpoint is added from what its server lists, and answers a test", async ({ page }) => {
  const { root, calls } = await stub(() => ({ text: "OK .", firstMs: 5, tokenMs: 5 }), { models: ["mistral/small-3"] });
  await page.goto("/models");
  await page.getByRole("button", { name: "Add an endpoint" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a model" });
  await dialog.getByLabel("Base URL").fill(root);
  await dialog.getByRole("button", { name: "Look", exact: true }).click();
  await dialog.getByRole("button", { name: "mistral/small-3" }).click();
  await expect(dialog.getByLabel("Id")).toHaveValue("small-3");
  await dialog.getByLabel("Name", { exact: true }).fill("Office server");
  await expect(dialog.getByLabel("Id")).toHaveValue("office-server");
  await dialog.getByRole("checkbox", { name: "Tools" }).click();
  await dialog.getByLabel("API key").fill("sk-secret");
  await dialog.getByText("More: limits, times, headers").click();
  await dialog.getByRole("button", { name: "Add a header" }).click();
  await dialog.getByLabel("Name of the header").fill("X-Team");
  await dialog.getByLabel("Value of the header").fill("research");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(row(page, "office-server")).toContainText("Not used yet");

  await page.getByRole("button", { name: "Test Office server" }).click();
  await expect(resultBelow(page, "office-server")).toContainText(/It answers.*in all.*first token \d/);
  await expect(row(page, "office-server")).toContainText("Answers");
  expect(calls[0]?.headers).toMatchObject({ authorization: "Bearer sk-secret", "x-team": "research" });
  expect(await configured(page)).toMatchObject([
    { id: "office-server", model: "mistral/small-3", hasApiKey: true, capabilities: ["text", "chat", "tools"] },
  ]);
  expect(await page.content()).not.toContain("sk-secret");
});

test("a test that fails says what was tried and what to do, and leads to the form", async ({ page }) => {
  const gone = await startStubModel();
  await gone.close();
  await configure(page, { id: "gone", type: "custom", base_url: gone.base });
  await page.goto("/models");
  await page.getByRole("button", { name: "Test gone" }).click();
  const result = resultBelow(page, "gone");
  await expect(result.getByRole("alert")).toContainText(gone.base);
  await expect(result.getByRole("alert")).toContainText("Start the model server");
  await expect(row(page, "gone")).toContainText("Failing");
  await result.getByRole("button", { name: "Edit" }).click();
  await expect(page.getByRole("dialog", { name: "Edit “gone”" }).getByLabel("Base URL")).toHaveValue(gone.base);
});

test("what is wrong in the form stands under its field, and nothing is stored", async ({ page }) => {
  await page.goto("/models");
  await page.getByRole("button", { name: "Add an endpoint" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a model" });
  await dialog.getByLabel("Base URL").fill("localhost:1234");
  await dialog.getByLabel("Name", { exact: true }).fill("Local");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog.getByText("It has no scheme: write http://localhost:1234.")).toBeVisible();
  await expect(dialog.getByLabel("Base URL")).toHaveAttribute("aria-invalid", "true");
  expect(await configured(page)).toEqual([]);
});

test("an entry is edited without its key, which stays, and removed after a question", async ({ page }) => {
  const { base } = await stub();
  await configure(page, {
    id: "work",
    type: "custom",
    base_url: base,
    api_key: "sk-1",
    capabilities: ["chat", "house-style"],
  });
  await page.goto("/models");
  await page.getByRole("button", { name: "More for work" }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit “work”" });
  await expect(dialog.getByLabel("API key")).toHaveValue("");
  await dialog.getByLabel("Name", { exact: true }).fill("Work server");
  await dialog.getByRole("checkbox", { name: "Vision" }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(row(page, "work")).toContainText("Work server");
  expect(await configured(page)).toMatchObject([
    { id: "work", hasApiKey: true, capabilities: ["chat", "house-style", "vision"] },
  ]);

  await page.getByRole("button", { name: "More for Work server" }).click();
  await page.getByRole("menuitem", { name: "Remove…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("heading", { name: "No model yet" })).toBeVisible();
  expect(await configured(page)).toEqual([]);
});

test("Ollama pulls a model with its progress, and deletes it again", async ({ page }) => {
  const steps = [
    { status: "pulling manifest" },
    ...[10, 20, 30, 40, 100].map((done) => ({
      status: "pulling 01ab",
      digest: "sha256:01ab",
      total: 1e9,
      completed: done * 1e7,
    })),
    { status: "success" },
  ];
  const { root, requests } = await stub(() => ({}), {
    port: 11434,
    kind: "ollama",
    models: ["old:1b"],
    pull: { steps, stepMs: 150 },
  });
  await page.goto("/models");
  await page.getByRole("button", { name: "Pull a model" }).click();
  const dialog = page.getByRole("dialog", { name: "Pull a model" });
  await dialog.getByLabel("Name in Ollama's library").fill("tiny:1b");
  await dialog.getByRole("button", { name: "Pull", exact: true }).click();
  await expect(dialog.getByRole("progressbar")).toHaveAttribute("aria-valuetext", /MB of 1\.0 GB/);
  await expect(dialog).toHaveCount(0);
  await expect(row(page, "tiny:1b")).toBeVisible();

  await page.getByRole("button", { name: "More for tiny:1b" }).click();
  await page.getByRole("menuitem", { name: "Delete its files from Ollama…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(row(page, "tiny:1b")).toHaveCount(0);
  const tags = (await (await page.request.get(`${root}/api/tags`)).json()) as { models: { name: string }[] };
  expect(tags.models.map(({ name }) => name)).toEqual(["old:1b"]);
  expect(requests).toContain("DELETE /api/delete");
});

test("a download that is canceled ends at once, and adds nothing", async ({ page }) => {
  const steps = Array.from({ length: 400 }, (_, place) => ({
    status: "pulling 01ab",
    digest: "d",
    total: 400,
    completed: place,
  }));
  await stub(() => ({}), { port: 11434, kind: "ollama", models: ["old:1b"], pull: { steps, stepMs: 100 } });
  await page.goto("/models");
  await page.getByRole("button", { name: "Pull a model" }).click();
  const dialog = page.getByRole("dialog", { name: "Pull a model" });
  await dialog.getByLabel("Name in Ollama's library").fill("slow:1b");
  await dialog.getByRole("button", { name: "Pull", exact: true }).click();
  await expect(dialog.getByRole("progressbar")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel the download" }).click();
  await expect(dialog.getByRole("progressbar")).toHaveCount(0);
  await expect(dialog.getByRole("button", { name: "Pull", exact: true })).toBeEnabled();
  expect(await configured(page)).toEqual([]);
});

test("the list leaves as models.yaml, without keys", async ({ page }) => {
  await configure(page, { id: "work", type: "custom", base_url: "http://127.0.0.1:8080", api_key: "sk-1" });
  await page.goto("/models");
  await page.getByRole("button", { name: "models.yaml" }).click();
  const dialog = page.getByRole("dialog", { name: "models.yaml" });
  await expect(dialog.getByText("base_url: http://127.0.0.1:8080/v1")).toBeVisible();
  await expect(dialog.getByText("Add api_key to: work")).toBeVisible();
  await expect(dialog.getByText("sk-1")).toHaveCount(0);
});
