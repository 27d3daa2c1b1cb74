import type { Page } from "@playwright/test";
import { type StubModel, startStubModel } from "./support/stub-model";
import { card, expectStatus, gate, openWorkflow, run, useModel } from "./support/studio";
import { expect, test } from "./support/test";

/** Containers while they run: what their items do is seen on the canvas as it happens. */

let stub: StubModel;
let first = gate();
let second = gate();
let third = gate();

test.beforeAll(async () => {
  // The agents of the items write two words, and the rest when the test has seen enough.
  stub = await startStubModel(({ messages }) => {
    const topic = messages.at(-1)?.content?.split(" ").at(-1) ?? "";
    const seen = { warp: first, shuttle: second, reed: third }[topic];
    return {
      text: `All about the ${topic}`,
      ...(seen === undefined ? {} : { hold: { after: 2, until: seen.opened } }),
    };
  });
});
test.afterAll(() => stub?.close());

const at = (x: number, y: number) => ({ x, y });
const line = (id: string, from: string, to: string) => {
  const [source = "", sourceHandle] = [from.slice(0, from.indexOf(".")), from.slice(from.indexOf(".") + 1)];
  const [target = "", targetHandle] = [to.slice(0, to.indexOf(".")), to.slice(to.indexOf(".") + 1)];
  return { id, source, sourceHandle, target, targetHandle };
};
const connected = (...lines: readonly (readonly [string, string])[]) =>
  lines.map(([from, to], i) => line(`c${i + 1}`, from, to));

const agents = {
  format: "heddle.workflow",
  version: 1,
  name: "Write about each",
  nodes: [
    {
      id: "list",
      type: "input",
      position: at(0, 140),
      config: { fields: [{ name: "topics", type: "json", default: ["warp", "shuttle", "reed"] }] },
    },
    { id: "model", type: "model", position: at(0, 420), config: { model: "stub" } },
    { id: "loop", type: "for-each", position: at(360, 20), config: { concurrency: 1 } },
    {
      id: "writer",
      type: "agent",
      name: "Writer",
      parentId: "loop",
      position: at(120, 70),
      config: { prompt: "Write about {{ topic }}" },
    },
    { id: "texts", type: "output", position: at(1060, 140), config: { name: "texts", format: "json" } },
  ],
  connections: connected(
    ["list.topics", "loop.items"],
    ["loop.inner.item", "writer.topic"],
    ["model.model", "writer.model"],
    ["writer.text", "loop.inner.result"],
    ["loop.results", "texts.value"],
  ),
};

test("a loop of agents is seen at work, item by item, and tells what each of them wrote", async ({ page }) => {
  [first, second, third] = [gate(), gate(), gate()];
  await useModel(page, stub);
  await openWorkflow(page, agents);
  await run(page);
  await expect(card(page, "loop")).toContainText("0 of 3");
  await expect(card(page, "writer").locator("header")).toContainText("Item 1");
  await expect(card(page, "model")).toContainText("1 under way");
  first.open();
  await expect(card(page, "loop")).toContainText("1 of 3");
  await expectStatus(page, "writer", "running");
  await expect(card(page, "writer")).toContainText("All about");
  await expect(card(page, "writer").locator("header")).toContainText("Item 2");
  // The card of the model and the line of the run count the same calls.
  await expect(card(page, "model")).toContainText(/1 under way.*1 call/);
  await expect(page.getByText(/1 model call, 1 under way · \d+ tokens in, \d+ out/)).toBeVisible();
  second.open();
  await expect(card(page, "loop")).toContainText("2 of 3");
  await expectStatus(page, "loop", "running");
  await expect(card(page, "texts")).not.toHaveAttribute("data-status", "completed");
  third.open();
  await expectStatus(page, "loop", "completed");
  await expect(card(page, "loop")).toContainText("3 of 3");
  await expect(card(page, "writer")).toContainText("All about the reed");
  await expectStatus(page, "texts", "completed");
  await expect(card(page, "texts")).toContainText("All about the warp");
});

test("a fork begins in the item that a card shows, and leaves the others what they were", async ({ page }) => {
  [first, second, third] = [gate(), gate(), gate()];
  first.open();
  second.open();
  third.open();
  await useModel(page, stub);
  await openWorkflow(page, agents);
  await run(page);
  await expectStatus(page, "texts", "completed");
  const calls = stub.calls.length;
  await card(page, "writer").locator("header").click();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("fork from");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Fork this run" });
  await expect(dialog.getByRole("combobox", { name: "Begin at" })).toContainText("Writer, item 3");
  const text = dialog.getByRole("textbox", { name: "text", exact: true });
  await expect(text).toHaveValue("All about the reed");
  await text.fill("Nothing about the reed");
  await dialog.getByRole("button", { name: /^Start the run/ }).click();
  await expect(page.getByText("Forked from")).toContainText("at Writer (item 3), with an output given by hand");
  await expectStatus(page, "texts", "completed");
  await expect(card(page, "texts")).toContainText("Nothing about the reed");
  await expect(card(page, "texts")).toContainText("All about the warp");
  expect(stub.calls.length).toBe(calls);
});

/** list → loop [ brief → writer → shout ] → texts */
const chained = {
  ...agents,
  nodes: [
    ...agents.nodes.map((node) =>
      node.id === "writer" ? { ...node, position: at(430, 70), config: { prompt: "{{ text }}" } } : node,
    ),
    {
      id: "brief",
      type: "prompt",
      name: "Brief",
      parentId: "loop",
      position: at(120, 70),
      config: { template: "Write about {{ topic }}" },
    },
    {
      id: "shout",
      type: "transform",
      name: "Shout",
      parentId: "loop",
      position: at(740, 70),
      config: { expression: "$uppercase(value)" },
    },
  ].map((node) => (node.id === "texts" ? { ...node, position: at(1640, 140) } : node)),
  connections: connected(
    ["list.topics", "loop.items"],
    ["loop.inner.item", "brief.topic"],
    ["brief.text", "writer.text"],
    ["model.model", "writer.model"],
    ["writer.text", "shout.value"],
    ["shout.value", "loop.inner.result"],
    ["loop.results", "texts.value"],
  ),
};

async function chooseFromMenu(page: Page, nodeId: string, entry: string): Promise<void> {
  await card(page, nodeId).click({ button: "right", position: { x: 100, y: 16 } });
  await page.getByRole("menuitem", { name: entry }).click();
}

test("a node in a loop is run by itself, in the item that is looked at", async ({ page }) => {
  [second, third] = [gate(), gate()];
  second.open();
  third.open();
  await useModel(page, stub);
  await openWorkflow(page, chained);
  const asked = (place: number) => JSON.stringify(stub.calls[place]?.body.messages);
  const before = stub.calls.length;

  await chooseFromMenu(page, "writer", "Run to here");
  await page.getByRole("dialog", { name: "Run with" }).getByRole("button", { name: /^Run/ }).click();
  await expectStatus(page, "writer", "completed");
  await expectStatus(page, "texts", "skipped");
  await expect(card(page, "writer")).toContainText("All about the warp");
  expect(stub.calls.length).toBe(before + 1);

  await run(page);
  await expectStatus(page, "texts", "completed");
  expect(stub.calls.length).toBe(before + 4);
  const back = card(page, "loop").getByRole("button", { name: "Look at the item before" });
  await back.click();
  await back.click();
  await expect(card(page, "loop")).toContainText("Item 2");
  await expect(card(page, "writer")).toContainText("All about the shuttle");

  await chooseFromMenu(page, "writer", "Run this node alone");
  await expectStatus(page, "loop", "skipped");
  await expect(card(page, "loop")).toContainText("In part");
  await expect(card(page, "loop")).toContainText("2 of 3");
  await expectStatus(page, "writer", "completed");
  await expectStatus(page, "shout", "skipped");
  await expect(card(page, "writer")).toContainText("All about the shuttle");
  await expect(card(page, "brief")).toContainText("Reused");
  expect(stub.calls.length).toBe(before + 5);
  expect(asked(before + 4)).toContain("Write about shuttle");
  await expect(page.getByText("Failed")).toHaveCount(0);
  await expect(page.getByText("Canceled")).toHaveCount(0);

  await card(page, "shout").locator("header").click();
  await page.keyboard.press("Control+Shift+Enter");
  await expectStatus(page, "texts", "completed");
  await expect(card(page, "writer")).toContainText("Reused");
  await expect(card(page, "texts")).toContainText("ALL ABOUT THE WARP");
  await expect(card(page, "texts")).toContainText("ALL ABOUT THE SHUTTLE");
  expect(stub.calls.length).toBe(before + 5);
});

async function storedWorkflow(page: Page, document: object): Promise<string> {
  const response = await page.request.post("/api/v1/workflows", { data: document });
  expect(response.status()).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

test("a while, a try and a called workflow show on the canvas what they did", async ({ page }) => {
  const called = await storedWorkflow(page, {
    format: "heddle.workflow",
    version: 1,
    name: "Add ten",
    nodes: [
      { id: "in", type: "input", position: at(0, 0), config: { fields: [{ name: "n", type: "number" }] } },
      { id: "grow", type: "transform", position: at(300, 0), config: { expression: "value + 10" } },
      { id: "out", type: "output", position: at(600, 0), config: { name: "sum" } },
    ],
    connections: connected(["in.n", "grow.value"], ["grow.value", "out.value"]),
  });
  await openWorkflow(page, {
    format: "heddle.workflow",
    version: 1,
    name: "All containers",
    nodes: [
      {
        id: "in",
        type: "input",
        position: at(0, 120),
        config: { fields: [{ name: "n", type: "number", default: 1 }] },
      },
      { id: "until", type: "while", position: at(300, 20), config: { expression: "value < 8" } },
      // The called workflow has a node of this name too.
      { id: "grow", type: "transform", parentId: "until", position: at(120, 70), config: { expression: "value * 2" } },
      { id: "try", type: "try", position: at(860, 20), config: {} },
      {
        id: "fails",
        type: "transform",
        parentId: "try",
        position: at(120, 70),
        config: { expression: '$error("Too large.")' },
      },
      { id: "call", type: "workflow", position: at(860, 400), config: { workflow: called } },
      { id: "sum", type: "output", position: at(1420, 400), config: { name: "sum" } },
      { id: "why", type: "output", position: at(1420, 120), config: { name: "why" } },
    ],
    connections: connected(
      ["in.n", "until.value"],
      ["until.inner.value", "grow.value"],
      ["grow.value", "until.inner.result"],
      ["until.value", "try.value"],
      ["try.inner.value", "fails.value"],
      ["fails.value", "try.inner.result"],
      ["try.error", "why.value"],
      ["until.value", "call.value"],
      ["call.value", "sum.value"],
    ),
  });
  await run(page);
  await expectStatus(page, "sum", "completed");
  await expectStatus(page, "why", "completed");
  await expect(card(page, "until")).toContainText("3 done");
  await expect(card(page, "sum")).toContainText("18");
  await expect(card(page, "why")).toContainText("Too large.");
  await expectStatus(page, "fails", "failed");
  // What it gave in the loop, not what the one with its id gave in the called workflow.
  await card(page, "grow").locator("header").click();
  await page.keyboard.press("Enter");
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  await inspector.getByRole("tab", { name: "Last run" }).click();
  await expect(inspector).toContainText("8");
  await expect(inspector).not.toContainText("18");
});
