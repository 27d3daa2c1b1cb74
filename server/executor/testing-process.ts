import { workflowSchema } from "@/nodes/core/workflow";
import { closeDatabase, database } from "@/server/db/database";
import { executor, resumeRuns, stopExecutor } from "@/server/executor/executor";
import { startTest } from "@/server/executor/testing";
import { runBus } from "@/server/runs/run-bus";

/**
 * A process of its own that carries out runs, for tests that kill it: it goes on with what is left behind, starts the
 * documents that it is given (arguments, JSON), prints the type of each event of a run, and ends in order at SIGTERM.
 */
async function main(): Promise<void> {
  const documents = process.argv.slice(2);
  await database();
  const host = await executor();
  runBus().subscribeAll((_, events) => {
    for (const { type } of events) if (type.startsWith("run.")) process.stdout.write(`${type}\n`);
  });
  process.once("SIGTERM", () => void stopExecutor().then(closeDatabase));
  await resumeRuns();
  for (const document of documents) await startTest(host, workflowSchema.parse(JSON.parse(document)), {});
}

void main();
