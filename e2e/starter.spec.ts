import path from "node:path";
import type { Page } from "@playwright/test";
import { startServer, type TestServer } from "./support/server";
import { type StubModel, startStubModel } from "./support/stub-model";
import { card, cards, example, expectStatus, openWorkflow, run, watchConsole } from "./support/studio";
import { test as base, expect } from "./support/test";

/** A server as it comes: with the models.yaml of the project. */
const test = base.extend<object, { server: TestServer }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const server = await startServer({ HEDDLE_MODELS: path.resolve(import.meta.dirname, "../models.yaml") });
      await use(server);
      await server.remove();
    },
    { scope: "worker", timeout: 130_000 },
  ],
});

const badge = (page: Page, nodeId: string) =>
  card(page, nodeId).getByRole("link", { name: "Starter model: connect a bigger one" });

let stub: StubModel | undefined;
test.afterEach(async () => {
  await stub?.close();
  stub = undefined;
});

test("on a bare machine the first click on Run brings an answer, and it says whose it is", async ({ page }) => {
  const said = watchConsole(page);
  await page.goto("/");
  await page.getByRole("link", { name: "Research a topic", exact: true }).click();
  await expect(cards(page)).toHaveCount(4);
  await run(page);
  await expectStatus(page, "answer", "completed");
  await expect(card(page, "researcher")).toContainText(/agent|model/i);
  await expect(badge(page, "researcher")).toBeVisible();
  await page.getByRole("tab", { name: "Output" }).click();
  const output = page.getByRole("region", { name: "Output answer" });
  await expect(output).toContainText(/agent|model/i);
  await expect(output.getByText("starter model")).toBeVisible();
  expect(said).toEqual([]);

  await badge(page, "researcher").click();
  await expect(page).toHaveURL(/\/models$/);
  const row = page.locator('tr[data-model="starter"]');
  await expect(row).toContainText("default");
  await expect(page.getByText(/The starter model comes with Heddle/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Look again" })).toBeVisible();
  await row.getByRole("button", { name: "Test Starter model" }).click();
  await expect(page.locator('tr[data-model="starter"] + tr:not([data-model])')).toContainText("OK");
});

test("once another model is connected, default means that one, also when it fails", async ({ page }) => {
  stub = await startStubModel(() => ({ text: "From a bigger one." }));
  const model = { id: "bigger", name: "Bigger", type: "custom", base_url: stub.base, model: "stub-model" };
  expect((await page.request.post("/api/v1/models", { data: model })).status()).toBe(201);
  try {
    await page.goto("/models");
    await expect(page.locator('tr[data-model="bigger"]')).toContainText("default");
    await expect(page.locator('tr[data-model="starter"]')).not.toContainText("default");

    await openWorkflow(page, await example("1-research-a-topic.json"));
    await run(page);
    await expectStatus(page, "answer", "completed");
    await expect(card(page, "researcher")).toContainText("From a bigger one.");
    await expect(badge(page, "researcher")).toHaveCount(0);

    await stub.close();
    await run(page);
    await expectStatus(page, "researcher", "failed");
    await expect(badge(page, "researcher")).toHaveCount(0);
  } finally {
    await page.request.delete("/api/v1/models/bigger");
  }
});
