import { setTimeout as delay } from "node:timers/promises";
import { expect } from "vitest";
import type { TraceEvent } from "@/nodes/core/trace-event";

/** Kills that follow each other, and whoever waits for one of them. */
export class Kills {
  readonly #most: number;
  readonly #everyMs: number;
  readonly #waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  #count = 0;

  constructor(most: number, everyMs: number) {
    this.#most = most;
    this.#everyMs = everyMs;
  }

  get count(): number {
    return this.#count;
  }

  get areOver(): boolean {
    return this.#count >= this.#most;
  }

  add(): void {
    this.#count += 1;
    for (const { count, resolve } of this.#waiting) if (count <= this.#count) resolve();
  }

  /** Spreads so many things evenly over all kills and the time between them: the last ones begin before the last kill. */
  async turnOf(place: number, things: number): Promise<void> {
    const turn = (place * this.#most) / things;
    const count = Math.floor(turn);
    if (count > this.#count) await new Promise<void>((resolve) => this.#waiting.push({ count, resolve }));
    await delay((turn - count) * this.#everyMs);
  }

  /** Most kills have to hit a run in the middle of its work: otherwise nothing was tested. */
  expectHits(runs: readonly (readonly TraceEvent[])[]): void {
    const resumed = runs.flat().filter(({ type }) => type === "run.resumed").length;
    const wentOn = runs.flatMap((events) => events.filter((event, i) => isGoingOn(event, events[i - 1]))).length;
    expect(resumed - wentOn, "runs that were taken up after a kill").toBeGreaterThanOrEqual(this.#most / 2);
  }
}

/** It waited for a person or a time, and nothing had died. */
function isGoingOn(event: TraceEvent, before: TraceEvent | undefined): boolean {
  return event.type === "run.resumed" && before?.type === "run.waiting";
}
