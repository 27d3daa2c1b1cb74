import type { Browser, Page } from "@playwright/test";
import type { Point } from "./frames";

/** The studio on a workflow, with every panel open and renders counted. */
export async function openStudio(browser: Browser, url: string, workflowId: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.addInitScript(() => {
    localStorage.setItem("heddleCountRenders", "1");
    localStorage.setItem("heddle:studio-panels", JSON.stringify({ palette: true, inspector: true, trace: true }));
  });
  await page.goto(`${url}/workflows/${workflowId}`);
  await page.locator("[data-node-card]").first().waitFor();
  return page;
}

export async function zoomToActualSize(page: Page): Promise<void> {
  await page.getByTitle("Zoom to 100%").click();
  await page.getByTitle("Zoom to 100%").filter({ hasText: "100%" }).waitFor();
}

/** A point of the canvas where there is nothing but canvas. */
export function findEmptyPoint(page: Page): Promise<Point> {
  return page.evaluate(() => {
    const box = document.querySelector(".react-flow")?.getBoundingClientRect();
    if (box === undefined) throw new Error("There is no canvas.");
    for (let y = box.top + 40; y < box.bottom - 40; y += 10) {
      for (let x = box.left + 170; x < box.right - 170; x += 10) {
        if (document.elementFromPoint(x, y)?.classList.contains("react-flow__pane")) return { x, y };
      }
    }
    throw new Error("The canvas has no empty place.");
  });
}

/** The middle of the summary of a card that lies well inside the canvas, and the id of its node. */
export function findCard(page: Page): Promise<Point & { readonly nodeId: string }> {
  return page.evaluate(() => {
    const box = document.querySelector(".react-flow")?.getBoundingClientRect();
    for (const card of document.querySelectorAll<HTMLElement>("[data-node-card]")) {
      const { left, top, width } = card.getBoundingClientRect();
      const point = { x: left + width / 2, y: top + 40 };
      const isInside =
        box !== undefined &&
        point.x > box.left + 170 &&
        point.x < box.right - 170 &&
        point.y > box.top &&
        point.y < box.bottom - 220;
      if (isInside && card.contains(document.elementFromPoint(point.x, point.y)))
        return { ...point, nodeId: card.dataset.nodeCard as string };
    }
    throw new Error("No card lies inside the canvas.");
  });
}

/** How often each node was rendered since the last call. */
export function takeRenders(page: Page): Promise<Record<string, number>> {
  return page.evaluate(() => {
    const counts = (window as { __heddleRenders?: Record<string, number> }).__heddleRenders;
    if (counts === undefined) throw new Error("The canvas counts no renders.");
    const taken = { ...counts };
    for (const nodeId of Object.keys(counts)) delete counts[nodeId];
    return taken;
  });
}
