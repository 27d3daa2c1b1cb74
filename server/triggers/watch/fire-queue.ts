/** Carries out what is added in its order, so many at once. */
export class FireQueue {
  readonly #most: number;
  readonly #waiting: (() => void)[] = [];
  #underWay = 0;

  constructor(most: number) {
    this.#most = most;
  }

  async add<T>(work: () => Promise<T>): Promise<T> {
    if (this.#underWay >= this.#most) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#underWay += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // Whoever goes on takes this place.
      if (next === undefined) this.#underWay -= 1;
      else next();
    }
  }
}
