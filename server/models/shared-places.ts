import { createHash, randomUUID } from "node:crypto";
import { database } from "@/server/db/database";
import { LockSession } from "@/server/db/lock-session";
import { outlast } from "@/server/db/passing-error";
import type { Unlisten } from "@/server/db/sql-client";
import { env } from "@/server/env";
import { RepeatWhileWoken } from "@/server/repeat-while-woken";
import { forgetSingleton, singleton } from "@/server/singleton";

/** The right to one call at one address, among all processes that share the database. */
export interface Place {
  readonly address: string;
  readonly release: () => void;
}

export interface PlaceRequest {
  /** The endpoints that can take the call, the best one first. */
  readonly addresses: readonly string[];
  /** Calls at once to one endpoint, over all processes. */
  readonly limit: number;
  readonly signal: AbortSignal;
  readonly onQueue?: (waiting: boolean) => void;
}

type Listen = (channel: string, onPayload: (payload: string) => void, onGap: () => void) => Promise<Unlisten>;

const channel = "heddle_places";

/** A process that dies tells nobody that its places are free: who waits looks this often. */
const lookAgainMs = 500;

/** Another process is taken to wait for so long after it said so. */
const wantedMs = 3 * lookAgainMs;

/** Who gives a place back lets others who wait have it for so long. */
const yieldMs = 25;

interface Waiter extends PlaceRequest {
  readonly resolve: (place: Place) => void;
  readonly reject: (error: unknown) => void;
  isQueued: boolean;
}

/**
 * Calls at once to an endpoint, counted over processes: each place of an address is an advisory lock, so that those of a
 * killed process are free at once. A call costs one round trip to get its place; nobody waits for its return, which is
 * announced to the processes that wait. Within the process it is first come, first served.
 */
export class SharedPlaces {
  readonly #session: LockSession;
  readonly #listen: Listen;
  readonly #self = randomUUID();
  readonly #held = new Map<string, Set<number>>();
  readonly #wantedUntil = new Map<number, number>();
  readonly #notBefore = new Map<string, number>();
  readonly #looking: RepeatWhileWoken;
  #waiting: Waiter[] = [];
  #isLost = false;
  #listening: Promise<Unlisten> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(url: string, listen: Listen) {
    this.#listen = listen;
    this.#session = new LockSession(url, () => {
      this.#isLost = true;
      if (this.#held.size > 0) void this.#looking.wake();
    });
    this.#looking = new RepeatWhileWoken(
      () => this.#look(),
      (error) => {
        for (const { reject } of this.#waiting.splice(0)) reject(error);
      },
    );
  }

  /** Rejects with the signal's reason when it is aborted. */
  take(request: PlaceRequest): Promise<Place> {
    const { signal } = request;
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting = this.#waiting.filter((other) => other !== waiter);
        signal.removeEventListener("abort", cancel);
        if (waiter.isQueued) request.onQueue?.(false);
      };
      const cancel = () => {
        leave();
        reject(signal.reason);
      };
      const waiter: Waiter = {
        ...request,
        isQueued: false,
        resolve(place) {
          leave();
          resolve(place);
        },
        reject(error) {
          leave();
          reject(error);
        },
      };
      signal.addEventListener("abort", cancel, { once: true });
      this.#waiting.push(waiter);
      void this.#looking.wake();
    });
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await (await this.#listening?.catch(() => undefined))?.();
    await this.#session.close();
  }

  async #look(): Promise<void> {
    // Before the first look, so that no place gets free between a look and the listening.
    this.#listening ??= outlast(
      () =>
        this.#listen(
          channel,
          (text) => this.#hear(text),
          () => void this.#looking.wake(),
        ),
      "places of models",
    );
    await this.#listening;
    if (this.#isLost) await this.#takeBack();
    const tried = new Set<string>();
    for (const waiter of [...this.#waiting]) {
      for (const address of waiter.addresses) {
        if (tried.has(address) || this.#isYielding(address)) continue;
        tried.add(address);
        await this.#serve(address);
      }
    }
    this.#goOnWaiting();
  }

  /** One statement for all calls that wait for an address. */
  async #serve(address: string): Promise<void> {
    const waiters = this.#waiting.filter(({ addresses }) => addresses.includes(address));
    if (waiters.length === 0) return;
    const held = this.#held.get(address) ?? new Set<number>();
    const most = Math.max(...waiters.map(({ limit }) => limit));
    const free = Array.from({ length: most }, (_, i) => i + 1).filter((place) => !held.has(place));
    if (free.length === 0) return;
    const got = await outlast(
      () =>
        // The list is read in its order, and no further than needed: what is not given is not locked.
        this.#session.query<{ place: number }>(
          "select place from unnest($2::int[]) as places(place) where pg_try_advisory_lock($1::int, place) limit $3::int",
          [classOf(address), free, waiters.length],
        ),
      "places of models",
    );
    this.#held.set(address, held);
    for (const { place } of got) {
      held.add(place);
      const next = this.#waiting.find(({ addresses, limit }) => addresses.includes(address) && place <= limit);
      if (next === undefined) this.#release(address, place);
      else next.resolve(this.#place(address, place));
    }
  }

  #place(address: string, place: number): Place {
    let isReleased = false;
    return {
      address,
      release: () => {
        if (isReleased) return;
        isReleased = true;
        if ((this.#wantedUntil.get(classOf(address)) ?? 0) > performance.now())
          this.#notBefore.set(address, performance.now() + yieldMs);
        this.#release(address, place);
        if (this.#waiting.length > 0) void this.#looking.wake();
      },
    };
  }

  #release(address: string, place: number): void {
    const held = this.#held.get(address);
    held?.delete(place);
    if (held?.size === 0) this.#held.delete(address);
    this.#tell("select pg_advisory_unlock($2::int, $3::int), pg_notify($1, $4)", [
      channel,
      classOf(address),
      place,
      `free ${classOf(address)} ${this.#self}`,
    ]);
  }

  /** Where the connection is gone, the locks are gone with it, and others look by themselves. */
  #tell(text: string, parameters: readonly (string | number)[]): void {
    this.#session.query(text, parameters).catch(() => {});
  }

  #hear(text: string): void {
    const [word, name, from] = text.split(" ");
    if (from === this.#self) return;
    if (word === "wanted") this.#wantedUntil.set(Number(name), performance.now() + wantedMs);
    else if (this.#waiting.some(({ addresses }) => addresses.some((address) => String(classOf(address)) === name)))
      void this.#looking.wake();
  }

  #isYielding(address: string): boolean {
    return (this.#notBefore.get(address) ?? 0) > performance.now();
  }

  /** Says to the others what is wanted, and looks again in a while should nobody say that it is free. */
  #goOnWaiting(): void {
    clearTimeout(this.#timer);
    if (this.#waiting.length === 0) return;
    for (const waiter of this.#waiting) {
      if (!waiter.isQueued) waiter.onQueue?.(true);
      waiter.isQueued = true;
    }
    const wanted = new Set(this.#waiting.flatMap(({ addresses }) => addresses));
    for (const address of wanted)
      this.#tell("select pg_notify($1, $2)", [channel, `wanted ${classOf(address)} ${this.#self}`]);
    const isYielding = [...wanted].some((address) => this.#isYielding(address));
    this.#timer = setTimeout(() => void this.#looking.wake(), isYielding ? yieldMs : lookAgainMs);
  }

  /** After the connection was lost: the calls that are under way keep their places, unless others have them by now. */
  async #takeBack(): Promise<void> {
    const places = [...this.#held].flatMap(([address, held]) => [...held].map((place) => [classOf(address), place]));
    this.#isLost = false;
    if (places.length === 0) return;
    const column = (index: number) => places.map((place) => place[index] as number);
    await outlast(
      () =>
        this.#session.query(
          "select pg_try_advisory_lock(class, place) from unnest($1::int[], $2::int[]) as held(class, place)",
          [column(0), column(1)],
        ),
      "places of models",
    );
  }
}

/** An address as the first half of a lock's key. */
function classOf(address: string): number {
  return createHash("sha256").update(`calls to ${address}`).digest().readInt32BE();
}

const name = "shared-places";

/** Closes what `sharedPlaces` opened, if it did. */
export async function closeSharedPlaces(): Promise<void> {
  const opened = singleton<SharedPlaces | undefined>(name, () => undefined);
  forgetSingleton(name);
  await opened?.close();
}

/** Undefined where one process has the database to itself: its own queue is all there is. */
export function sharedPlaces(): SharedPlaces | undefined {
  const { databaseUrl } = env();
  if (databaseUrl === undefined) return undefined;
  return singleton(
    name,
    () =>
      new SharedPlaces(databaseUrl, async (...listen) => {
        const opened = await database();
        return opened.listen(...listen);
      }),
  );
}
