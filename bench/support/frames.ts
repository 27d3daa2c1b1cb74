import type { Page } from "@playwright/test";

/** Frames a second that the page draws while `work` goes on. */
export async function framesPerSecond(page: Page, work: () => Promise<void>): Promise<number> {
  // No function in it has a name: tsx would mark that with a helper that the page does not have.
  await page.evaluate(() => {
    const frames: FrameWatch = { times: [], isOver: false };
    (window as FrameWindow).heddleFrames = frames;
    void (async () => {
      while (!frames.isOver) frames.times.push(await new Promise<number>(requestAnimationFrame));
    })();
  });
  await work();
  return await page.evaluate(() => {
    const frames = (window as FrameWindow).heddleFrames as FrameWatch;
    frames.isOver = true;
    return ((frames.times.length - 1) * 1000) / ((frames.times.at(-1) as number) - (frames.times[0] as number));
  });
}

interface FrameWatch {
  readonly times: number[];
  isOver: boolean;
}

type FrameWindow = Window & { heddleFrames?: FrameWatch };

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
