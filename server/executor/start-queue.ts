/** Starts a node. Resolves when it has settled; undefined when it is not started any more. */
export type Begin = () => Promise<void> | undefined;

/** At most so many nodes of a run are at work at once, over all levels: first ready, first started. */
export class StartQueue {
  readonly #most: number;
  readonly #waiting: Begin[] = [];
  #taken = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(begin: Begin): void {
    this.#waiting.push(begin);
    this.#pump();
  }

  clear(): void {
    this.#waiting.length = 0;
  }

  #pump(): void {
    while (this.#taken < this.#most && this.#waiting.length > 0) {
      const going = this.#waiting.shift()?.();
      if (going === undefined) continue;
      this.#taken += 1;
      void going.finally(() => {
        this.#taken -= 1;
        this.#pump();
      });
    }
  }
}
