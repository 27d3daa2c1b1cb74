// `npm run doctor`: what a person, or whoever helps them, needs to know when something does not start.
import fs from "node:fs";
import path from "node:path";
import { buildFolder, isBuilt } from "./lib/build.mjs";
import { command, locks, nodeMajor, OLDEST_NODE, RUNTIME_NODE, root } from "./lib/checkout.mjs";
import { isInstalled } from "./lib/install.mjs";
import { holderOf } from "./lib/lock.mjs";
import { chooseHost, probe, urlOf } from "./lib/port.mjs";
import { runtimePath } from "./lib/runtime.mjs";

await command(async () => {
  const port = Number(process.env.PORT || 3000);
  const host = chooseHost(process.env.HOST || undefined);
  const rows = {
    Node: `${process.versions.node}${nodeMajor < OLDEST_NODE ? `, too old: ${OLDEST_NODE} or newer is needed` : ""}`,
    Runtime: runtimePath() ?? `no package of Node ${RUNTIME_NODE} for this machine`,
    Platform: `${process.platform} ${process.arch}`,
    Checkout: root,
    Packages: isInstalled() ? "installed" : "missing or out of date; npm start installs them",
    Build: isBuilt(buildFolder()) ? buildFolder() : "none of the present sources; npm start makes it",
    Locks: describeLocks(),
    "Data folder": describeDataFolder(path.resolve(root, process.env.HEDDLE_DATA_DIR || ".heddle")),
    Port: `${port} on ${host} is ${(await probe(port, host)) === undefined ? "taken" : "free"}`,
    Health: await health(urlOf(host, port)),
  };
  const width = Math.max(...Object.keys(rows).map((name) => name.length));
  for (const [name, value] of Object.entries(rows)) console.log(`${name.padEnd(width)}  ${value}`);
});

function describeLocks() {
  const names = fs.existsSync(locks) ? fs.readdirSync(locks).filter((name) => name.endsWith(".lock")) : [];
  const held = names.map((name) => holderOf(path.join(locks, name))).filter(Boolean);
  const lines = held.map(({ pid, alive, purpose }) =>
    alive ? `process ${pid} is ${purpose} this checkout` : `left by process ${pid}, which is gone; harmless`,
  );
  return lines.join("; ") || "none";
}

function describeDataFolder(folder) {
  const stat = fs.statSync(folder, { throwIfNoEntry: false });
  if (!stat) return `${folder}, not made yet`;
  return `${folder}, mode ${(stat.mode & 0o777).toString(8)}`;
}

async function health(url) {
  try {
    const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(3000) });
    return `${response.status} ${(await response.text()).slice(0, 500)}`;
  } catch (error) {
    return `${url} does not answer (${error.cause?.code ?? error.message})`;
  }
}
