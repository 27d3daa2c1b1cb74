/** The tool calls of a run that are under way, by their caller's node run: who calls works only through what it called. */
export class OpenCalls {
  readonly #byCaller = new Map<string, number>();
  #count = 0;

  /** Node runs that only wait for calls of theirs, subtracted from the calls: what a run has at work beyond its nodes. */
  get surplus(): number {
    return this.#count - this.#byCaller.size;
  }

  /** `caller`: the key of its node run. */
  async during<T>(caller: string, call: () => Promise<T>): Promise<T> {
    this.#change(caller, 1);
    try {
      return await call();
    } finally {
      this.#change(caller, -1);
    }
  }

  #change(caller: string, by: 1 | -1): void {
    this.#count += by;
    const left = (this.#byCaller.get(caller) ?? 0) + by;
    if (left === 0) this.#byCaller.delete(caller);
    else this.#byCaller.set(caller, left);
  }
}
