/** How many runs this process carries out at once. Waiting for a slot is first come, first served. */
export class RunSlots {
  readonly #size: number;
  #taken = 0;
  readonly #queue: (() => void)[] = [];

  constructor(size: number) {
    this.#size = size;
  }

  get free(): number {
    return Math.max(0, this.#size - this.#taken);
  }

  /** Takes a slot if one is free and nobody waits. */
  tryTake(): boolean {
    if (this.#taken >= this.#size || this.#queue.length > 0) return false;
    this.#taken += 1;
    return true;
  }

  async take(): Promise<void> {
    if (this.tryTake()) return;
    await new Promise<void>((resolve) => this.#queue.push(resolve));
  }

  /** Hands the slot to the next one that waits. */
  release(): void {
    const next = this.#queue.shift();
    if (next === undefined) this.#taken -= 1;
    else next();
  }
}
