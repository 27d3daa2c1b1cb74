import { keysAround } from "@/nodes/core/item-path";
import { WorkCount } from "@/server/executor/work-count";

/** Starts a node. Resolves when it has settled; undefined when it is not started any more. */
export type Begin = () => Promise<void> | undefined;

/** What one node run holds while it, or a tool that it called, is at work. */
interface Place {
  readonly work: WorkCount;
  /** How much of its work waits for a person, a time, or another attempt. */
  waiting: number;
  isHeld: boolean;
  /** Resolves when it has its place back. */
  back?: Promise<void>;
}

/**
 * At most so many nodes of a run are at work at once, over all levels: first ready, first started. What only waits gives
 * its place to others and takes one again before it goes on, ahead of what has not begun.
 */
export class StartQueue {
  readonly #most: number;
  readonly #waiting: { readonly key: string; readonly begin: Begin }[] = [];
  readonly #returning = new Map<Place, () => void>();
  readonly #places = new Map<string, Place>();
  #taken = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** `key`: that of the node run. */
  add(key: string, begin: Begin): void {
    this.#waiting.push({ key, begin });
    this.#pump();
  }

  /** The run ends: nothing more begins, and what waits for its place may see that. */
  clear(): void {
    this.#waiting.length = 0;
    for (const takeBack of [...this.#returning.values()]) takeBack();
  }

  /** Part of a node run waits from now on. What it gives is called when that is over, and resolves when it may go on. */
  stepAside(key: string): () => Promise<void> {
    const place = this.#placeOf(key);
    if (place === undefined) return async () => {};
    place.waiting += 1;
    this.#release(place);
    return () => {
      place.waiting -= 1;
      return this.#takeBack(place);
    };
  }

  /** Work that a node run (`asker`, its key) asked for. */
  async during<T>(asker: string, work: () => Promise<T>): Promise<T> {
    const place = this.#placeOf(asker);
    if (place === undefined) return work();
    try {
      return await place.work.during(asker, work);
    } finally {
      // What is left of it may wait.
      this.#release(place);
    }
  }

  /** Its own, or that of the node run which called it as a tool. */
  #placeOf(key: string): Place | undefined {
    const own = this.#places.get(key);
    if (own !== undefined) return own;
    for (const around of keysAround(key)) {
      const place = this.#places.get(around);
      if (place !== undefined) return place;
    }
    return undefined;
  }

  #release(place: Place): void {
    if (!place.isHeld || place.waiting === 0 || place.waiting < place.work.count) return;
    place.isHeld = false;
    this.#taken -= 1;
    this.#pump();
  }

  #takeBack(place: Place): Promise<void> {
    if (place.isHeld) return Promise.resolve();
    place.back ??= new Promise<void>((resolve) => {
      this.#returning.set(place, () => {
        this.#returning.delete(place);
        place.back = undefined;
        place.isHeld = true;
        this.#taken += 1;
        resolve();
      });
      this.#pump();
    });
    return place.back ?? Promise.resolve();
  }

  #pump(): void {
    while (this.#taken < this.#most) {
      const [takeBack] = this.#returning.values();
      if (takeBack !== undefined) takeBack();
      else {
        const next = this.#waiting.shift();
        if (next === undefined) return;
        this.#begin(next.key, next.begin);
      }
    }
  }

  #begin(key: string, begin: Begin): void {
    const place: Place = { work: new WorkCount(), waiting: 0, isHeld: true };
    place.work.enter();
    this.#taken += 1;
    this.#places.set(key, place);
    const going = begin();
    if (going === undefined) this.#end(key, place);
    else void going.finally(() => this.#end(key, place));
  }

  #end(key: string, place: Place): void {
    if (this.#places.get(key) === place) this.#places.delete(key);
    this.#returning.delete(place);
    if (place.isHeld) this.#taken -= 1;
    place.isHeld = false;
    this.#pump();
  }
}
