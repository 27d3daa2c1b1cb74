import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { root, Stop, say } from "./checkout.mjs";

/** The server's parts put what must be done before the process ends here: `globalThis[SHUTDOWN]`, a Set of functions. */
const SHUTDOWN = Symbol.for("heddle.shutdown");
/** Takes what answers the interfaces without the web framework between: server/node-listener.ts gives it. */
const LISTENER = Symbol.for("heddle.listener");
/** What gives the `Response` to a request that the framework shall not see, else nothing (server/security/gate.ts). */
const GATE = Symbol.for("heddle.gate");
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
    HEDDLE_DIST_DIR: folder,
    HEDDLE_URL: url,
  });
  const listener = new Promise((resolve) => {
    globalThis[LISTENER] = resolve;
  });
  const next = createRequire(path.join(root, "package.json"))("next");
  const app = next({ dev: false, dir: root, hostname: host, port, quiet: true });
  const prepared = withoutBanner(() => app.prepare());
  // Told where it is awaited; not as a rejection that nobody handles, should the port be the first to fail.
  prepared.catch(() => {});
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    response.setHeader("x-content-type-options", "nosniff");
    answer({ prepared, listener, app }, request, response);
  });
  endOnSignal(server);
  await listen(server, port, host);
  await prepared;
  await untilHealthy(url);
}

/** Next tells how long it read its settings; what else is printed meanwhile passes. */
async function withoutBanner(start) {
  const { log } = console;
  console.log = (...args) => {
    if (!/^\s*\S*[▲✓]/u.test(stripVTControlCharacters(String(args[0])))) log(...args);
  };
  try {
    return await start();
  } finally {
    console.log = log;
  }
}

/** At once, also before all is ready: the port is taken, and who comes early waits. */
async function listen(server, port, host) {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw new Stop(`Port ${port} of ${host} cannot be opened (${error.code}). Choose another one with PORT.`);
  }
}

async function answer({ prepared, listener, app }, request, response) {
  try {
    await prepared;
    const answerProgram = await listener;
    const refusal = globalThis[GATE]?.(request);
    if (refusal !== undefined) return await send(request, response, refusal);
    if (!answerProgram(request, response)) await app.getRequestHandler()(request, response);
  } catch (error) {
    console.error(error);
    if (!response.headersSent) response.statusCode = 500;
    response.end("Something went wrong. The log of the server has more.");
  }
}

async function send(request, response, { status, headers, body }) {
  // What is still being sent is read and dropped, so that the answer arrives.
  request.resume();
  response.writeHead(status, Object.fromEntries(headers));
  for await (const part of body ?? []) response.write(part);
  response.end();
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

function endOnSignal(server) {
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    const deadline = setTimeout(() => {
      say(`did not stop within ${SHUTDOWN_MS / 1000} s, ending anyway`);
      process.exit(1);
    }, SHUTDOWN_MS);
    deadline.unref();
    server.close();
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
