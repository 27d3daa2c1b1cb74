// `npm run worker`: a process that carries out runs of a shared Postgres (server/worker.ts), from a fresh clone too.
import { command, requireNode } from "./lib/checkout.mjs";
import { endWithParent } from "./lib/child.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { continueOnRuntime, onRuntime } from "./lib/runtime.mjs";

await command(async () => {
  requireNode();
  endWithParent();
  await ensureInstalled();
  if (!onRuntime) return continueOnRuntime();
  // In this very process: another one between npm and the worker would be one more that dies first.
  await import("tsx");
  await import("../server/worker.ts");
});
