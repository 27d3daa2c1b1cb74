import fs from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isAlive, processIdentity } from "./process-identity.mjs";

const POLL_MS = 100;

/**
 * Runs `work` while no other process holds the lock `file`. A lock whose holder is dead is taken over.
 * @template T
 * @param {string} file
 * @param {{ purpose: string, onWait?: (holder: { pid: number, purpose: string }) => void }} options `purpose` is what
 *   a waiting process tells its person; `onWait` is called once for each holder that is waited for
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, { purpose, onWait }, work) {
  const release = await acquire(file, purpose, onWait);
  try {
    return await work();
  } finally {
    release();
  }
}

/** Takes the lock, waiting for its holder if there is one. @returns {Promise<() => void>} releases it */
export async function acquire(file, purpose, onWait = () => {}) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const mine = `${file}.${process.pid}`;
  fs.writeFileSync(mine, JSON.stringify({ identity: processIdentity(), purpose }));
  const release = () => fs.rmSync(file, { force: true });
  try {
    for (let waitedFor = ""; ; ) {
      if (claim(mine, file)) {
        process.once("exit", release);
        return () => {
          process.off("exit", release);
          release();
        };
      }
      const holder = read(file);
      if (!holder) continue;
      if (!isAlive(holder.identity)) {
        takeAway(file, holder, mine);
        continue;
      }
      if (waitedFor !== holder.identity) {
        waitedFor = holder.identity;
        onWait({ pid: Number.parseInt(holder.identity, 10), purpose: holder.purpose });
      }
      await delay(POLL_MS);
    }
  } finally {
    fs.rmSync(mine, { force: true });
  }
}

/** @returns {{ pid: number, purpose: string, alive: boolean } | undefined} who holds the lock, or left it behind */
export function holderOf(file) {
  const holder = read(file);
  if (!holder) return undefined;
  return { pid: Number.parseInt(holder.identity, 10), purpose: holder.purpose, alive: isAlive(holder.identity) };
}

/** A link appears with its content or not at all: no one ever reads a lock half written. */
function claim(mine, file) {
  try {
    fs.linkSync(mine, file);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function read(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    if (error instanceof SyntaxError) return { identity: "", purpose: "" };
    throw error;
  }
}

/**
 * Removes the lock of a dead holder. Two waiters may judge the same lock dead, and the slower one would remove what
 * the faster one has taken meanwhile: so it moves the lock aside, looks again, and puts a living one back.
 */
function takeAway(file, dead, mine) {
  const aside = `${mine}.dead`;
  try {
    fs.renameSync(file, aside);
  } catch (error) {
    if (error.code === "ENOENT") return;
    throw error;
  }
  const moved = read(aside);
  if (moved && moved.identity !== dead.identity) claim(aside, file);
  fs.rmSync(aside, { force: true });
}
