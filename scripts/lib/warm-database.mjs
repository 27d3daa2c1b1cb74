import path from "node:path";
import { Worker } from "node:worker_threads";
import { root } from "./checkout.mjs";

/** Who opens the embedded database takes the thread from here (server/db/worker-link.ts). */
const WARM = Symbol.for("heddle.warm-database");

/**
 * Starts the thread of the embedded database while the server is still to be loaded: compiling the database takes as long
 * as that. It opens nothing before it is told what. Without use for it, it keeps no process alive.
 */
export function warmDatabase() {
  if (process.env.DATABASE_URL) return;
  const file = path.join(root, "server", "db", "pglite-worker.mjs");
  const worker = new Worker(file, { workerData: { isWarm: true }, execArgv: [], stdout: false });
  // Whoever opens the database starts another one, and tells what is wrong.
  worker.on("error", () => {
    delete globalThis[WARM];
  });
  worker.unref();
  globalThis[WARM] = { file, worker };
}
