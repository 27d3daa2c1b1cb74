import path from "node:path";
import { test as base, expect, type Page } from "@playwright/test";
import { startServer, type TestServer } from "./support/server";

/** Knowledge from files: dropped, read, searched and forgotten, with the embedding model that comes with Heddle. */

const test = base.extend<object, { server: TestServer }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const server = await startServer({ HEDDLE_MODELS: path.resolve("models.yaml") });
      await use(server);
      await server.remove();
    },
    { scope: "worker", timeout: 130_000 },
  ],
  baseURL: ({ server }, use) => use(server.url),
});

const handbook = `# Weaving

## Heddles

A heddle guides each warp thread of the loom.

## Shuttles

The shuttle carries the weft through the shed.
`;

/** As a person drops it anywhere on the page. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const data = await page.evaluateHandle(
    ([fileName, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content as string], fileName as string, { type: "text/markdown" }));
      return transfer;
    },
    [name, text],
  );
  await page.dispatchEvent("body", "dragenter", { dataTransfer: data });
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
}

const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

test("a file that is dropped is read, found by a question, and gone when it is deleted", async ({ page }) => {
  await page.goto("/memory");
  await expect(page.getByRole("heading", { name: "Drop a file here" })).toBeVisible();
  await drop(page, "weaving-handbook.md", handbook);
  await expect(page).toHaveURL(/\/memory\/\w+$/);
  await expect(page.getByRole("heading", { name: "weaving handbook" })).toBeVisible();
  await expect(row(page, "weaving-handbook.md")).toContainText("Ready", { timeout: 30_000 });

  await page.getByRole("link", { name: "weaving-handbook.md" }).click();
  await expect(page.getByRole("article", { name: "Passage 1", exact: true })).toContainText("heddle guides");
  await page.getByRole("link", { name: "All documents" }).click();

  await page.getByRole("tab", { name: "Search" }).click();
  await page.getByRole("searchbox", { name: "Question" }).fill("What carries the weft?");
  await page.getByRole("searchbox", { name: "Question" }).press("Enter");
  const passage = page.locator("[data-passage]").first();
  await expect(passage).toContainText("weaving-handbook.md");
  await expect(passage.locator("mark").filter({ hasText: "weft" })).toBeVisible();
  await expect(passage).toContainText("similarity");
  await expect(passage).toContainText("BM25");
  await page.getByRole("button", { name: "Compare" }).click();
  await expect(page.getByRole("region", { name: "Settings B" }).locator("[data-passage]").first()).toBeVisible();

  await page.getByRole("tab", { name: "Documents" }).click();
  await page.getByRole("button", { name: "More for weaving-handbook.md" }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("1 file");
  await expect(question).toContainText("Backups made before keep them");
  await question.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { name: "Drop files here" })).toBeVisible();
  const found = await page.request.post(`/api/v1/memory/weaving-handbook/search`, {
    data: { query: "weft", mode: "text", topK: 5 },
  });
  expect(found.status()).toBe(200);
  expect(await found.text()).not.toContain("shuttle");
  await page.getByRole("tab", { name: "Search" }).click();
  await expect(page.getByRole("heading", { name: "Nothing to search yet" })).toBeVisible();
});

test("a file that cannot be read says why, and the others are there", async ({ page }) => {
  await page.goto("/memory");
  await page.getByRole("button", { name: "New collection" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New collection" });
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(dialog.getByText("Write a name.")).toBeVisible();
  await dialog.getByLabel("Name").fill("Manuals");
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { name: "Manuals" })).toBeVisible();
  await drop(page, "good.md", "# Looms\n\nLooms weave cloth.");
  await expect(row(page, "good.md")).toContainText("Ready", { timeout: 30_000 });
  await drop(page, "broken.pdf", "%PDF-1.7\nnothing that follows is a pdf");
  await expect(row(page, "broken.pdf")).toContainText("Failed", { timeout: 30_000 });
  await expect(row(page, "good.md")).toContainText("Ready");
});

test("retention is told before it is stored, and the caches show what they hold", async ({ page }) => {
  await page.goto("/memory?tab=retention");
  await page.getByLabel("Not older than").fill("30");
  await expect(page.getByText("Nothing that is there now would be deleted.")).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await page.reload();
  await expect(page.getByLabel("Not older than")).toHaveValue("30");
  await page.getByRole("tab", { name: "Caches" }).click();
  const cache = page.getByRole("region", { name: "Embedding cache" });
  await expect(cache).toContainText("Hit rate");
});
