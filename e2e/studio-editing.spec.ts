import type { Page } from "@playwright/test";
import { type StubModel, startStubModel } from "./support/stub-model";
import {
  canvas,
  card,
  cards,
  dot,
  drag,
  example,
  expectStatus,
  middleOf,
  openWorkflow,
  type Point,
  removeModels,
  run,
  status,
  storedDocument,
  useModel,
  watchConsole,
} from "./support/studio";
import { expect, test } from "./support/test";

/** The canvas under the hands of one or two people, and what it says when something is missing or fails. */

let stub: StubModel;
test.beforeAll(async () => {
  stub = await startStubModel(() => ({ text: "done" }));
});
test.afterAll(() => stub?.close());

/** An empty place of the canvas, away from all cards. */
async function emptyPlace(page: Page): Promise<Point> {
  const box = await canvas(page).boundingBox();
  if (box === null) throw new Error("no canvas");
  return { x: box.x + box.width / 2, y: box.y + 60 };
}

const paletteItem = (page: Page, type: string) => page.locator(`[data-node-type="${type}"]`);
const edges = (page: Page) => page.locator(".react-flow__edge");
const saved = (page: Page) => expect(status(page, "Saved")).toBeVisible();

test("nodes come by drag from the palette, connections by drag from dot to dot, and what does not fit says why", async ({
  page,
}) => {
  await useModel(page, stub);
  const document = (await example("1-research-a-topic.json")) as { connections: { targetHandle: string }[] };
  document.connections = document.connections.filter(({ targetHandle }) => targetHandle !== "context");
  const id = await openWorkflow(page, document);
  await expect(cards(page)).toHaveCount(4);
  const box = await canvas(page).boundingBox();
  if (box === null) throw new Error("no canvas");
  const { x, y } = await emptyPlace(page);
  await paletteItem(page, "prompt").dragTo(canvas(page), { targetPosition: { x: x - box.x, y: y - box.y } });
  await expect(card(page, "prompt1")).toBeVisible();

  await drag(page, dot(page, "researcher", "json"), dot(page, "local-model", "model"), async () => {
    await expect(page.getByRole("status").filter({ hasText: /Connect an output to an input/ })).toBeVisible();
  });
  await drag(page, dot(page, "researcher", "json"), dot(page, "researcher", "memory"), async () => {
    await expect(page.locator("[role=status] svg.lucide-ban")).toBeVisible();
  });
  await expect(edges(page)).toHaveCount(4);
  await drag(page, dot(page, "question", "value"), dot(page, "researcher", "context"));
  await expect(edges(page)).toHaveCount(5);

  // With nothing selected the inspector leaves its room to the canvas.
  await page.keyboard.press("Escape");
  await expect(page.getByRole("complementary", { name: "Inspector" })).toHaveCount(0);
  await drag(page, dot(page, "researcher", "json"), await emptyPlaceBelow(page));
  const picker = page.getByRole("dialog", { name: "Add a node" });
  await expect(picker.getByRole("option", { name: "Transform" })).toBeVisible();
  await expect(picker.getByRole("option", { name: "Model", exact: true })).toHaveCount(0);
  await picker.getByRole("option", { name: "Transform" }).click();
  await expect(card(page, "transform1")).toBeVisible();
  await expect(edges(page)).toHaveCount(6);
  await saved(page);
  const { connections } = await storedDocument(page, id);
  expect(connections).toContainEqual(
    expect.objectContaining({
      source: "question",
      sourceHandle: "value",
      target: "researcher",
      targetHandle: "context",
    }),
  );
  expect(connections).toContainEqual(
    expect.objectContaining({ source: "researcher", sourceHandle: "json", target: "transform1" }),
  );
});

test("a node stays where it is dropped: on an empty canvas, when it is selected, and when the trace opens", async ({
  page,
}) => {
  await useModel(page, stub);
  await page.goto("/workflows");
  await page.getByRole("button", { name: "New workflow" }).click();
  await expect(page.getByText("Start with a node")).toBeVisible();
  const box = await canvas(page).boundingBox();
  if (box === null) throw new Error("no canvas");
  const at = { x: 520, y: 260 };
  await paletteItem(page, "prompt").dragTo(canvas(page), { targetPosition: at });
  const dropped = card(page, "prompt1");
  await expect(dropped).toBeVisible();
  const place = async () => (await dropped.boundingBox()) as { x: number; y: number; width: number };
  const first = await place();
  // Under the pointer by its header; the grid may shift it by half of its step.
  expect(Math.abs(first.x + first.width / 2 - (box.x + at.x))).toBeLessThanOrEqual(5);
  expect(Math.abs(first.y + 17 - (box.y + at.y))).toBeLessThanOrEqual(5);

  await page.keyboard.press("Escape");
  await expect(page.getByLabel("Name of the workflow")).toBeVisible();
  await page.keyboard.press("Control+j");
  await expect(page.getByText("No run yet")).toBeVisible();
  await page.keyboard.press("Control+b");
  await expect(page.getByRole("searchbox", { name: "Search nodes" })).toHaveCount(0);
  expect(await place()).toMatchObject({ x: first.x, y: first.y });
});

test("cards stay where they are when a selection opens the inspector, and when it closes again", async ({ page }) => {
  await useModel(page, stub);
  await openWorkflow(page, await example("1-research-a-topic.json"));
  const place = async () => (await card(page, "question").boundingBox()) as { x: number; y: number };
  const before = await place();
  await card(page, "question").locator("header").click();
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  await expect(inspector).toBeVisible();
  await expect(inspector.getByLabel("Name of the node")).toBeVisible();
  await expect.poll(place).toEqual(before);
  await page.keyboard.press("Escape");
  await expect(inspector).toHaveCount(0);
  await expect.poll(place).toEqual(before);
});

test("a wide workflow opens from its beginning at a size that can be read", async ({ page }) => {
  await useModel(page, stub);
  await openWorkflow(page, await example("3-route-a-request.json"));
  await expect(card(page, "request")).toBeInViewport({ ratio: 1 });
  await expect(card(page, "request")).toContainText("message");
  const { width } = (await card(page, "request").boundingBox()) as { width: number };
  expect(width).toBeGreaterThanOrEqual(0.65 * 240 - 1);
});

async function emptyPlaceBelow(page: Page): Promise<Point> {
  const answer = await middleOf(card(page, "answer"));
  return { x: answer.x - 20, y: answer.y + 170 };
}

test("an edit is stored within a second, and undo still takes it back after a reload", async ({ page }) => {
  await useModel(page, stub);
  const id = await openWorkflow(page, await example("1-research-a-topic.json"));
  const promptOf = async () =>
    (await storedDocument(page, id)).nodes.find((node) => node.id === "researcher")?.config?.prompt;
  const before = await promptOf();
  await card(page, "researcher").locator("header").click();
  const prompt = page.getByLabel("Prompt").first();
  await prompt.click();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Say {{ topic }} in one word.");
  await expect(status(page, "Saving")).toBeVisible();
  await saved(page);
  expect(await promptOf()).toBe("Say {{ topic }} in one word.");

  await page.keyboard.press("Escape");
  await card(page, "answer").locator("header").click();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Control+z");
  await saved(page);
  await page.reload();
  await expect(cards(page)).toHaveCount(4);
  await canvas(page).focus();
  await page.keyboard.press("Control+z");
  await saved(page);
  await expect.poll(promptOf).toBe(before);
  await page.keyboard.press("Control+Shift+z");
  await expect.poll(promptOf).toBe("Say {{ topic }} in one word.");
});

test("the keyboard alone copies and pastes all, in another tab too, and adds nodes that do not cover each other", async ({
  page,
  context,
  server,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.url });
  await useModel(page, stub);
  await openWorkflow(page, await example("1-research-a-topic.json"));
  await expect(page).toHaveTitle("Research a topic · Heddle");
  await expect(canvas(page)).toBeFocused();
  for (const keys of ["Control+a", "Control+c", "Control+v"]) await page.keyboard.press(keys);
  await expect(cards(page)).toHaveCount(8);
  const other = await context.newPage();
  await openWorkflow(other, await example("1-research-a-topic.json"));
  await expect(canvas(other)).toBeFocused();
  await other.keyboard.press("Control+v");
  await expect(cards(other)).toHaveCount(8);

  for (const name of ["prompt1", "prompt2"]) {
    await other.keyboard.press("a");
    await other.keyboard.type("prompt");
    await expect(other.getByRole("option", { name: "Prompt" }).first()).toHaveAttribute("aria-selected", "true");
    await other.keyboard.press("Enter");
    await expect(card(other, name)).toBeVisible();
    await expect(canvas(other)).toBeFocused();
  }
  const [first, second] = [await middleOf(card(other, "prompt1")), await middleOf(card(other, "prompt2"))];
  expect(Math.hypot(first.x - second.x, first.y - second.y)).toBeGreaterThan(100);
});

test("after a jump to a node its keys work, wherever the focus was", async ({ page }) => {
  await useModel(page, stub);
  const id = await openWorkflow(page, await example("1-research-a-topic.json"));
  const xOf = async () => {
    const node = (await storedDocument(page, id)).nodes.find((one) => one.id === "answer");
    return (node?.position as Point | undefined)?.x;
  };
  const before = await xOf();
  await page.getByRole("searchbox", { name: "Search nodes" }).focus();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("answer");
  await page.getByRole("option", { name: /answer$/ }).click();
  await expect(canvas(page)).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect.poll(xOf).toBe((before ?? 0) + 10);
});

test("two tabs on one workflow see each other's edits", async ({ page, context }) => {
  await useModel(page, stub);
  const id = await openWorkflow(page, await example("1-research-a-topic.json"));
  const other = await context.newPage();
  await other.goto(`/workflows/${id}`);
  await expect(cards(other)).toHaveCount(4);
  await paletteItem(page, "note").click();
  await expect(card(other, "note1")).toBeVisible();
  await card(other, "researcher").locator("header").click();
  await other.keyboard.press("F2");
  await other.keyboard.press("Control+a");
  await other.keyboard.type("Scholar");
  await other.keyboard.press("Enter");
  await expect(card(page, "researcher")).toContainText("Scholar");
  await expect(card(page, "note1")).toBeVisible();
  await saved(other);
  const { nodes } = await storedDocument(page, id);
  expect(nodes).toContainEqual(expect.objectContaining({ id: "researcher", name: "Scholar" }));
  expect(nodes.map((node) => node.id)).toContain("note1");
});

test("a missing model shows on its node with the way to Models, and goes away when one is connected", async ({
  page,
}) => {
  await removeModels(page);
  await openWorkflow(page, await example("1-research-a-topic.json"));
  const marker = card(page, "local-model").getByRole("button", { name: /No model is connected yet/ });
  await expect(marker).toBeVisible();
  await page.getByRole("button", { name: /^Run/ }).click();
  await expect(page.getByRole("alert").filter({ hasText: "One thing has to change first" })).toBeVisible();
  // The inspector that opens with it stays free.
  const list = await page.getByRole("dialog", { name: "What has to change first" }).boundingBox();
  const inspector = await page.getByRole("complementary", { name: "Inspector" }).boundingBox();
  expect((list?.x ?? 0) + (list?.width ?? 0)).toBeLessThanOrEqual(inspector?.x ?? 0);
  await page.getByRole("link", { name: "Open Models" }).click();
  await expect(page).toHaveURL(/\/models$/);
  await useModel(page, stub);
  await page.goBack();
  await expect(cards(page)).toHaveCount(4);
  await expect(marker).toHaveCount(0);
});

test("a model server that is gone fails with a sentence, and Fix leads to the field", async ({ page }) => {
  const gone = await startStubModel();
  await useModel(page, gone);
  await gone.close();
  await openWorkflow(page, await example("1-research-a-topic.json"));
  await run(page);
  await expectStatus(page, "researcher", "failed");
  await expect(card(page, "researcher")).toContainText(/cannot be reached/);
  await expect(page.getByRole("alert").filter({ hasText: new URL(gone.base).host })).toBeVisible();
  await card(page, "researcher").getByRole("button", { name: "Fix" }).click();
  await expect(page.locator("[data-field=model]").getByRole("combobox")).toBeFocused();
});

test("no page says a word in the console", async ({ page }) => {
  await useModel(page, stub);
  const said = watchConsole(page);
  const id = await openWorkflow(page, await example("6-agent-with-tools.json"));
  await expect(cards(page)).toHaveCount(6);
  for (const path of ["/workflows", "/runs", "/models", "/settings", `/workflows/${id}`]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("link", { name: "Settings" })).toBeVisible();
  }
  await expect(cards(page)).toHaveCount(6);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(said).toEqual([]);
});
