// What the commands know about this checkout. Like everything in scripts/lib: plain JavaScript without dependencies,
// since it runs before anything is installed, under whatever Node there is.
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** The locks that keep two commands in the same checkout from installing or building at the same time. */
export const locks = path.join(root, ".cache", "locks");

/** The oldest Node that can install the product and hand over to its own. */
export const OLDEST_NODE = 20;
/** The Node that the product runs on; `npm ci` brings it along as a package. */
export const RUNTIME_NODE = 24;

export const nodeMajor = Number(process.versions.node.split(".")[0]);

/** An end that the person at the terminal can act on: printed as a sentence, without a stack. */
export class Stop extends Error {}

export function say(text) {
  console.log(`heddle: ${text}`);
}

/** Tells whom a lock is waited for. */
export function onWait(holder) {
  say(`waiting for process ${holder.pid}, which is ${holder.purpose} this checkout …`);
}

/** Runs `main`; a Stop becomes its sentence and exit code 1. */
export async function command(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Stop ? `heddle: ${error.message}` : error);
    process.exit(1);
  }
}

export function requireNode() {
  if (nodeMajor >= OLDEST_NODE) return;
  throw new Stop(`Node ${process.versions.node} is too old. Install Node ${OLDEST_NODE} or newer and try again.`);
}
