import type { Page } from "@playwright/test";
import { openWorkflow } from "./support/studio";
import { expect, test } from "./support/test";

/** The limit for the runs of one workflow: set in the inspector, kept, and told to who looks at a run that waits. */

/** in → ask → out: a run waits for a person, and keeps its place. */
const asking = {
  format: "heddle.workflow",
  version: 1,
  name: "One at a time",
  nodes: [
    {
      id: "in",
      type: "input",
      position: { x: 0, y: 0 },
      config: { fields: [{ name: "text", type: "text", default: "looms" }] },
    },
    { id: "ask", type: "approval", name: "Ask", position: { x: 320, y: 0 }, config: { title: "Go on?" } },
    { id: "out", type: "output", position: { x: 640, y: 0 }, config: { name: "text" } },
  ],
  connections: [
    { id: "c1", source: "in", sourceHandle: "text", target: "ask", targetHandle: "value" },
    { id: "c2", source: "ask", sourceHandle: "approved", target: "out", targetHandle: "value" },
  ],
};

async function openInspector(page: Page): Promise<void> {
  const toggle = page.getByRole("button", { name: "Inspector", exact: true });
  if ((await toggle.getAttribute("aria-pressed")) !== "true") await toggle.click();
}

test("a workflow that lets one run go on at a time keeps the next one in line, and says so", async ({ page }) => {
  const id = await openWorkflow(page, asking);
  await openInspector(page);
  const field = page.getByRole("spinbutton", { name: "Runs at once" });
  await expect(field).toHaveAttribute("placeholder", "No limit");
  await field.fill("1");
  await field.blur();
  await expect(page.getByText("keeps its place")).toBeVisible();
  const stored = async () => {
    const response = await page.request.get(`/api/v1/workflows/${id}/export`);
    return ((await response.json()) as { settings: { maxRuns?: number } }).settings.maxRuns;
  };
  await expect.poll(stored).toBe(1);

  const start = async () => {
    const response = await page.request.post(`/api/v1/workflows/${id}/runs`, { data: { input: {} } });
    return ((await response.json()) as { id: string }).id;
  };
  const read = async (run: string) =>
    (await (await page.request.get(`/api/v1/runs/${run}`)).json()) as { status: string; waitsForPlace?: true };
  const first = await start();
  await expect.poll(async () => (await read(first)).status).toBe("waiting");
  const second = await start();
  expect(await read(second)).toMatchObject({ status: "queued", waitsForPlace: true });
  await page.goto(`/runs/${second}`);
  const reason = page.getByText("Waits for another run of this workflow: one goes on at a time");
  await expect(reason).toBeVisible();

  await page.request.post(`/api/v1/runs/${first}/nodes/ask/decision`, { data: { decision: "approve" } });
  await expect(reason).toHaveCount(0);
  await expect.poll(async () => (await read(second)).status).toBe("waiting");

  await page.goto(`/workflows/${id}`);
  await openInspector(page);
  await expect(field).toHaveValue("1");
  await field.fill("");
  await field.blur();
  await expect.poll(stored).toBeUndefined();
});
