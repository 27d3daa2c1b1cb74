import { performance } from "node:perf_hooks";
import type { Browser, Page } from "@playwright/test";
import type { BenchServer } from "../support/bench-server";
import { bigWorkflow } from "../support/big-workflow";
import { openBrowser } from "../support/browser";
import { fanOut } from "../support/fan-out";
import { dragInCircles, framesPerSecond } from "../support/frames";
import { type Figure, inRounds, type Measure } from "../support/measure";
import { findCard, findEmptyPoint, openStudio, takeRenders, zoomToActualSize } from "../support/studio-page";
import { startTimedModel } from "../support/timed-model";

const nodes = 500;
const connections = 800;
const dragSteps = 180;

/** How smoothly a large workflow moves, and whether a node is drawn again for what does not concern it. */
export const canvas: Measure = {
  name: "canvas",
  run: async (context) => {
    const server = await context.server();
    const browser = await openBrowser();
    try {
      const workflowId = await server.createWorkflow(bigWorkflow({ nodes, connections }));
      const rounds = await inRounds(context, () => measureMoves(browser, server, workflowId));
      const strangers = await inRounds(context, () => countStrangersOfRun(browser, server));
      return [
        { name: "panning, zoom 1", unit: "fps", rounds: rounds.map(({ panning }) => panning), atLeast: 50 },
        { name: "dragging a node, zoom 1", unit: "fps", rounds: rounds.map(({ dragging }) => dragging), atLeast: 50 },
        {
          name: "other nodes drawn again while one is dragged",
          unit: "renders",
          rounds: rounds.map(({ others }) => others),
          atMost: 0,
        },
        { name: "other nodes drawn again while an agent writes", unit: "renders", rounds: strangers, atMost: 0 },
        { name: "fitting all into view", unit: "ms", rounds: rounds.map(({ fitting }) => fitting) },
        { name: "panning, all in view", unit: "fps", rounds: rounds.map(({ farPanning }) => farPanning) },
      ] satisfies Figure[];
    } finally {
      await browser.close();
    }
  },
};

async function measureMoves(browser: Browser, server: BenchServer, workflowId: string) {
  const page = await openStudio(browser, server.url, workflowId);
  try {
    await zoomToActualSize(page);
    const empty = await findEmptyPoint(page);
    const panning = await framesPerSecond(page, () => dragInCircles(page, empty, dragSteps));
    const card = await findCard(page);
    await page.mouse.click(card.x, card.y);
    await takeRenders(page);
    const dragging = await framesPerSecond(page, () => dragInCircles(page, card, dragSteps));
    const { [card.nodeId]: own, ...others } = await takeRenders(page);
    const fitting = await timeFit(page);
    const far = await findEmptyPoint(page);
    const farPanning = await framesPerSecond(page, () => dragInCircles(page, far, dragSteps));
    return { panning, dragging, others: sum(Object.values(others)), fitting, farPanning };
  } finally {
    await page.close();
  }
}

/** From the click to the first frame in which every node lies in the view. */
async function timeFit(page: Page): Promise<number> {
  const started = performance.now();
  await page.getByRole("button", { name: "Fit the workflow" }).click();
  await page.waitForFunction((count) => document.querySelectorAll("[data-node-card]").length === count, nodes);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  return performance.now() - started;
}

/** Renders of nodes that wait, in one second of an agent's writing. */
async function countStrangersOfRun(browser: Browser, server: BenchServer): Promise<number> {
  const model = await startTimedModel({ firstMs: 200, tokenMs: 20, tokens: 150 });
  const id = `canvas-${performance.now().toFixed(0)}`;
  await server.send("POST", "/api/v1/models", {
    id,
    name: id,
    type: "custom",
    base_url: model.base,
    capabilities: ["text"],
  });
  const workflowId = await server.createWorkflow(fanOut(nodes, connections, id));
  const page = await openStudio(browser, server.url, workflowId);
  try {
    await zoomToActualSize(page);
    await page.getByRole("button", { name: "Run", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox").fill("looms");
    await dialog.getByRole("button", { name: "Run" }).click();
    const agent = page.locator('[data-node-card="agent"]');
    await agent.getByText("token5 ").waitFor();
    await takeRenders(page);
    await agent.getByText("token55 ").waitFor();
    const { agent: own, ...others } = await takeRenders(page);
    if (own === undefined) throw new Error("The agent wrote and was not drawn.");
    return sum(Object.values(others));
  } finally {
    await page.close();
    await model.close();
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
