// `npm start`: from a fresh clone to a served page. Each step looks first and does nothing where all is done.
//   --build-only   installs and builds (npm run build)
//   --dev          installs, then serves with reloads (npm run dev)
import { spawn } from "node:child_process";
import module from "node:module";
import path from "node:path";
import { build, buildFolder, isBuilt, removeOldBuilds, use } from "./lib/build.mjs";
import { command, locks, onWait, requireNode, root, say } from "./lib/checkout.mjs";
import { endWithParent, endWithUs, exitCode } from "./lib/child.mjs";
import { prepareDataFolder } from "./lib/data-folder.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { acquire, withLock } from "./lib/lock.mjs";
import { chooseHost, choosePort, urlOf } from "./lib/port.mjs";
import { continueOnRuntime, onRuntime } from "./lib/runtime.mjs";
import { serve } from "./lib/serve.mjs";

const flags = new Set(process.argv.slice(2));

await command(async () => {
  requireNode();
  endWithParent();
  // A wrong setting shall be told before minutes of installing.
  const host = chooseHost(process.env.HOST || undefined);
  if (process.env.PORT && !flags.has("--build-only")) await choosePort(process.env.PORT, host);
  await ensureInstalled();
  if (!onRuntime) return continueOnRuntime();
  module.enableCompileCache?.(path.join(root, "node_modules", ".cache", "heddle-compile"));
  if (flags.has("--dev")) return startDev(host);
  const folder = await prepareBuild();
  if (flags.has("--build-only")) return;
  await startServer(host, folder);
});

async function prepareBuild() {
  return withLock(path.join(locks, "build.lock"), { purpose: "building", onWait }, async () => {
    const folder = buildFolder();
    if (!isBuilt(folder)) {
      await build(folder);
      removeOldBuilds(folder);
    }
    if (!flags.has("--build-only")) use(folder);
    return folder;
  });
}

async function startServer(host, folder) {
  process.env.HEDDLE_DATA_DIR = prepareDataFolder(process.env.HEDDLE_DATA_DIR);
  const { port, url, listening } = await settleAddress(host);
  await serve({ folder, host, port, url });
  listening();
  say(`ready at ${url}`);
}

async function startDev(host) {
  const dataFolder = prepareDataFolder(process.env.HEDDLE_DATA_DIR);
  const { port, url, listening } = await settleAddress(host);
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "dev", "-H", host, "-p", String(port)], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, HEDDLE_DATA_DIR: dataFolder, HEDDLE_URL: url, NEXT_TELEMETRY_DISABLED: "1" },
  });
  endWithUs(child);
  child.on("close", (code, signal) => {
    listening();
    process.exit(exitCode(code, signal));
  });
}

/** Two starts that look for a free port at the same moment would find the same one: the second waits until the first listens. */
async function settleAddress(host) {
  const listening = process.env.PORT ? () => {} : await acquire(path.join(locks, "port.lock"), "starting from", onWait);
  const port = await choosePort(process.env.PORT, host);
  return { port, url: urlOf(host, port), listening };
}
