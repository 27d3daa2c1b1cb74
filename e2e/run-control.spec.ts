import type { Locator, Page } from "@playwright/test";
import { type StubModel, type StubPlanner, startStubModel } from "./support/stub-model";
import { canvas, card, expectStatus, openWorkflow, storedDocument, useModel } from "./support/studio";
import { expect, test } from "./support/test";

/** A workflow in the hands of somebody who works on one of its nodes: what is run again, what is not, and where it holds. */

let stub: StubModel;
let plan: StubPlanner;

test.use({ contextOptions: { reducedMotion: "reduce" } });
test.beforeAll(async () => {
  stub = await startStubModel((body, place) => plan(body, place));
});
test.afterAll(() => stub?.close());
test.beforeEach(async ({ page }) => {
  plan = ({ messages }) => ({ text: `${messages.at(-1)?.content} ok` });
  await useModel(page, stub);
});

const at = (x: number, y = 100) => ({ x, y });

/** question → research (⇠ model) → write (⇠ model) → answer */
const essay = {
  format: "heddle.workflow",
  version: 1,
  name: "Essay",
  nodes: [
    { id: "question", type: "input", position: at(0), config: { fields: [{ name: "topic", type: "text" }] } },
    { id: "research", type: "agent", name: "Research", position: at(320), config: { prompt: "Look up {{ topic }}" } },
    { id: "write", type: "agent", name: "Write", position: at(640), config: { prompt: "Use {{ notes }}" } },
    { id: "answer", type: "output", position: at(960), config: { name: "answer" } },
    { id: "model", type: "model", position: at(480, -120), config: {} },
  ],
  connections: [
    { id: "c1", source: "question", sourceHandle: "topic", target: "research", targetHandle: "topic" },
    { id: "c2", source: "research", sourceHandle: "text", target: "write", targetHandle: "notes" },
    { id: "c3", source: "write", sourceHandle: "text", target: "answer", targetHandle: "value" },
    { id: "c4", source: "model", sourceHandle: "model", target: "research", targetHandle: "model" },
    { id: "c5", source: "model", sourceHandle: "model", target: "write", targetHandle: "model" },
  ],
};

const stale = (page: Page, nodeId: string): Locator => card(page, nodeId).getByRole("button", { name: /^Stale/ });
const inspector = (page: Page): Locator => page.getByRole("complementary", { name: "Inspector" });
const asked = (place: number) => JSON.stringify(stub.calls[place]?.body.messages);

async function ask(page: Page, topic: string): Promise<void> {
  await page.keyboard.press("Control+Enter");
  const form = page.getByRole("dialog", { name: "Run with" });
  await form.getByLabel(/^topic/).fill(topic);
  await page.keyboard.press("Control+Enter");
  await expect(form).toHaveCount(0);
}

async function chooseFromMenu(page: Page, nodeId: string, entry: string): Promise<void> {
  await card(page, nodeId).click({ button: "right", position: { x: 100, y: 16 } });
  await page.getByRole("menuitem", { name: entry }).click();
}

test("with the mouse: a changed prompt makes results stale, and running from there takes over what was before", async ({
  page,
}) => {
  await openWorkflow(page, essay);
  await ask(page, "looms");
  await expectStatus(page, "answer", "completed");
  const before = stub.calls.length;

  await card(page, "write").dblclick({ position: { x: 100, y: 40 } });
  await inspector(page).getByLabel("Instructions").first().click();
  await page.keyboard.type("Be brief.");
  await expect(stale(page, "write")).toHaveAccessibleName("Stale: Its instructions changed.");
  await expect(stale(page, "answer")).toHaveAccessibleName("Stale: Write before it changed.");
  await expect(stale(page, "research")).toHaveCount(0);

  await stale(page, "write").click();
  await expect(inspector(page).getByRole("region", { name: "Stale" })).toContainText("Its instructions changed.");
  await inspector(page).getByRole("button", { name: "Run from here" }).click();
  await expect(card(page, "research").getByRole("link", { name: /^Reused from the run of/ })).toBeVisible();
  await expectStatus(page, "answer", "completed");
  await expect(page.getByRole("button", { name: /^Stale/ })).toHaveCount(0);
  expect(stub.calls.length).toBe(before + 1);
  expect(asked(before)).toContain("Be brief.");
  expect(asked(before)).toContain("Look up looms ok");

  await card(page, "research")
    .getByRole("link", { name: /^Reused from/ })
    .click();
  await expect(page).toHaveURL(/\/runs\//);
  await expectStatus(page, "research", "completed");
  await expect(card(page, "research")).toContainText("Done");
});

test("with the mouse: a pinned output stands in for runs, is edited with its ports in view, and taken off again", async ({
  page,
}) => {
  const id = await openWorkflow(page, essay);
  await ask(page, "silk");
  await expectStatus(page, "answer", "completed");
  const before = stub.calls.length;

  await chooseFromMenu(page, "research", "Pin this output");
  await expect(card(page, "research")).toContainText("pinned");
  await expect(page.getByRole("button", { name: /^Stale/ })).toHaveCount(0);
  await ask(page, "wool");
  await expectStatus(page, "answer", "completed");
  await expect(card(page, "research")).toContainText("Pinned");
  expect(stub.calls.length).toBe(before + 1);
  expect(asked(before)).toContain("Look up silk ok");

  await card(page, "research").click({ position: { x: 100, y: 40 } });
  await inspector(page).getByRole("tab", { name: "Last run" }).click();
  const pinned = inspector(page).getByRole("region", { name: "Pinned output" });
  await pinned.getByRole("button", { name: "Edit" }).click();
  const editor = pinned.getByLabel("Values by output port").last();
  await editor.click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText('{ "text": 7 }');
  await pinned.getByRole("button", { name: "Save" }).click();
  await expect(pinned).toContainText("The output text gives text, and this is 7.");
  await editor.click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText('{ "text": "by hand" }');
  await pinned.getByRole("button", { name: "Save" }).click();
  await expect(pinned.getByRole("button", { name: "Edit" })).toBeVisible();
  await expect(stale(page, "write")).toHaveAccessibleName("Stale: Research before it changed.");

  await chooseFromMenu(page, "write", "Run from here");
  await expect(page.getByText("Research runs too")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Stale/ })).toHaveCount(0);
  await expectStatus(page, "answer", "completed");
  expect(stub.calls.length).toBe(before + 2);
  expect(asked(before + 1)).toContain("Use by hand");

  await card(page, "research").click({ position: { x: 100, y: 40 } });
  await canvas(page).focus();
  await page.keyboard.press("p");
  await expect(card(page, "research")).not.toContainText("pinned");
  await expect(stale(page, "research")).toHaveAccessibleName("Stale: Its output is no longer pinned.");
  await page.keyboard.press("Control+z");
  await expect(card(page, "research")).toContainText("pinned");
  await expect
    .poll(async () => (await storedDocument(page, id)).nodes.find((node) => node.id === "research"))
    .toMatchObject({ pinned: { text: "by hand" } });
});

test("with the mouse: run to a node, and a node alone; where nothing ran yet, what is before it runs too", async ({
  page,
}) => {
  await openWorkflow(page, essay);
  const before = stub.calls.length;
  await card(page, "model").click({ button: "right", position: { x: 100, y: 16 } });
  await expect(page.getByRole("menuitem", { name: "Duplicate" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: /^Run/ })).toHaveCount(0);
  await page.keyboard.press("Escape");

  await chooseFromMenu(page, "research", "Run to here");
  await page
    .getByRole("dialog", { name: "Run with" })
    .getByLabel(/^topic/)
    .fill("flax");
  await page.keyboard.press("Control+Enter");
  await expectStatus(page, "research", "completed");
  await expectStatus(page, "write", "skipped");
  expect(stub.calls.length).toBe(before + 1);

  await chooseFromMenu(page, "write", "Run this node alone");
  await expectStatus(page, "write", "completed");
  await expectStatus(page, "answer", "skipped");
  await expect(card(page, "research")).toContainText("Reused");
  expect(stub.calls.length).toBe(before + 2);

  await openWorkflow(page, essay);
  await chooseFromMenu(page, "write", "Run from here");
  await page
    .getByRole("dialog", { name: "Run with" })
    .getByLabel(/^topic/)
    .fill("hemp");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Runs what is before Write too, and stops there")).toBeVisible();
  await expectStatus(page, "write", "completed");
  await expectStatus(page, "answer", "skipped");
});

test("with the keyboard: a breakpoint holds a run with its input in view; step and resume go on", async ({ page }) => {
  await openWorkflow(page, essay);
  const before = stub.calls.length;
  const { keyboard } = page;
  await canvas(page).focus();
  await select(page, "write");
  await keyboard.press("b");
  await expect(card(page, "write").getByRole("img", { name: /^Breakpoint/ })).toBeVisible();
  await page.reload();
  await expect(card(page, "write").getByRole("img", { name: /^Breakpoint/ })).toBeVisible();

  await ask(page, "cotton");
  await expectStatus(page, "write", "waiting");
  await expect(card(page, "write")).toContainText("Held at a breakpoint");
  expect(stub.calls.length).toBe(before + 1);
  await page.getByRole("button", { name: "Held before Write" }).click();
  await expect(inspector(page).getByRole("region", { name: "Waiting" })).toContainText("Look up cotton ok");
  await keyboard.press("F8");
  await expectStatus(page, "answer", "completed");
  expect(stub.calls.length).toBe(before + 2);

  await keyboard.press("F9");
  await page
    .getByRole("dialog", { name: "Run with" })
    .getByLabel(/^topic/)
    .fill("jute");
  await keyboard.press("Control+Enter");
  for (const held of ["question", "research", "write", "answer"]) {
    await expectStatus(page, held, "waiting");
    await expect(page.getByRole("button", { name: "Step", exact: true }).first()).toBeVisible();
    await keyboard.press("F9");
    await expectStatus(page, held, "completed");
  }
  await expect(page.getByRole("button", { name: "Stop" })).toHaveCount(0);
  expect(stub.calls.length).toBe(before + 4);

  await page.getByRole("button", { name: "More ways to run" }).click();
  await page.getByRole("menuitem", { name: "Remove the breakpoint" }).click();
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(card(page, "write").getByRole("img", { name: /^Breakpoint/ })).toHaveCount(0);
  await ask(page, "sisal");
  await expectStatus(page, "answer", "completed");
  expect(stub.calls.length).toBe(before + 6);
});

test("the bar over the studio holds together in every state of a run, from 1024 to 1920 wide", async ({ page }) => {
  await openWorkflow(page, { ...essay, name: "Essay on the looms of three valleys" });
  await expectTidyBar(page);
  await page.keyboard.press("F9");
  await page
    .getByRole("dialog", { name: "Run with" })
    .getByLabel(/^topic/)
    .fill("felt");
  await page.keyboard.press("Control+Enter");
  for (const held of ["question", "research", "write"]) {
    await expectStatus(page, held, "waiting");
    await expectTidyBar(page);
    await page.keyboard.press("F9");
  }
  await expectStatus(page, "answer", "waiting");
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByRole("button", { name: "Stop" })).toHaveCount(0);
  await expectTidyBar(page);
});

/** At each width nothing in the top bar lies on something else, and nothing is past its end. */
async function expectTidyBar(page: Page): Promise<void> {
  for (const width of [1024, 1152, 1280, 1366, 1440, 1600, 1920]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(overlapsInBar), `at ${width}`).toEqual([]);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

function overlapsInBar(): string[] {
  const bar = document.querySelector("header[data-region]") as HTMLElement;
  const edge = bar.getBoundingClientRect();
  const parts = [...bar.querySelectorAll<HTMLElement>("a, button, [role=status]")]
    .map((one) => ({
      name: one.innerText.replace(/\s+/g, " ") || one.ariaLabel,
      box: one.getBoundingClientRect(),
      // What found no room stands below the line that is seen, and is cut off there.
      seenTo: (one.closest(".overflow-clip") ?? bar).getBoundingClientRect().bottom,
    }))
    .filter(({ box, seenTo }) => box.width > 0 && box.top < seenTo);
  return parts.flatMap(({ name, box }, i) => [
    ...(box.right > edge.right ? [`${name} leaves the bar`] : []),
    ...parts
      .slice(i + 1)
      .filter((other) => other.box.left < box.right - 1 && box.left < other.box.right - 1)
      .map((other) => `${name} lies on ${other.name}`),
  ]);
}

test("what nodes gave and can be reused is counted in the settings, and cleared there", async ({ page }) => {
  const steady = essay.nodes.map((node) => (node.id === "model" ? { ...node, config: { temperature: 0 } } : node));
  await openWorkflow(page, { ...essay, nodes: steady });
  for (const [word, calls] of [
    ["Done", 2],
    ["Reused", 0],
  ] as const) {
    const before = stub.calls.length;
    await ask(page, "ramie");
    await expect(card(page, "write")).toContainText(word);
    await expectStatus(page, "answer", "completed");
    expect(stub.calls.length).toBe(before + calls);
  }
  await card(page, "write").click({ position: { x: 100, y: 40 } });
  await inspector(page).getByRole("tab", { name: "Policy" }).click();
  await inspector(page).getByLabel("When nothing changed").click();
  const choice = page.getByRole("option", { name: "Run every time" });
  await choice.click();
  await expect(choice).toHaveCount(0);
  await ask(page, "ramie");
  await expect(card(page, "write")).toContainText("Done");
  await expect(card(page, "research")).toContainText("Reused");

  await page.goto("/settings");
  await expect(page.getByText("30 days without use · 512 MB")).toBeVisible();
  await expect(page.getByText("3 times")).toBeVisible();
  const clear = page.getByRole("button", { name: "Clear" });
  await clear.click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Clear" }).click();
  await expect(page.getByText("0 times")).toBeVisible();
  await expect(clear).toBeDisabled();
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
