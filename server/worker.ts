import { closeDatabase, database } from "@/server/db/database";
import { env } from "@/server/env";
import { executor, resumeRuns, stopExecutor } from "@/server/executor/executor";
import { logger } from "@/server/logger";

/**
 * `npm run worker`: a process that carries out runs and serves nothing. Any number of them share the queue of one Postgres
 * with the web processes. The first SIGTERM (or Ctrl+C) drains it: no more runs are taken, those under way have
 * `HEDDLE_DRAIN_SECONDS` to end, and what is left goes on elsewhere at once. One that comes later stops at once.
 */
async function main(): Promise<void> {
  const { databaseUrl } = env();
  if (databaseUrl === undefined) {
    process.stderr.write(
      "A worker shares the runs of a Postgres database, and DATABASE_URL is not set.\nSet it as the web process has it. Without Postgres, npm start carries out all runs itself.\n",
    );
    process.exitCode = 1;
    return;
  }
  await database();
  const host = await executor();
  // Before it holds anything that would have to be given back.
  stopOnSignal(host.drain.bind(host));
  await host.work();
  const resumed = await resumeRuns();
  logger().info({ slots: env().runSlots, resumed }, "This worker takes runs");
}

/**
 * A service manager and a terminal tell a whole process group, npm passes on what it was told, and the end of npm tells us
 * once more: signals that come so close together are one wish.
 */
const sameWishMs = 2_000;

function stopOnSignal(drain: (patienceMs: number) => Promise<void>): void {
  let toldAt: number | undefined;
  const stop = async () => {
    if (toldAt !== undefined) {
      if (performance.now() - toldAt > sameWishMs) process.exit(1);
      return;
    }
    toldAt = performance.now();
    logger().info("This worker takes no more runs, and ends when those under way are over");
    await drain(env().drainMs);
    await stopExecutor();
    await closeDatabase();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, () => {
      stop().catch((error: unknown) => {
        logger().error({ err: error }, "This worker could not stop in order");
        process.exit(1);
      });
    });
}

main().catch((error: unknown) => {
  process.stderr.write(`This worker could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
