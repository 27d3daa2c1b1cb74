import { existsSync } from "node:fs";
import { type AppError, toAppError } from "@/nodes/core/app-error";
import { seedAgents } from "@/server/agents/seed-agents";
import { setBootState } from "@/server/boot-state";
import { closeDatabase, database } from "@/server/db/database";
import { env } from "@/server/env";
import { resumeRuns, stopExecutor } from "@/server/executor/executor";
import { logger } from "@/server/logger";
import { maintainRegularly } from "@/server/maintain";
import { jobHost, stopJobs } from "@/server/memory/jobs/jobs";
import { deleteUnusedGraphs } from "@/server/runs/delete-runs";
import { openGate } from "@/server/security/gate";
import { singleton } from "@/server/singleton";
import { serverUrl } from "@/server/system-info";
import { followTriggers, stopTriggers } from "@/server/triggers/follow-triggers";
import { seedExample } from "@/server/workflows/gallery/seed-example";
import { listenToChanges } from "@/server/workflows/workflow-bus";

/** Who ends this process runs these first: `scripts/lib/serve.mjs` reads the same symbol. */
const shutdown = Symbol.for("heddle.shutdown");

/** Readies this process to serve: once, however often it is called. What fails is said by the health check. */
export function boot(): Promise<void> {
  return singleton("boot", start);
}

async function start(): Promise<void> {
  onShutdown(stop);
  openGate();
  try {
    env();
  } catch (error) {
    // The log needs settings too: whoever started this process reads the reason from the health check and prints it.
    return fail(toAppError(error));
  }
  try {
    warnOfMissingModelsFile();
    const opened = await database();
    opened.announce({ url: serverUrl() });
    // Before all else: somebody waits for them.
    const resumed = await resumeRuns();
    if (opened.kind === "pglite") await deleteUnusedGraphs(opened);
    await Promise.all([seedExample(), seedAgents(), listenToChanges()]);
    await followTriggers();
    const jobs = await jobHost(opened).resume();
    if (jobs > 0) logger().info({ jobs }, "Work on collections that was interrupted goes on");
    if (resumed > 0) logger().info({ runs: resumed }, "Runs that were interrupted go on");
    maintainRegularly();
    setBootState({ phase: "ready" });
  } catch (thrown) {
    const error = toAppError(thrown);
    logger().fatal(error.code === "INTERNAL" ? { err: thrown } : {}, `Heddle could not start. ${error.message}`);
    fail(error);
  }
}

/** The usual models.yaml may be absent; one that somebody named should be there. */
function warnOfMissingModelsFile(): void {
  const { modelsFile } = env();
  if (!process.env.HEDDLE_MODELS || existsSync(/* turbopackIgnore: true */ modelsFile)) return;
  logger().warn(
    `HEDDLE_MODELS names ${modelsFile}, which is not there. Correct it, or make the file: it is read then.`,
  );
}

function fail({ code, message, userMessage, hint }: AppError): void {
  setBootState({ phase: "failed", code, reason: code === "INTERNAL" ? message : userMessage, hint });
}

/** Gives the runs back first: they go on at the next start. */
async function stop(): Promise<void> {
  await stopTriggers();
  await stopJobs();
  await stopExecutor();
  await closeDatabase();
}

function onShutdown(step: () => Promise<void>): void {
  const holder = globalThis as { [shutdown]?: Set<() => unknown> };
  holder[shutdown] ??= new Set();
  holder[shutdown].add(step);
}
