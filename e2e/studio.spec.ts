import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { type StubModel, type StubPlanner, startStubModel } from "./support/stub-model";
import {
  canvas,
  card,
  cards,
  expectStatus,
  gate,
  run,
  status,
  storedDocument,
  useModel,
  watchConsole,
} from "./support/studio";
import { expect, firstVisit as test } from "./support/test";

/** What somebody does who just started Heddle, from the first page to a live run and on: with the mouse, with the keys. */

let stub: StubModel;
let plan: StubPlanner;

test.beforeAll(async () => {
  stub = await startStubModel((body, place) => plan(body, place));
});
test.afterAll(() => stub?.close());

const waterfallRow = (page: Page, name: RegExp) =>
  page.getByRole("listbox", { name: "Waterfall of the run" }).getByRole("option", { name }).first();

test("with the mouse: run the first workflow, watch it write, come back to it, and take it along as a file", async ({
  page,
}) => {
  const said = watchConsole(page);
  const seen = gate();
  plan = () => ({
    text: "Warp threads are lifted by heddles. That is how a pattern grows.",
    hold: { after: 5, until: seen.opened },
  });
  await useModel(page, stub);

  await page.goto("/");
  await page.getByRole("link", { name: "Research a topic", exact: true }).click();
  await expect(cards(page)).toHaveCount(4);
  const id = new URL(page.url()).pathname.split("/").at(-1) as string;
  await page.getByRole("button", { name: /^Run/ }).click();
  const form = page.getByRole("dialog", { name: "Run with" });
  await form.getByLabel(/^topic/).fill("The history of the loom");
  await form.getByRole("button", { name: /^Run/ }).click();

  await expectStatus(page, "question", "completed");
  await expectStatus(page, "researcher", "running");
  await expect(card(page, "researcher")).toContainText("Warp threads are lifted by");
  await expect(card(page, "researcher")).not.toContainText("pattern grows");
  seen.open();
  await expectStatus(page, "researcher", "completed");
  await expect(card(page, "researcher")).toContainText("pattern grows.");
  await expectStatus(page, "answer", "completed");
  expect(JSON.stringify(stub.calls.at(-1)?.body.messages)).toContain("The history of the loom");

  await expect(waterfallRow(page, /^Researcher, Done/)).toBeVisible();
  await expect(waterfallRow(page, /^stub/i)).toBeVisible();
  // The call stands once, below who made it; the model's own card says that it was used.
  await expect(waterfallRow(page, /^Local model/)).toHaveCount(0);
  await expect(card(page, "local-model")).toContainText("Used");
  await page.getByRole("tab", { name: "Output" }).click();
  await expect(page.getByRole("region", { name: "Output answer" })).toContainText("That is how a pattern grows.");

  await page.reload();
  await expect(card(page, "researcher")).toContainText("pattern grows.");
  await expectStatus(page, "answer", "completed");

  await page.getByRole("button", { name: "Past runs" }).click();
  await page.getByRole("link", { name: "Open the run's page" }).click();
  await expect(page).toHaveURL(/\/runs\//);
  await expectStatus(page, "answer", "completed");
  await page.getByRole("button", { name: "To the start" }).click();
  await expect(card(page, "answer")).not.toHaveAttribute("data-status", "completed");
  await page.getByRole("button", { name: "Play" }).click();
  await expectStatus(page, "answer", "completed");

  await page.getByRole("link", { name: "Open the workflow" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export as a file" }).click();
  const file = await readFile(await (await download).path(), "utf8");
  await page.getByRole("link", { name: "Workflows", exact: true }).first().click();
  await page.getByLabel("Workflow files to import").setInputFiles({
    name: "loom.heddle.json",
    mimeType: "application/json",
    buffer: Buffer.from(file),
  });
  await page.getByRole("dialog").getByRole("button", { name: "Import", exact: true }).click();
  await expect(page).not.toHaveURL(new RegExp(id));
  await expect(cards(page)).toHaveCount(4);
  const copyId = new URL(page.url()).pathname.split("/").at(-1) as string;
  const { nodes, connections } = await storedDocument(page, copyId);
  expect({ nodes, connections }).toEqual({ nodes: JSON.parse(file).nodes, connections: JSON.parse(file).connections });
  expect(said).toEqual([]);
});

test("with the keyboard alone: build a workflow, set it up, run it, and stop it", async ({ page }) => {
  const seen = gate();
  plan = () => ({ text: "one two three four", hold: { after: 2, until: seen.opened } });
  await useModel(page, stub);
  await page.goto("/workflows");
  await expect(page.getByRole("table", { name: "Workflows" })).toBeVisible();
  const { keyboard } = page;

  await keyboard.press("n");
  await expect(page.getByText("Start with a node")).toBeVisible();
  await expect(canvas(page)).toBeFocused();
  const id = new URL(page.url()).pathname.split("/").at(-1) as string;
  await keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search nodes" })).toBeFocused();
  for (const type of ["input", "agent", "output"]) {
    await keyboard.type(type);
    await keyboard.press("Enter");
    await expect(card(page, `${type}1`)).toBeVisible();
  }
  await keyboard.press("Escape");
  await keyboard.press("Escape");
  await expect(canvas(page)).toBeFocused();

  await select(page, "agent1");
  await connect(page, "new model");
  await expect(card(page, "model1")).toBeVisible();
  await select(page, "agent1");
  await connect(page, "input message");
  await select(page, "agent1");
  await connect(page, "output value");

  await select(page, "agent1");
  await keyboard.press("Enter");
  await expect(page.getByLabel("Instructions").first()).toBeFocused();
  await keyboard.press("Control+a");
  await keyboard.type("You count.");
  await keyboard.press("Escape");
  await expect(canvas(page)).toBeFocused();
  await keyboard.press("F2");
  await keyboard.press("Control+a");
  await keyboard.type("Counter");
  await keyboard.press("Enter");
  await expect(card(page, "agent1")).toContainText("Counter");
  await expect(status(page, "Saved")).toBeVisible();
  const stored = await storedDocument(page, id);
  expect(
    stored.connections.map((one) => `${one.source}.${one.sourceHandle} ${one.target}.${one.targetHandle}`).sort(),
  ).toEqual(["agent1.text output1.value", "input1.message agent1.message", "model1.model agent1.model"]);
  expect(stored.nodes.find((node) => node.id === "agent1")).toMatchObject({
    name: "Counter",
    config: { instructions: "You count." },
  });

  await keyboard.press("Control+Enter");
  await expect(page.getByRole("dialog", { name: "Run with" })).toBeVisible();
  await keyboard.type("Count, please");
  await keyboard.press("Enter");
  await expect(card(page, "agent1")).toContainText("one two");
  await expectStatus(page, "agent1", "running");
  // The first lets go of the selection, the second stops the run.
  await keyboard.press("Escape");
  await keyboard.press("Escape");
  await expectStatus(page, "agent1", "canceled");
  await expect(page.getByRole("button", { name: "Stop" })).toHaveCount(0);
  seen.open();
  expect(stub.calls.at(-1)?.left ?? (await stub.calls.at(-1)?.ended.then(() => stub.calls.at(-1)?.left))).toBe(true);
});

test("with the keyboard alone: run, read the output, take the workflow along and bring it in again", async ({
  page,
}) => {
  plan = () => ({ text: "A shuttle carries the weft." });
  await useModel(page, stub);
  await page.goto("/workflows");
  const { keyboard } = page;
  const example = page.getByRole("link", { name: "Research a topic", exact: true }).first();
  await expect(example).toBeVisible();
  await keyboard.press("Control+k");
  await keyboard.type("Research a topic");
  await keyboard.press("Enter");
  await expect(cards(page)).toHaveCount(4);
  await expect(canvas(page)).toBeFocused();
  const id = new URL(page.url()).pathname.split("/").at(-1) as string;

  await keyboard.press("Control+Enter");
  await expect(page.getByRole("dialog", { name: "Run with" }).getByLabel(/^topic/)).toBeFocused();
  await keyboard.press("Control+a");
  await keyboard.type("What a shuttle is for");
  await keyboard.press("Enter");
  await expectStatus(page, "answer", "completed");
  await expect(canvas(page)).toBeFocused();

  await keyboard.press("o");
  await expect(page.getByRole("tabpanel", { name: "Output" })).toBeFocused();
  await expect(page.getByRole("region", { name: "Output answer" })).toContainText("A shuttle carries the weft.");
  await keyboard.press("w");
  await expect(page.getByRole("tabpanel", { name: "Waterfall" })).toBeFocused();
  await keyboard.press("Escape");
  await expect(canvas(page)).toBeFocused();
  await keyboard.press("Shift+F6");
  await expect(page.getByRole("searchbox", { name: "Search nodes" })).toBeFocused();
  await keyboard.press("F6");
  await expect(canvas(page)).toBeFocused();

  const download = page.waitForEvent("download");
  await keyboard.press("Control+Shift+e");
  const file = await (await download).path();
  await keyboard.press("Control+k");
  await keyboard.type("Workflows");
  await keyboard.press("Enter");
  await expect(page).toHaveURL(/\/workflows$/);
  await expect(page.getByRole("table", { name: "Workflows" })).toBeVisible();
  const chooser = page.waitForEvent("filechooser");
  await keyboard.press("i");
  await (await chooser).setFiles({ name: "loom.json", mimeType: "application/json", buffer: await readFile(file) });
  await expect(page.getByRole("dialog").getByRole("button", { name: /^Import/ })).toBeEnabled();
  await keyboard.press("Enter");
  await expect(page).toHaveURL(/\/workflows\/[\w-]+$/);
  await expect(page).not.toHaveURL(new RegExp(id));
  await expect(canvas(page)).toBeFocused();
});

test("the link that skips to the page leads to the canvas", async ({ page }) => {
  await useModel(page, stub);
  await page.goto("/workflows");
  await page.getByRole("link", { name: "Research a topic", exact: true }).first().click();
  await expect(canvas(page)).toBeFocused();
  const skip = page.getByRole("link", { name: "Skip to the page" });
  await skip.focus();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(canvas(page)).toBeFocused();
});

/** From the beginning of the graph, Tab by Tab. */
async function select(page: Page, nodeId: string): Promise<void> {
  const chosen = page.locator(".heddle-card-selected");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Escape");
  await expect(chosen).toHaveCount(0);
  for (let last = ""; last !== nodeId; ) {
    await page.keyboard.press("Tab");
    await expect(chosen).toHaveCount(1);
    await expect(chosen).not.toHaveAttribute("data-node-card", last);
    last = (await chosen.getAttribute("data-node-card")) ?? "";
  }
}

async function connect(page: Page, words: string): Promise<void> {
  await page.keyboard.press("c");
  await expect(page.getByPlaceholder("Connect to…")).toBeFocused();
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
  await expect(page.getByPlaceholder("Connect to…")).toHaveCount(0);
  await expect(canvas(page)).toBeFocused();
}

test("a run that goes on is found again after a reload, and a click stops it", async ({ page }) => {
  plan = () => ({ text: "still going on and on", hangAfter: 2 });
  await useModel(page, stub);
  await page.goto("/");
  await page.getByRole("link", { name: "Research a topic", exact: true }).first().click();
  await run(page);
  await expect(card(page, "researcher")).toContainText("still going");
  await page.reload();
  await expectStatus(page, "researcher", "running");
  await expect(card(page, "researcher")).toContainText("still going");
  const call = stub.calls.at(-1);
  await page.getByRole("button", { name: "Stop" }).click();
  await expectStatus(page, "researcher", "canceled");
  await call?.ended;
  expect(call?.left).toBe(true);
});

test("the server is killed and started again under an open page: it reconnects and the run goes on", async ({
  page,
  server,
}) => {
  const seen = gate();
  const calls = stub.calls.length;
  plan = (_, place) =>
    place === calls
      ? { text: "first half", hangAfter: 1 }
      : { text: "written after the restart", hold: { after: 2, until: seen.opened } };
  await useModel(page, stub);
  await page.goto("/");
  await page.getByRole("link", { name: "Research a topic", exact: true }).first().click();
  await run(page);
  await expect(card(page, "researcher")).toContainText("first");
  await server.kill();
  await expect(status(page, "Reconnecting…").first()).toBeVisible();
  await server.restart();
  await expect(status(page, "Reconnecting…")).toHaveCount(0);
  await expect(card(page, "researcher")).toContainText("written after");
  await expectStatus(page, "researcher", "running");
  seen.open();
  await expectStatus(page, "answer", "completed");
  await expect(card(page, "researcher")).toContainText("the restart");
});
