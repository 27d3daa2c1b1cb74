import type { Page } from "@playwright/test";
import { boxOf, holds } from "./support/boxes";
import {
  canvas,
  card,
  cards,
  dot,
  drag,
  expectStatus,
  openWorkflow,
  run,
  type StoredDocument,
  status,
  storedDocument,
} from "./support/studio";
import { expect, test } from "./support/test";

/** Containers under the hands of somebody who builds with them. */

// The view jumps to where it goes, so that what is pointed at stands still.
test.use({ contextOptions: { reducedMotion: "reduce" } });

const paletteItem = (page: Page, type: string) => page.locator(`[data-node-type="${type}"]`);
const edges = (page: Page) => page.locator(".react-flow__edge");
const saved = (page: Page) => expect(status(page, "Saved")).toBeVisible();

const ends = {
  format: "heddle.workflow",
  version: 1,
  name: "Double each",
  nodes: [
    {
      id: "list",
      type: "input",
      position: { x: 0, y: 100 },
      config: { fields: [{ name: "numbers", type: "json", default: [1, 2, 3] }] },
    },
    { id: "doubled", type: "output", position: { x: 960, y: 100 }, config: { name: "doubled", format: "json" } },
  ],
  connections: [],
};

/** The same with a loop around one transform, all connected. */
const loop = {
  ...ends,
  nodes: [
    ...ends.nodes,
    { id: "loop", type: "for-each", position: { x: 340, y: 40 }, config: {} },
    {
      id: "work",
      type: "transform",
      parentId: "loop",
      position: { x: 120, y: 70 },
      config: { expression: "value * 2" },
    },
  ],
  connections: [
    { id: "c1", source: "list", sourceHandle: "numbers", target: "loop", targetHandle: "items" },
    { id: "c2", source: "loop", sourceHandle: "inner.item", target: "work", targetHandle: "value" },
    { id: "c3", source: "work", sourceHandle: "value", target: "loop", targetHandle: "inner.result" },
    { id: "c4", source: "loop", sourceHandle: "results", target: "doubled", targetHandle: "value" },
  ],
};

const nodeOf = (document: StoredDocument, id: string) =>
  document.nodes.find((node) => node.id === id) as
    | { parentId?: string; position: { x: number; y: number } }
    | undefined;

test("a loop is built with the mouse, run on a list, and says what each item gave", async ({ page }) => {
  const id = await openWorkflow(page, ends);
  const [pane, list] = [await boxOf(canvas(page)), await boxOf(card(page, "list"))];
  await paletteItem(page, "for-each").dragTo(canvas(page), {
    targetPosition: { x: list.x + list.width + 200 - pane.x, y: list.y - 20 - pane.y },
  });
  const frame = card(page, "forEach1");
  await expect(frame).toContainText("They run once for each item.");
  const { x, y, width, height } = await boxOf(frame);
  await paletteItem(page, "transform").dragTo(canvas(page), {
    targetPosition: { x: x + width / 2 - pane.x, y: y + height / 2 - pane.y },
  });
  await expect(frame).not.toContainText("They run once for each item.");
  expect(holds(await boxOf(frame), await boxOf(card(page, "transform1")))).toBe(true);

  // With nothing selected the inspector leaves its room to the canvas.
  await page.keyboard.press("Escape");
  await expect(page.getByRole("complementary", { name: "Inspector" })).toHaveCount(0);
  await page.keyboard.press("f");
  await expect(card(page, "doubled")).toBeInViewport({ ratio: 0.9 });
  await drag(page, dot(page, "list", "numbers"), dot(page, "forEach1", "items"));
  await drag(page, dot(page, "forEach1", "inner.item"), dot(page, "transform1", "value").first());
  await drag(page, dot(page, "transform1", "value").last(), dot(page, "forEach1", "inner.result"));
  await drag(page, dot(page, "forEach1", "results"), dot(page, "doubled", "value"));
  await expect(edges(page)).toHaveCount(4);
  await saved(page);
  expect(nodeOf(await storedDocument(page, id), "transform1")?.parentId).toBe("forEach1");

  await run(page);
  await expectStatus(page, "forEach1", "completed");
  await expect(frame).toContainText("3 of 3");
  await expectStatus(page, "transform1", "completed");
  await expectStatus(page, "doubled", "completed");
});

test("a node that is dragged out of its frame leaves its connections there, and undo brings all back", async ({
  page,
}) => {
  const id = await openWorkflow(page, loop);
  await expect(edges(page)).toHaveCount(4);
  const { x, y, height } = await boxOf(card(page, "loop"));
  await drag(page, card(page, "work").locator("header"), { x: x + 200, y: y + height + 60 });
  await expect(page.getByText("2 connections removed.")).toBeVisible();
  await expect(edges(page)).toHaveCount(2);
  await expect(card(page, "loop")).toContainText("Drop nodes here.");
  await saved(page);
  expect(nodeOf(await storedDocument(page, id), "work")?.parentId).toBeUndefined();

  await canvas(page).focus();
  await page.keyboard.press("Control+z");
  await expect(edges(page)).toHaveCount(4);
  await saved(page);
  expect(nodeOf(await storedDocument(page, id), "work")).toMatchObject({
    parentId: "loop",
    position: { x: 120, y: 70 },
  });
});

test("a container goes with what is in it: deleted, copied, and back again", async ({ page }) => {
  const id = await openWorkflow(page, loop);
  await card(page, "loop").locator("header").click();
  await page.keyboard.press("Delete");
  await expect(cards(page)).toHaveCount(2);
  await page.keyboard.press("Control+z");
  await expect(cards(page)).toHaveCount(4);
  await expect(edges(page)).toHaveCount(4);

  await card(page, "loop").locator("header").click();
  await page.keyboard.press("Control+d");
  await expect(cards(page)).toHaveCount(6);
  await expect(edges(page)).toHaveCount(6);
  await saved(page);
  const document = await storedDocument(page, id);
  expect(nodeOf(document, "transform1")).toMatchObject({ parentId: "forEach1", position: { x: 120, y: 70 } });
});

test("the keyboard puts a node into the container that is selected", async ({ page }) => {
  const id = await openWorkflow(page, loop);
  await card(page, "loop").locator("header").click();
  await page.keyboard.press("a");
  await page.keyboard.type("prompt");
  await expect(page.getByRole("option", { name: "Prompt" }).first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(card(page, "prompt1")).toBeVisible();
  await saved(page);
  expect(nodeOf(await storedDocument(page, id), "prompt1")?.parentId).toBe("loop");
  expect(holds(await boxOf(card(page, "loop")), await boxOf(card(page, "prompt1")))).toBe(true);
});
