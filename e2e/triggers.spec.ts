import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { canvas, card, dot, drag, openWorkflow, status, watchConsole } from "./support/studio";
import { expect, firstVisit as test } from "./support/test";

/** Workflows that start by themselves: drawn, published, called, changed and taken back, with the mouse. */

const paletteItem = (page: Page, type: string) => page.locator(`[data-node-type="${type}"]`);
const row = (page: Page, workflow: string) => page.getByRole("row").filter({ hasText: workflow });
const publishButton = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const dialog = (page: Page) => page.getByRole("dialog", { name: "Publish" });

async function place(page: Page, type: string, x: number, y: number): Promise<void> {
  await paletteItem(page, type).dragTo(canvas(page), { targetPosition: { x, y } });
}

async function publish(page: Page, opener: string): Promise<void> {
  await publishButton(page, opener).click();
  await dialog(page).getByRole("button", { name: "Publish", exact: true }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(publishButton(page, "Published")).toBeVisible();
}

const watching = (folder: string, more: object[] = []) => ({
  format: "heddle.workflow",
  version: 1,
  name: `Files of ${folder}`,
  nodes: [
    { id: "watch", type: "file-watch", position: { x: 0, y: 0 }, config: { folder, glob: "*.txt" } },
    { id: "out", type: "output", position: { x: 320, y: 0 }, config: { name: "path" } },
    ...more,
  ],
  connections: [{ id: "c1", source: "watch", sourceHandle: "path", target: "out", targetHandle: "value" }],
});

test("a webhook is drawn, published, called, changed, and taken back", async ({ page }) => {
  test.setTimeout(120_000);
  const said = watchConsole(page);
  await page.goto("/triggers");
  await expect(page.getByRole("heading", { name: "Nothing starts by itself yet" })).toBeVisible();

  await page.goto("/workflows");
  await page.getByRole("button", { name: /^New workflow/ }).click();
  await expect(canvas(page)).toBeVisible();
  await place(page, "webhook", 60, 160);
  await expect(card(page, "webhook1")).toBeVisible();

  // An empty output refuses to be published, and says which node it is.
  await place(page, "output", 420, 420);
  await publishButton(page, "Publish").click();
  await expect(dialog(page).getByRole("alert")).toContainText("Connect something to the input value");
  await expect(dialog(page).getByRole("button", { name: "Publish", exact: true })).toBeDisabled();
  await dialog(page)
    .getByRole("button", { name: /Output: / })
    .click();
  await expect(dialog(page)).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await drag(page, dot(page, "webhook1", "body"), dot(page, "output1", "value"));

  await card(page, "webhook1").locator("header").click();
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  await inspector.getByLabel("Path").fill("e2e/orders");
  await inspector.getByLabel("Answer").click();
  await page.getByRole("option", { name: /When the run is over/ }).click();
  await expect(inspector.getByText(/\/api\/hooks\/e2e\/orders$/).first()).toBeVisible();
  await expect(inspector.getByText("Not yet. Publish the workflow to turn it on.")).toBeVisible();
  await expect(status(page, "Saved")).toBeVisible();
  const call = () => page.request.post("/api/hooks/e2e/orders", { data: { n: 1 } });
  expect((await call()).status()).toBe(404);

  await publishButton(page, "Publish").click();
  await expect(dialog(page).getByText(/POST http:.*\/api\/hooks\/e2e\/orders/)).toBeVisible();
  await dialog(page).getByLabel("Label").fill("First");
  await dialog(page).getByRole("button", { name: "Publish", exact: true }).click();
  await expect(publishButton(page, "Published")).toBeVisible();
  await expect(inspector.getByText(/It is live, in version/)).toBeVisible();
  const answered = await call();
  expect([answered.status(), await answered.json()]).toEqual([200, { result: { n: 1 } }]);

  // What is drawn changes, and what is published does not.
  await card(page, "output1").locator("header").click();
  await inspector.getByLabel("Name", { exact: true }).fill("changed");
  await page.keyboard.press("Tab");
  await expect(publishButton(page, "Publish changes")).toBeVisible();
  await expect(status(page, "Saved")).toBeVisible();
  expect(await (await call()).json()).toEqual({ result: { n: 1 } });
  await publish(page, "Publish changes");
  expect(await (await call()).json()).toEqual({ changed: { n: 1 } });

  // The version before comes back to the canvas, and is published again.
  await page.getByRole("button", { name: "Versions" }).click();
  const versions = page.getByRole("dialog", { name: "Versions" });
  await expect(versions.getByRole("listitem").filter({ hasText: "published" })).toHaveCount(1);
  await versions
    .getByRole("listitem")
    .filter({ hasText: "First" })
    .getByRole("button", { name: /Restore/ })
    .click();
  await expect(versions.getByText("Restored", { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(publishButton(page, "Publish changes")).toBeVisible();
  expect(await (await call()).json()).toEqual({ changed: { n: 1 } });
  await publish(page, "Publish changes");
  expect(await (await call()).json()).toEqual({ result: { n: 1 } });

  await page.goto("/workflows");
  await expect(row(page, "Untitled").getByText("published")).toBeVisible();

  await page.getByRole("link", { name: "Triggers" }).click();
  await expect(row(page, "POST /api/hooks/e2e/orders")).toContainText("Done");
  await row(page, "POST /api/hooks/e2e/orders")
    .getByRole("button", { name: /Send a test request/ })
    .click();
  const request = page.getByRole("dialog", { name: "Send a test request" });
  await request.getByLabel("Body").fill('{"n": 7}');
  await request.getByRole("button", { name: "Send", exact: true }).click();
  await expect(request.getByRole("region", { name: "Answer" })).toContainText('"n": 7');
  await request.getByRole("link", { name: "Show the run" }).click();
  await expect(page).toHaveURL(/\/runs\//);
  await page.goto("/triggers");

  // Turned off, it refuses and says so; turned on, it goes on.
  const isOn = row(page, "POST /api/hooks/e2e/orders").getByRole("switch");
  await isOn.click();
  await expect(row(page, "POST /api/hooks/e2e/orders")).toContainText("turned off");
  await expect.poll(async () => (await call()).status()).toBe(409);
  await isOn.click();
  await expect.poll(async () => (await call()).status()).toBe(200);

  await row(page, "POST /api/hooks/e2e/orders").getByRole("link").first().click();
  await publishButton(page, "Published").click();
  await dialog(page).getByRole("button", { name: "Unpublish" }).click();
  await expect(publishButton(page, "Publish")).toBeVisible();
  expect((await call()).status()).toBe(404);
  expect(said.filter((line) => !/404|409/.test(line))).toEqual([]);
});

test("a file that comes into a watched folder starts a run, also after a restart; a folder that is gone is told", async ({
  page,
  server,
}) => {
  test.setTimeout(120_000);
  const folder = path.join(server.dataFolder, "workspace", "e2e-inbox");
  await openWorkflow(page, watching("e2e-inbox"));
  await card(page, "watch").locator("header").click();
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  await expect(inspector.getByText(folder)).toBeVisible();
  await expect(inspector.getByText("It is not there yet: publishing makes it.")).toBeVisible();
  await publish(page, "Publish");
  await writeFile(path.join(folder, "first.txt"), "looms");
  await page.goto("/triggers");
  const line = row(page, "e2e-inbox/*.txt");
  await expect(line).toContainText("Done");
  await line.getByRole("link", { name: "Done" }).click();
  await expect(page).toHaveURL(/\/runs\//);
  await page.getByRole("tab", { name: "Output" }).click();
  await expect(page.getByText("e2e-inbox/first.txt").first()).toBeVisible();

  await server.stop();
  await writeFile(path.join(folder, "second.txt"), "heddles");
  await server.restart();
  const runs = async () => (await (await page.request.get("/api/v1/runs?status=completed")).json()).items;
  const outputs = async () =>
    Promise.all(
      (await runs())
        .filter((run: { workflowName: string }) => run.workflowName === "Files of e2e-inbox")
        .map(
          async ({ id }: { id: string }) => (await (await page.request.get(`/api/v1/runs/${id}`)).json()).output.path,
        ),
    );
  await expect.poll(outputs, { timeout: 20_000 }).toEqual(["e2e-inbox/second.txt", "e2e-inbox/first.txt"]);

  await page.goto("/triggers");
  await expect(line).toContainText("when a file comes");
  await rm(folder, { recursive: true });
  await expect(line).toContainText("The folder e2e-inbox is not there.");
  await mkdir(folder);
  await expect(line).not.toContainText("is not there");
});

test("a schedule shows its times as they are typed, and runs when somebody says so", async ({ page }) => {
  await openWorkflow(page, {
    ...watching("unused"),
    name: "Every morning",
    nodes: [
      {
        id: "clock",
        type: "schedule",
        position: { x: 0, y: 0 },
        config: { cron: "0 9 * * *", timezone: "Europe/Berlin" },
      },
      { id: "out", type: "output", position: { x: 320, y: 0 }, config: { name: "at" } },
    ],
    connections: [{ id: "c1", source: "clock", sourceHandle: "at", target: "out", targetHandle: "value" }],
  });
  await card(page, "clock").locator("header").click();
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  const times = inspector.getByRole("list", { name: "Next times" }).getByRole("listitem");
  await expect(times).toHaveCount(5);
  await expect(times.first()).toContainText("09:00");
  await inspector.getByLabel("Times", { exact: true }).fill("30 7 * * *");
  await expect(times.first()).toContainText("07:30");
  await inspector.getByLabel("Times", { exact: true }).fill("0 0 30 2 *");
  await expect(inspector.getByText(/never come/)).toBeVisible();
  await publishButton(page, "Publish").click();
  await dialog(page).getByRole("button", { name: "Publish", exact: true }).click();
  await expect(dialog(page).getByRole("alert")).toContainText(/30 2/);
  await page.keyboard.press("Escape");
  await inspector.getByLabel("Times", { exact: true }).fill("30 7 * * *");
  await page.keyboard.press("Tab");
  await publish(page, "Publish");

  await page.goto("/triggers");
  await expect(row(page, "Every morning")).toContainText("07:30 Europe/Berlin");
  await page.getByRole("button", { name: "Run Every morning now" }).click();
  await expect(row(page, "Every morning")).toContainText("Done");
});

test("the list of triggers holds on a narrow screen", async ({ page, server }) => {
  const failing = watching("narrow/of-a-long-name-that-goes-on");
  await openWorkflow(page, { ...failing, name: "Files that come at night" });
  await publish(page, "Publish");
  await rm(path.join(server.dataFolder, "workspace", "narrow"), { recursive: true });
  await openWorkflow(page, {
    ...watching("unused"),
    name: "Every evening when the shop is closed",
    nodes: [
      {
        id: "clock",
        type: "schedule",
        position: { x: 0, y: 0 },
        config: { cron: "0 21 * * *", timezone: "Asia/Kathmandu" },
      },
      { id: "out", type: "output", position: { x: 320, y: 0 }, config: { name: "at" } },
    ],
    connections: [{ id: "c1", source: "clock", sourceHandle: "at", target: "out", targetHandle: "value" }],
  });
  await publish(page, "Publish");
  for (const width of [360, 480, 720]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto("/triggers");
    await expect(row(page, "Files that come at night")).toContainText("is not there");
    const isCut = await page
      .locator("[data-trigger]")
      .evaluateAll((rows) =>
        rows.some((one) => one.scrollWidth > one.clientWidth || one.getBoundingClientRect().right > window.innerWidth),
      );
    expect([width, isCut]).toEqual([width, false]);
    for (const name of ["Files that come at night", "Every evening when the shop is closed"]) {
      const line = row(page, name);
      expect((await line.getByRole("link", { name }).boundingBox())?.width).toBeGreaterThan(110);
      await expect(line.getByRole("switch")).toBeInViewport({ ratio: 1 });
      const cells = await line
        .getByRole("cell")
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
      const overlap = cells.some((a, i) =>
        cells.some((b, j) => i < j && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom),
      );
      expect([width, name, overlap]).toEqual([width, name, false]);
    }
    await expect(page.getByRole("button", { name: /^Run Every evening/ })).toBeInViewport({ ratio: 1 });
  }
});
