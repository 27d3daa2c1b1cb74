import type { Page } from "@playwright/test";
import { type StubModel, type StubPlanner, startStubModel } from "./support/stub-model";
import { card, expectStatus, gate, useModel } from "./support/studio";
import { expect, test } from "./support/test";

/** Past runs: looked at moment by moment, begun again in their middle, and laid side by side. */

test.use({ contextOptions: { reducedMotion: "reduce" } });

let stub: StubModel;
let plan: StubPlanner;
test.beforeAll(async () => {
  stub = await startStubModel((body, place) => plan(body, place));
});
test.afterAll(() => stub.close());

const at = { x: 0, y: 0 };
const article = {
  format: "heddle.workflow",
  version: 1,
  name: "Write an article",
  nodes: [
    { id: "ask", type: "input", position: at, config: { fields: [{ name: "topic", type: "text" }] } },
    { id: "m", type: "model", position: { x: 0, y: 220 }, config: { model: "stub" } },
    { id: "plan", type: "agent", name: "Planner", position: { x: 320, y: 0 }, config: { prompt: "Plan {{ topic }}" } },
    { id: "write", type: "agent", name: "Writer", position: { x: 640, y: 0 }, config: { prompt: "Write {{ plan }}" } },
    { id: "out", type: "output", name: "Article", position: { x: 960, y: 0 }, config: { name: "article" } },
  ],
  connections: [
    { id: "c1", source: "ask", sourceHandle: "topic", target: "plan", targetHandle: "topic" },
    { id: "c2", source: "m", sourceHandle: "model", target: "plan", targetHandle: "model" },
    { id: "c3", source: "m", sourceHandle: "model", target: "write", targetHandle: "model" },
    { id: "c4", source: "plan", sourceHandle: "text", target: "write", targetHandle: "plan" },
    { id: "c5", source: "write", sourceHandle: "text", target: "out", targetHandle: "value" },
  ],
};

const planned: StubPlanner = ({ messages }) => {
  const asked = messages.at(-1)?.content ?? "";
  if (asked.startsWith("Plan")) return { text: "First the warp, then the weft." };
  return { text: `An article: ${asked.slice("Write ".length)} That is all.` };
};

async function store(page: Page, document: object): Promise<string> {
  const response = await page.request.post("/api/v1/workflows", { data: document });
  expect(response.status()).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

/** A run to its end; its id. */
async function runOf(page: Page, workflowId: string, input: object = {}): Promise<string> {
  const response = await page.request.post(`/api/v1/workflows/${workflowId}/runs?wait=60`, { data: { input } });
  expect(response.status()).toBe(200);
  return ((await response.json()) as { id: string }).id;
}

const compare = (page: Page, a: string, b: string) => page.goto(`/runs/compare?a=${a}&b=${b}`);
const row = (page: Page, key: string) => page.locator(`[data-row="${key}"]`);
const shownRun = (page: Page) => new URL(page.url()).pathname.split("/").at(-1) as string;

test("a run is scrubbed, forked with an edited output, and compared down to the words that differ", async ({
  page,
}) => {
  plan = planned;
  await useModel(page, stub);
  const source = await runOf(page, await store(page, article), { topic: "looms" });
  await page.goto(`/runs/${source}`);
  await expectStatus(page, "write", "completed");

  const place = page.getByRole("slider", { name: "Place in the run" });
  await place.press("Home");
  await expect(card(page, "write")).not.toHaveAttribute("data-status", "completed");
  await expect(card(page, "plan")).not.toHaveAttribute("data-status", "completed");
  await expect(page.getByRole("toolbar", { name: "Replay" })).toContainText("0/");
  await place.press("ArrowRight");
  await place.press("Shift+ArrowRight");
  await expect(page.getByRole("toolbar", { name: "Replay" })).toContainText("11/");
  // A moment at which the run went on is not a run that goes on.
  await expect(page.getByRole("button", { name: "Stop" })).toHaveCount(0);
  await place.press("End");
  await expectStatus(page, "write", "completed");

  await card(page, "plan").locator("header").click();
  await page.getByRole("button", { name: "Fork from here…" }).click();
  const dialog = page.getByRole("dialog", { name: "Fork this run" });
  const text = dialog.getByRole("textbox", { name: "text", exact: true });
  await expect(text).toHaveValue("First the warp, then the weft.");
  await text.fill("First the warp, then the gold.");
  const old = dialog.getByRole("status").filter({ hasText: "The output messages still has the old text." });
  await expect(dialog.getByRole("textbox", { name: "messages" })).toContainText("weft");
  await old.getByRole("button", { name: "Put the new one there" }).click();
  await expect(old).toHaveCount(0);
  await expect(dialog.getByRole("textbox", { name: "messages" })).toContainText("gold");
  const fires = dialog.getByRole("checkbox", { name: "Gives a value" });
  for (const i of [0, 2]) await fires.nth(i).click();
  await dialog.getByRole("button", { name: /^Start the run/ }).click();
  await expect(dialog.getByRole("alert")).toContainText("Give at least one output");
  // Nothing that was typed is lost, not even when the dialog is closed.
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Fork from here…" }).click();
  await fires.nth(0).click();
  await expect(text).toHaveValue("First the warp, then the gold.");
  await dialog.getByRole("button", { name: /^Start the run/ }).click();

  await expect(page.getByText("Forked from")).toContainText("at Planner, with an output given by hand");
  await expectStatus(page, "write", "completed");
  await expect(card(page, "write")).toContainText("gold");
  await expect(card(page, "plan")).toContainText("Given by hand");
  await expect(card(page, "ask")).toContainText("Reused");
  const fork = shownRun(page);
  expect(fork).not.toBe(source);
  await page.getByRole("link", { name: /^the run of/ }).click();
  await expect(page.getByRole("list", { name: "Forks of this run" })).toContainText("Fork at Planner");
  await page.getByRole("list", { name: "Forks of this run" }).getByRole("link", { name: "Compare" }).click();

  await expect(page).toHaveURL(`/runs/compare?a=${source}&b=${fork}`);
  await expect(row(page, "plan")).toContainText("The runs part here");
  await expect(row(page, "plan")).toContainText("Given by hand");
  await page.keyboard.press("f");
  await expect(row(page, "plan").getByRole("button", { name: "Planner" })).toBeFocused();
  await expect(row(page, "plan").locator("mark")).toHaveText(["weft", "gold"]);
  await page.keyboard.press("n");
  await expect(row(page, "write").getByRole("button", { name: "Writer" })).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: "2 of 3" })).toBeVisible();
  await expect(row(page, "write")).toContainText("input and output differ");
  await expect(row(page, "ask")).toBeVisible();
  await page.keyboard.press("d");
  await expect(row(page, "ask")).toHaveCount(0);
  await expect(row(page, "write")).toBeVisible();
});

test("a fork says what the server refuses, and runs a node again as the workflow is now", async ({ page }) => {
  plan = planned;
  await useModel(page, stub);
  const id = await store(page, article);
  const source = await runOf(page, id, { topic: "looms" });
  const stored = await page.request.get(`/api/v1/workflows/${id}`);
  const { revision } = (await stored.json()) as { revision: number };
  const put = (document: object, match: number) =>
    page.request.put(`/api/v1/workflows/${id}`, { data: document, headers: { "If-Match": `"${match}"` } });
  const without = {
    ...article,
    nodes: article.nodes.filter((node) => node.id !== "plan"),
    connections: [
      ...article.connections.filter(({ source: from, target }) => from !== "plan" && target !== "plan"),
      { id: "c9", source: "ask", sourceHandle: "topic", target: "write", targetHandle: "plan" },
    ],
  };
  expect((await put(without, revision)).status()).toBe(200);

  await page.goto(`/runs/${source}`);
  await card(page, "plan").locator("header").click();
  await page.getByRole("button", { name: "Fork from here…" }).click();
  const dialog = page.getByRole("dialog", { name: "Fork this run" });
  await dialog.getByRole("radio", { name: "Run it again" }).click();
  await dialog.getByRole("radio", { name: "As it is now" }).click();
  await dialog.getByRole("button", { name: /^Start the run/ }).click();
  await expect(dialog).toContainText("There is no node plan");
  await expect(dialog.getByRole("combobox", { name: "Begin at" })).toHaveAttribute("aria-invalid", "true");

  await dialog.getByRole("radio", { name: "As it was in that run" }).click();
  await expect(dialog).not.toContainText("There is no node plan");
  await dialog.getByRole("button", { name: /^Start the run/ }).click();
  await expect(page.getByText("Forked from")).toContainText("at Planner");
  await expectStatus(page, "write", "completed");
  await expect(page.getByText("Forked from")).not.toContainText("by hand");
});

const loop = (count: number, odd: number) => ({
  format: "heddle.workflow",
  version: 1,
  name: "Many items",
  nodes: [
    { id: "ask", type: "input", position: at, config: { fields: [{ name: "odd", type: "number", default: odd }] } },
    {
      id: "list",
      type: "transform",
      position: { x: 300, y: 0 },
      config: { expression: `[1..${count}].{ 'n': $, 'odd': value }` },
    },
    { id: "loop", type: "for-each", position: { x: 600, y: 0 }, config: {} },
    {
      id: "one",
      type: "transform",
      parentId: "loop",
      position: { x: 120, y: 60 },
      config: { expression: "value.n = value.odd ? 0 : value.n" },
    },
    {
      id: "two",
      type: "transform",
      parentId: "loop",
      position: { x: 420, y: 60 },
      config: { expression: "value * 2" },
    },
    { id: "out", type: "output", position: { x: 1200, y: 0 }, config: { name: "all", format: "json" } },
  ],
  connections: [
    { id: "c1", source: "ask", sourceHandle: "odd", target: "list", targetHandle: "value" },
    { id: "c2", source: "list", sourceHandle: "value", target: "loop", targetHandle: "items" },
    { id: "c3", source: "loop", sourceHandle: "inner.item", target: "one", targetHandle: "value" },
    { id: "c4", source: "one", sourceHandle: "value", target: "two", targetHandle: "value" },
    { id: "c5", source: "two", sourceHandle: "value", target: "loop", targetHandle: "inner.result" },
    { id: "c6", source: "loop", sourceHandle: "results", target: "out", targetHandle: "value" },
  ],
});

test("two thousand node runs are compared, of which only those in view are drawn", async ({ page }) => {
  // The two runs differ in one setting and in what one item of a thousand gives.
  const document = loop(1_000, 0);
  const a = await runOf(page, await store(page, document));
  const changed = {
    ...document,
    nodes: document.nodes.map((node) =>
      node.id === "two" ? { ...node, config: { expression: "value = 700 ? 0 : value * 2" } } : node,
    ),
  };
  const b = await runOf(page, await store(page, changed));
  await compare(page, a, b);
  await expect(page.getByText("These are runs of different workflows")).toHaveCount(1);
  await expect(row(page, "loop[0]/two")).toContainText("settings differ");
  expect(await page.locator("[data-row]").count()).toBeLessThan(80);
  await page.keyboard.press("d");
  await page.keyboard.press("p");
  await page.keyboard.press("p");
  await expect(row(page, "loop[699]/two").locator("mark")).toHaveText(["1400", "0"]);
  await page.keyboard.press("f");
  await expect(row(page, "loop[0]/two")).toContainText("The runs part here");
});

test("says of each pair of runs what cannot be compared", async ({ page }) => {
  const seen = gate();
  plan = planned;
  await useModel(page, stub);
  const id = await store(page, article);
  const a = await runOf(page, id, { topic: "looms" });

  await compare(page, a, a);
  await expect(page.getByText("This is one run twice")).toBeVisible();
  await expect(page.getByText("Nothing differs", { exact: true })).toBeVisible();

  plan = () => ({ text: "still writing a plan", hold: { after: 2, until: seen.opened } });
  const started = await page.request.post(`/api/v1/workflows/${id}/runs`, { data: { input: { topic: "looms" } } });
  const { id: live } = (await started.json()) as { id: string };
  await compare(page, a, live);
  await expect(page.getByText("Run B still goes on")).toBeVisible();
  await expect(row(page, "write")).toContainText("only in A");
  seen.open();
  await expect(page.getByText("Run B still goes on")).toHaveCount(0);
  await expect(row(page, "write")).toContainText("input and output differ");

  expect((await page.request.delete(`/api/v1/runs/${live}`)).status()).toBe(204);
  await compare(page, a, live);
  await expect(page.getByRole("alert").filter({ hasText: "Run B is not there any more." })).toBeVisible();
  await page.getByRole("link", { name: "Open the other run" }).click();
  await expect(page).toHaveURL(`/runs/${a}`);
});

test("two runs are ticked on the page Runs, and chosen on the page of one of them", async ({ page }) => {
  plan = planned;
  await useModel(page, stub);
  const id = await store(page, article);
  const a = await runOf(page, id, { topic: "looms" });
  const b = await runOf(page, id, { topic: "shuttles" });
  await page.goto(`/runs?workflow=${id}`);
  await page.getByRole("checkbox").nth(0).click();
  await expect(page.getByText("Tick another run")).toBeVisible();
  await page.getByRole("checkbox").nth(1).click();
  await page.getByRole("link", { name: "Compare the two" }).click();
  await expect(page).toHaveURL(`/runs/compare?a=${a}&b=${b}`);
  await expect(row(page, "ask")).toContainText("The runs part here");

  await page.goto(`/runs/${b}`);
  await page.getByRole("button", { name: "Compare with…" }).click();
  await page.getByRole("dialog", { name: "Runs to compare with" }).getByRole("link").click();
  await expect(page).toHaveURL(`/runs/compare?a=${a}&b=${b}`);
});
