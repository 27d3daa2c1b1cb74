import { performance } from "node:perf_hooks";
import type { Browser, Page } from "@playwright/test";
import type { BenchServer } from "../support/bench-server";
import { bigWorkflow } from "../support/big-workflow";
import { openBrowser } from "../support/browser";
import { fanOut } from "../support/fan-out";
import { dragInCircles, framesPerSecond, type Point } from "../support/frames";
import { type Figure, inRounds, type Measure } from "../support/measure";
import { findCard, findEmptyPoint, openStudio, takeRenders, zoomToActualSize } from "../support/studio-page";
import { startTimedModel } from "../support/timed-model";

const nodes = 500;
const connections = 800;
/** Not whole circles: where a drag ends is not where it began. */
const dragSteps = 200;

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
    const panning = await timeDrag(page, empty, ".react-flow__viewport");
    const card = await findCard(page);
    await page.mouse.click(card.x, card.y);
    await takeRenders(page);
    const dragging = await timeDrag(page, card, `.react-flow__node[data-id="${card.nodeId}"]`);
    const { [card.nodeId]: own, ...others } = await takeRenders(page);
    const fitting = await timeFit(page);
    const far = await findEmptyPoint(page);
    const farPanning = await timeDrag(page, far, ".react-flow__viewport");
    return { panning, dragging, others: sum(Object.values(others)), fitting, farPanning };
  } finally {
    await page.close();
  }
}

/** Frames a second of a drag from `start`, which must have moved what `moved` selects. */
async function timeDrag(page: Page, start: Point, moved: string): Promise<number> {
  const place = () => page.locator(moved).getAttribute("style");
  const before = await place();
  const rate = await framesPerSecond(page, () => dragInCircles(page, start, dragSteps));
  if ((await place()) === before) throw new Error(`A drag did not move ${moved}.`);
  return rate;
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
    await page.getByRole("button", { name: /^Run\b/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox").fill("looms");
    await dialog.getByRole("button", { name: /^Run\b/ }).click();
    await page
      .locator('[data-node-card="agent"]')
      .getByText(/token\d/)
      .waitFor();
    await takeRenders(page);
    await page.waitForTimeout(1_000);
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
