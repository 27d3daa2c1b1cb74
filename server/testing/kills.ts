import { expect } from "vitest";
import type { TraceEvent } from "@/nodes/core/trace-event";

/** Kills that follow each other, and whoever waits for one of them. */
export class Kills {
  readonly #most: number;
  readonly #waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  #count = 0;

  constructor(most: number) {
    this.#most = most;
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

  /** Spreads so many things over all kills: the last ones begin shortly before the last kill. */
  turnOf(place: number, things: number): Promise<void> {
    const count = Math.floor((place * this.#most) / things);
    if (count <= this.#count) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ count, resolve }));
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
