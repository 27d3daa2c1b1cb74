import { browserStorage } from "./browser-storage";

const lockName = (tabId: string) => `heddle-tab:${tabId}`;
const key = "heddle:tab";

let claimed: Promise<string> | undefined;

/**
 * This tab's id, the same after a reload. A duplicated tab starts with a copy of its twin's storage: a lock that only
 * one of them can hold tells them apart.
 */
export function tabIdOfThisTab(): Promise<string> {
  claimed ??= claimTabId();
  return claimed;
}

async function claimTabId(): Promise<string> {
  const storage = browserStorage(() => sessionStorage);
  const kept = storage.read(key);
  if (typeof kept === "string" && (await holdLock(lockName(kept)))) return kept;
  const fresh = randomId();
  storage.write(key, fresh);
  await holdLock(lockName(fresh));
  return fresh;
}

/** Locks need a secure context; without them nobody can be asked, and the id counts as free. */
async function holdLock(name: string): Promise<boolean> {
  if (globalThis.navigator?.locks === undefined) return true;
  return new Promise((resolve) => {
    // After a reload the page before may take a moment to let go.
    const signal = AbortSignal.timeout(250);
    navigator.locks
      .request(name, { signal }, () => {
        resolve(true);
        // Held until the tab is gone.
        return new Promise<void>(() => {});
      })
      .catch(() => resolve(false));
  });
}

/** Ids of all open tabs, or undefined where the browser cannot tell. */
export async function livingTabIds(): Promise<ReadonlySet<string> | undefined> {
  if (globalThis.navigator?.locks === undefined) return undefined;
  const { held = [] } = await navigator.locks.query();
  const prefix = lockName("");
  return new Set(held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : [])));
}

/** 96 random bits; unlike `crypto.randomUUID` also there without TLS on another machine of the network. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
