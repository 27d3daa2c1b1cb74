/**
 * How much of a run is at work: the nodes in flight, less those that only wait for what they asked for (a tool, an item of a
 * container). When everything that is left waits for a person, the run waits.
 */
export class WorkCount {
  #count = 0;
  readonly #asked = new Map<string, number>();

  get count(): number {
    return this.#count;
  }

  enter(): void {
    this.#count += 1;
  }

  leave(): void {
    this.#count -= 1;
  }

  /** Work that a node run (`asker`, its key) asked for: while some of it goes on, the asker itself is not at work. */
  async during<T>(asker: string, work: () => Promise<T>): Promise<T> {
    const open = this.#asked.get(asker) ?? 0;
    this.#asked.set(asker, open + 1);
    if (open > 0) this.enter();
    try {
      return await work();
    } finally {
      const left = (this.#asked.get(asker) ?? 1) - 1;
      if (left > 0) {
        this.#asked.set(asker, left);
        this.leave();
      } else this.#asked.delete(asker);
    }
  }
}
