import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./support/test";

const examples = path.resolve(import.meta.dirname, "../examples");
const example = (name: string) => readFile(path.join(examples, name), "utf8");

interface ListedWorkflow {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
}

/** What the server has, whatever the page shows. */
async function stored(page: Page): Promise<ListedWorkflow[]> {
  const response = await page.request.get("/api/v1/workflows?limit=100");
  return ((await response.json()) as { items: ListedWorkflow[] }).items;
}

async function store(page: Page, name: string): Promise<string> {
  const document = { ...JSON.parse(await example("1-research-a-topic.json")), name };
  const response = await page.request.post("/api/v1/workflows", { data: document });
  expect(response.status()).toBe(201);
  return ((await response.json()) as ListedWorkflow).id;
}

const row = (page: Page, name: string) =>
  page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });
const link = (page: Page, name: string) => page.getByRole("link", { name, exact: true });
const chooseFiles = (page: Page) => page.getByLabel("Workflow files to import");
const file = (name: string, text: string) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });

async function openList(page: Page): Promise<void> {
  await page.goto("/workflows");
  await expect(page.getByRole("table", { name: "Workflows" })).toBeVisible();
}

/** Drops files on the page as the browser tells it. */
async function dropFiles(page: Page, files: readonly { name: string; text: string }[]): Promise<void> {
  const dataTransfer = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const { name, text } of given) transfer.items.add(new File([text], name, { type: "application/json" }));
    return transfer;
  }, files);
  await page.dispatchEvent("main", "dragenter", { dataTransfer });
  await expect(page.getByText("Drop to import")).toBeVisible();
  await page.dispatchEvent("main", "drop", { dataTransfer });
}

test.beforeEach(async ({ page }) => {
  for (const { id } of await stored(page)) await page.request.delete(`/api/v1/workflows/${id}`);
  // One server serves all files: another one's models would hide what a workflow lacks.
  const models = (await (await page.request.get("/api/v1/models")).json()) as { items: { id: string }[] };
  for (const { id } of models.items) await page.request.delete(`/api/v1/models/${id}`);
});

test("without a workflow the gallery is there, and an example opens as a copy of one's own", async ({ page }) => {
  await page.goto("/workflows");
  await expect(page.getByRole("heading", { name: "No workflow yet" })).toBeVisible();
  const card = page.getByRole("article", { name: "Panel of three" });
  await card.getByRole("button", { name: "Use this" }).click();
  await expect(page).toHaveURL(/\/workflows\/[\w-]+$/);
  expect((await stored(page)).map(({ name }) => name)).toEqual(["Panel of three"]);
});

test("N makes a workflow and opens its canvas", async ({ page }) => {
  await store(page, "Here already");
  await openList(page);
  await page.keyboard.press("n");
  await expect(page).toHaveURL(/\/workflows\/[\w-]+$/);
  await expect.poll(async () => (await stored(page)).length).toBe(2);
});

test("a name is changed in its place, by keyboard, and Escape gives up", async ({ page }) => {
  const id = await store(page, "First name");
  await openList(page);
  await page.keyboard.press("ArrowDown");
  await expect(link(page, "First name")).toBeFocused();
  await page.keyboard.press("F2");
  const field = page.getByRole("textbox", { name: "Name of the workflow" });
  await field.fill("Not this");
  await field.press("Escape");
  await expect(link(page, "First name")).toBeFocused();
  await page.keyboard.press("F2");
  await field.fill("Second name");
  await field.press("Enter");
  await expect(link(page, "Second name")).toBeFocused();
  await expect.poll(async () => (await stored(page)).find((one) => one.id === id)?.name).toBe("Second name");
});

test("a name is changed through the menu of its row, with the mouse and with Enter", async ({ page }) => {
  await store(page, "First name");
  await openList(page);
  const field = page.getByRole("textbox", { name: "Name of the workflow" });
  await page.getByRole("button", { name: "More for First name" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(field).toBeFocused();
  await page.keyboard.type("Second name");
  await page.keyboard.press("Enter");
  await expect(link(page, "Second name")).toBeFocused();

  await page.getByRole("button", { name: "More for Second name" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Rename" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(field).toBeFocused();
  await page.keyboard.type("Third name");
  await page.keyboard.press("Enter");
  await expect(link(page, "Third name")).toBeFocused();
  await expect.poll(async () => (await stored(page)).map(({ name }) => name)).toEqual(["Third name"]);
});

test("a copy is made, and can be opened from where it is told", async ({ page }) => {
  await store(page, "Original");
  await openList(page);
  await page.getByRole("button", { name: "More for Original" }).click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await expect(link(page, "Original copy")).toBeVisible();
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await expect(page).toHaveURL(/\/workflows\/[\w-]+$/);
});

test("a deletion can be taken back, with nothing lost; left alone, it happens", async ({ page }) => {
  const id = await store(page, "Precious");
  await store(page, "Other");
  await openList(page);
  const revision = (await stored(page)).find((one) => one.id === id)?.revision;
  await link(page, "Precious").focus();
  await page.keyboard.press("Delete");
  await expect(row(page, "Precious")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row(page, "Precious")).toBeVisible();
  expect((await stored(page)).find((one) => one.id === id)?.revision).toBe(revision);

  await link(page, "Precious").focus();
  await page.keyboard.press("Delete");
  await expect(row(page, "Precious")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(row(page, "Precious")).toBeVisible();

  // A pointer that rests on the offer to undo keeps it there.
  await page.mouse.move(0, 0);
  await link(page, "Precious").focus();
  await page.keyboard.press("Delete");
  await expect.poll(async () => (await stored(page)).map(({ name }) => name), { timeout: 20_000 }).toEqual(["Other"]);
});

test("leaving the page carries out a deletion that waits", async ({ page }) => {
  await store(page, "Going");
  await store(page, "Staying");
  await openList(page);
  await link(page, "Going").focus();
  await page.keyboard.press("Delete");
  await expect(row(page, "Going")).toHaveCount(0);
  await page.goto("about:blank");
  await expect.poll(async () => (await stored(page)).map(({ name }) => name)).toEqual(["Staying"]);
});

test("search finds by name and description, and says when nothing fits", async ({ page }) => {
  await store(page, "Weave a scarf");
  await store(page, "Spin a thread");
  await openList(page);
  await page.keyboard.press("/");
  await page.keyboard.type("scarf");
  await expect(row(page, "Spin a thread")).toHaveCount(0);
  await expect(row(page, "Weave a scarf")).toBeVisible();
  await page.keyboard.type(" of gold");
  await expect(page.getByRole("heading", { name: "Nothing found" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(row(page, "Spin a thread")).toBeVisible();
});

test("a long list comes page by page, and sorts as a whole", async ({ page }) => {
  for (const name of ["Alpha", "part 2", "part 10"]) await store(page, name);
  for (let number = 1; number <= 57; number += 1) await store(page, `Weave ${number}`);
  await openList(page);
  const names = page.locator("a[data-row]");
  await expect(names.first()).toHaveText("Weave 57");
  await names.last().scrollIntoViewIfNeeded();
  await expect(names).toHaveCount(60);
  await expect(names.last()).toHaveText("Alpha");

  // The pages begin anew: what sorts first lies on one that was not asked for yet.
  await openList(page);
  await page.getByRole("button", { name: "Name" }).click();
  await expect(names.first()).toHaveText("Alpha");
  await expect(names.nth(1)).toHaveText("part 2");
  await expect(names.nth(2)).toHaveText("part 10");
  await page.getByRole("button", { name: "Name" }).click();
  await expect(names.first()).toHaveText("Weave 57");
});

test("a file is shown before it is stored: what it is, what it reaches, what it lacks", async ({ page }) => {
  await page.goto("/workflows");
  await chooseFiles(page).setInputFiles(file("tools.json", await example("6-agent-with-tools.json")));
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading", { name: "Agent with tools" })).toBeVisible();
  await expect(dialog.getByText("en.wikipedia.org")).toBeVisible();
  await expect(dialog.getByText("Importing allows none of this.")).toBeVisible();
  await expect(dialog.getByText("No model is connected yet")).toBeVisible();
  expect(await stored(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page).toHaveURL(/\/workflows\/[\w-]+$/);
  const [imported] = await stored(page);
  const grants = await (await page.request.get(`/api/v1/workflows/${imported?.id}/grants`)).json();
  expect(grants).toMatchObject({ grants: { hosts: [] }, missing: { hosts: ["en.wikipedia.org"] } });
});

test("a bad file is refused with the place and what to do, and nothing is stored", async ({ page }) => {
  await page.goto("/workflows");
  const document = JSON.parse(await example("1-research-a-topic.json"));
  document.connections.push({
    id: "cx",
    source: "gone",
    sourceHandle: "a",
    target: document.nodes[0].id,
    targetHandle: "b",
  });
  await chooseFiles(page).setInputFiles(file("dangling.json", JSON.stringify(document)));
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("One problem keeps this from being imported.")).toBeVisible();
  await expect(dialog.getByText(`connections[${document.connections.length - 1}].source`)).toBeVisible();
  await expect(dialog.getByText("Remove this connection, or add the node.").first()).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Import", exact: true })).toHaveCount(0);
  await dialog.getByRole("button", { name: "Close" }).last().click();

  await chooseFiles(page).setInputFiles(file("cut.json", JSON.stringify(document, null, 2).slice(0, 400)));
  await expect(dialog.getByText(/It ends too early, at line \d+/)).toBeVisible();
  await page.keyboard.press("Escape");

  await chooseFiles(page).setInputFiles(file("large.json", `"${"x".repeat(6_000_000)}"`));
  await expect(page.getByText("A workflow has at most 5 MB.")).toBeVisible();
  expect(await stored(page)).toEqual([]);
});

test("several files are dropped at once; the good ones go in", async ({ page }) => {
  await page.goto("/workflows");
  await expect(page.getByRole("heading", { name: "No workflow yet" })).toBeVisible();
  await dropFiles(page, [
    { name: "a.json", text: await example("1-research-a-topic.json") },
    { name: "b.json", text: await example("4-panel-of-three.json") },
    { name: "bad.json", text: "{" },
  ]);
  const dialog = page.getByRole("dialog", { name: "Import 3 files" });
  await expect(dialog.getByText("Cannot be imported")).toBeVisible();
  await dialog.getByRole("button", { name: "Import 2 of 3" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(link(page, "Research a topic")).toBeVisible();
  await expect(link(page, "Panel of three")).toBeVisible();
  expect(await stored(page)).toHaveLength(2);
});

test("a pasted document is offered for import; other text is left alone", async ({ page, context, server }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.url });
  await page.goto("/workflows");
  await expect(page.getByRole("heading", { name: "No workflow yet" })).toBeVisible();
  await page.evaluate((text) => navigator.clipboard.writeText(text), "just some words");
  await page.keyboard.press("Control+v");
  await page.evaluate((text) => navigator.clipboard.writeText(text), await example("2-research-then-summarize.json"));
  await page.keyboard.press("Control+v");
  const dialog = page.getByRole("dialog", { name: "Import a workflow" });
  await expect(dialog.getByText("Pasted text")).toBeVisible();
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page).toHaveURL(/\/workflows\/[\w-]+$/);
});

test("what is exported and imported again is exported the same", async ({ page }) => {
  await page.request.post("/api/v1/workflows", { data: JSON.parse(await example("6-agent-with-tools.json")) });
  const exportOf = async (name: string): Promise<string> => {
    await page
      .getByRole("button", { name: `More for ${name}` })
      .first()
      .click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "Export" }).click();
    expect((await download).suggestedFilename()).toBe("agent-with-tools.heddle.json");
    return readFile(await (await download).path(), "utf8");
  };
  await openList(page);
  const first = await exportOf("Agent with tools");
  const [original] = await stored(page);
  await page.request.delete(`/api/v1/workflows/${original?.id}`);
  await page.goto("/workflows");
  await chooseFiles(page).setInputFiles(file("again.json", first));
  await page.getByRole("dialog").getByRole("button", { name: "Import", exact: true }).click();
  await expect(page).toHaveURL(/\/workflows\/[\w-]+$/);
  await openList(page);
  expect(await exportOf("Agent with tools")).toBe(first);
});
