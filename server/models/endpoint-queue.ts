import { performance } from "node:perf_hooks";
import { singleton } from "@/server/singleton";
import { type SharedPlaces, sharedPlaces } from "./shared-places";

/** The right to one call at one address. Give it back exactly once. */
export interface Slot {
  readonly address: string;
  readonly queuedMs: number;
  /** `failed`: the endpoint did not answer, and for a while calls prefer its siblings; `answered` ends that. */
  readonly release: (outcome: "answered" | "failed" | "unknown") => void;
}

export interface SlotRequest {
  /** The endpoints that can take the call. */
  readonly addresses: readonly string[];
  /** Calls at once to one endpoint. */
  readonly limit: number;
  /** Waiting calls are served in turn, one of each key: a run with a hundred calls does not delay one with a single call. */
  readonly fairnessKey: string;
  readonly signal: AbortSignal;
  readonly onQueue?: (waiting: boolean) => void;
}

/** How long an endpoint that failed is passed over, when others can take the call. */
const avoidedMs = 10_000;

interface Waiter {
  readonly limit: number;
  readonly start: (endpoint: Endpoint) => void;
  /** Waits in the lines of all its endpoints; true once one of them took it or it was canceled. */
  isSettled: boolean;
}

class Endpoint {
  active = 0;
  lastStart = 0;
  failedAt = Number.NEGATIVE_INFINITY;
  /** Waiting calls by fairness key; the order of the keys is whose turn is next. */
  private readonly lines = new Map<string, Waiter[]>();
  readonly address: string;

  constructor(address: string) {
    this.address = address;
  }

  join(key: string, waiter: Waiter): void {
    const line = this.lines.get(key);
    if (line === undefined) this.lines.set(key, [waiter]);
    else line.push(waiter);
  }

  leave(key: string, waiter: Waiter): void {
    const rest = this.lines.get(key)?.filter((other) => other !== waiter) ?? [];
    if (rest.length === 0) this.lines.delete(key);
    else this.lines.set(key, rest);
  }

  /** Starts waiting calls while there is room. */
  serve(): void {
    for (const [key, line] of this.lines) {
      while (line[0]?.isSettled === true) line.shift();
      const waiter = line[0];
      if (waiter === undefined) {
        this.lines.delete(key);
        continue;
      }
      if (this.active >= waiter.limit) return;
      line.shift();
      this.lines.delete(key);
      // To the end of the order, which this loop reaches again.
      if (line.length > 0) this.lines.set(key, line);
      waiter.start(this);
    }
  }

  get isIdleLine(): boolean {
    return this.lines.size === 0;
  }
}

function endpointOf(address: string): Endpoint {
  const all = singleton("model-endpoints", () => new Map<string, Endpoint>());
  const known = all.get(address);
  if (known !== undefined) return known;
  const endpoint = new Endpoint(address);
  all.set(address, endpoint);
  return endpoint;
}

/** The slot of this process, before it is one among all processes. */
interface LocalSlot extends Slot {
  readonly moveTo: (address: string) => void;
}

/**
 * Waits for a free place at the least busy endpoint: among the calls of this process and, where several share a database,
 * among theirs. A file in the process is each process's own. Rejects with the signal's reason at once when it is aborted.
 */
export async function acquireSlot(request: SlotRequest): Promise<Slot> {
  const slot = await acquireHere(request);
  const places = slot.address.startsWith("gguf:") ? undefined : sharedPlaces();
  return places === undefined ? slot : await shared(slot, request, places);
}

async function shared(slot: LocalSlot, request: SlotRequest, places: SharedPlaces): Promise<Slot> {
  const since = performance.now();
  const others = preferred(request.addresses.map(endpointOf)).map(({ address }) => address);
  try {
    const addresses = [slot.address, ...others.filter((address) => address !== slot.address)];
    const place = await places.take({ ...request, addresses });
    slot.moveTo(place.address);
    return {
      address: place.address,
      queuedMs: slot.queuedMs + performance.now() - since,
      release(outcome) {
        place.release();
        slot.release(outcome);
      },
    };
  } catch (error) {
    slot.release("unknown");
    throw error;
  }
}

/**
 * Waits for a free place at the least busy endpoint. Rejects with the signal's reason at once when it is aborted, also
 * while waiting. A call that must wait stands in line at each of its endpoints and takes the first that gets free.
 */
function acquireHere(request: SlotRequest): Promise<LocalSlot> {
  const { signal, limit, fairnessKey } = request;
  if (signal.aborted) return Promise.reject(signal.reason);
  const endpoints = preferred(request.addresses.map(endpointOf));
  const free = endpoints.filter((endpoint) => endpoint.isIdleLine && endpoint.active < limit).sort(byLoad)[0];
  if (free !== undefined) return Promise.resolve(occupy(free, 0));

  const since = performance.now();
  return new Promise<LocalSlot>((resolve, reject) => {
    const waiter: Waiter = {
      limit,
      isSettled: false,
      start(endpoint) {
        settle();
        resolve(occupy(endpoint, performance.now() - since));
      },
    };
    const settle = () => {
      waiter.isSettled = true;
      signal.removeEventListener("abort", cancel);
      for (const endpoint of endpoints) endpoint.leave(fairnessKey, waiter);
      request.onQueue?.(false);
    };
    const cancel = () => {
      settle();
      reject(signal.reason);
    };
    signal.addEventListener("abort", cancel, { once: true });
    for (const endpoint of endpoints) endpoint.join(fairnessKey, waiter);
    request.onQueue?.(true);
  });
}

/** Those that did not fail lately; all of them when none is left. */
function preferred(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  const now = performance.now();
  const healthy = endpoints.filter((endpoint) => now - endpoint.failedAt > avoidedMs);
  return healthy.length > 0 ? healthy : endpoints;
}

function byLoad(a: Endpoint, b: Endpoint): number {
  return a.active - b.active || a.lastStart - b.lastStart;
}

function occupy(first: Endpoint, queuedMs: number): LocalSlot {
  let endpoint = first;
  endpoint.active += 1;
  endpoint.lastStart = performance.now();
  let isReleased = false;
  return {
    address: endpoint.address,
    queuedMs,
    moveTo(address) {
      if (address === endpoint.address) return;
      const left = endpoint;
      endpoint = endpointOf(address);
      endpoint.active += 1;
      endpoint.lastStart = performance.now();
      left.active -= 1;
      left.serve();
    },
    release(outcome) {
      if (isReleased) return;
      isReleased = true;
      endpoint.active -= 1;
      if (outcome === "failed") endpoint.failedAt = performance.now();
      if (outcome === "answered") endpoint.failedAt = Number.NEGATIVE_INFINITY;
      endpoint.serve();
    },
  };
}
