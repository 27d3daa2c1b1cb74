import { setTimeout as delay } from "node:timers/promises";
import { type BenchServer, type RunAnswer, startBenchServer } from "../support/bench-server";
import { loopOver } from "../support/documents";
import { groupMemory } from "../support/group-memory";
import { type Figure, inRounds, type Measure } from "../support/measure";
import { percentile } from "../support/statistics";

const samples = 15;
const manyItems = 10_000;

/** Enough to load everything. */
const fewItems = 100;
const sampleEveryMs = 25;

interface LoopAnswer extends RunAnswer {
  readonly nodes: readonly { readonly nodeId: string; readonly durationMs?: number }[];
}

/** A for-each of pure items: the time that the engine spends on it, and how far memory rises while 10,000 items go by. */
export const loop: Measure = {
  name: "loop",
  run: async (context) => {
    const server = await startBenchServer();
    try {
      const id = await server.createWorkflow(loopOver());
      await timeLoop(server, id, 1_000, 5);
      const rounds = await inRounds(context, () => timeLoop(server, id, 1_000, samples));
      const growth = await inRounds(context, () => growthDuring(server, id));
      return [
        { name: "for-each of 1,000 pure items, p50 at the engine", unit: "ms", rounds, atMost: 150 },
        { name: "memory at its highest in a for-each of 10,000, above before", unit: "MB", rounds: growth, atMost: 50 },
      ] satisfies Figure[];
    } finally {
      await server.remove();
    }
  },
};

async function timeLoop(server: BenchServer, id: string, items: number, count: number): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const run = (await server.run(id, { n: items })) as LoopAnswer;
    if ((run.output?.answer as number | undefined) !== items)
      throw new Error(`A loop of ${items}: ${run.output?.answer}`);
    times.push(run.nodes.find(({ nodeId }) => nodeId === "loop")?.durationMs ?? Number.NaN);
  }
  return percentile(times, 0.5);
}

/** After a short run of the same kind, so that what the first one loads does not count, and no heap is left from a long one. */
async function growthDuring(server: BenchServer, id: string): Promise<number> {
  await server.run(id, { n: fewItems });
  await delay(2_000);
  const before = groupMemory(server.pid());
  let highest = before;
  let isOver = false;
  const run = server.run(id, { n: manyItems }).finally(() => {
    isOver = true;
  });
  while (!isOver) {
    highest = Math.max(highest, groupMemory(server.pid()));
    await delay(sampleEveryMs);
  }
  await run;
  return highest - before;
}
