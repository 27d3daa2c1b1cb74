import type { Page } from "@playwright/test";

/** Frames a second that the page draws while `work` goes on. */
export async function framesPerSecond(page: Page, work: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const times: number[] = [];
    const onFrame = (at: number) => {
      times.push(at);
      requestAnimationFrame(onFrame);
    };
    requestAnimationFrame(onFrame);
    Object.assign(window, { heddleFrameTimes: times });
  });
  await work();
  return await page.evaluate(() => {
    const times = (window as unknown as { heddleFrameTimes: number[] }).heddleFrameTimes.splice(0);
    return ((times.length - 1) * 1000) / ((times.at(-1) as number) - (times[0] as number));
  });
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Moves the pressed mouse from `start` in a circle, a step a frame, for about so many frames. */
export async function dragInCircles(page: Page, start: Point, steps: number): Promise<void> {
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  for (let i = 1; i <= steps; i += 1) {
    const angle = (i / 45) * 2 * Math.PI;
    await page.mouse.move(start.x + 150 * Math.sin(angle), start.y + 100 * (1 - Math.cos(angle)));
  }
  await page.mouse.up();
}
