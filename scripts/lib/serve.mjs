import diagnostics from "node:diagnostics_channel";
import { createRequire } from "node:module";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { root, Stop, say } from "./checkout.mjs";

/** The server's parts put what must be done before the process ends here: `globalThis[SHUTDOWN]`, a Set of functions. */
const SHUTDOWN = Symbol.for("heddle.shutdown");
const SHUTDOWN_MS = 10_000;
const HEALTH_POLL_MS = 10;
const HEALTH_WARN_MS = 60_000;
/** Longer than the minute that proxies and HTTP clients keep an idle connection, so that the server never hangs up first. */
const KEEP_ALIVE_MS = 65_000;

/** Serves the build in `folder` from this process. @returns {Promise<void>} once the health check answers */
export async function serve({ folder, host, port, url }) {
  Object.assign(process.env, {
    NODE_ENV: "production",
    NEXT_RUNTIME: "nodejs",
    NEXT_TELEMETRY_DISABLED: "1",
    // Next waits for open connections when it is told to end, and an event stream never ends by itself.
    NEXT_MANUAL_SIG_HANDLE: "true",
    HEDDLE_DIST_DIR: folder,
    HEDDLE_URL: url,
  });
  const httpServer = firstHttpServer();
  endOnSignal(httpServer);
  // What `next start` runs; without its own process, argument parser and second banner.
  const { nextStart } = createRequire(path.join(root, "package.json"))("next/dist/cli/next-start.js");
  await withoutBanner(() => nextStart({ hostname: host, port, keepAliveTimeout: KEEP_ALIVE_MS }, root));
  await untilHealthy(url);
}

/** Next calls itself ready before the database is open; what else is printed meanwhile passes. */
async function withoutBanner(start) {
  const { log } = console;
  console.log = (...args) => {
    if (!/^\s*(\S*[▲✓]|- \w+:\s)/u.test(stripVTControlCharacters(String(args[0])))) log(...args);
  };
  try {
    await start();
  } finally {
    console.log = log;
  }
}

async function untilHealthy(url) {
  const warnAt = Date.now() + HEALTH_WARN_MS;
  for (let warned = false; ; await delay(HEALTH_POLL_MS)) {
    const { answer, health } = await ask(`${url}/api/health`);
    if (answer === 200) return;
    // It will not get better by itself: the data folder is another server's, say.
    if (health?.status === "failed") throw new Stop([health.reason, health.hint].filter(Boolean).join(" "));
    if (!warned && Date.now() > warnAt) {
      warned = true;
      say(`${url}/api/health still answers ${answer}. The log above says why.`);
    }
  }
}

async function ask(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    return { answer: response.status, health: await response.json().catch(() => undefined) };
  } catch (error) {
    return { answer: error.cause?.code ?? error.message };
  }
}

/** Next keeps its http.Server to itself; Node tells of it with the first request, which is our own health check. */
function firstHttpServer() {
  return new Promise((resolve) => {
    const onRequest = ({ server }) => {
      diagnostics.unsubscribe("http.server.request.start", onRequest);
      resolve(server);
    };
    diagnostics.subscribe("http.server.request.start", onRequest);
  });
}

function endOnSignal(httpServer) {
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    const deadline = setTimeout(() => {
      say(`did not stop within ${SHUTDOWN_MS / 1000} s, ending anyway`);
      process.exit(1);
    }, SHUTDOWN_MS);
    deadline.unref();
    httpServer.then((server) => server.close());
    const failed = await runShutdown();
    process.exit(failed ? 1 : 0);
  };
  // Ctrl-C reaches a whole process group and is passed on by npm as well: twice is no wish for more haste.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, end);
}

async function runShutdown() {
  const steps = [...(globalThis[SHUTDOWN] ?? [])];
  const results = await Promise.allSettled(steps.map(async (step) => step()));
  const errors = results.filter((result) => result.status === "rejected");
  for (const { reason } of errors) console.error(reason);
  return errors.length > 0;
}
