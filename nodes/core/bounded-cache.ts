/** Longer texts are made anew each time: a few of them would outweigh everything else that the cache holds. */
const longestKey = 50_000;

/** Keeps what was made for the most recently used keys. A `make` that throws leaves nothing behind. */
export class BoundedCache<Value> {
  private readonly entries = new Map<string, Value>();
  private readonly capacity: number;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  get(key: string, make: (key: string) => Value): Value {
    const known = this.entries.get(key);
    if (known !== undefined) {
      this.entries.delete(key);
      this.entries.set(key, known);
      return known;
    }
    const made = make(key);
    if (key.length <= longestKey) this.entries.set(key, made);
    if (this.entries.size > this.capacity) this.entries.delete(this.entries.keys().next().value as string);
    return made;
  }

  get size(): number {
    return this.entries.size;
  }
}
