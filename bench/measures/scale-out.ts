import { loopOver, oneAgent } from "../support/documents";
import { generateLoad } from "../support/load";
import { type Machines, startMachines } from "../support/machines";
import { type BenchContext, type Figure, inRounds, type Measure } from "../support/measure";
import { median } from "../support/statistics";
import { startTimedModel } from "../support/timed-model";

const roundMs = 6_000;
const workerCounts = [1, 2, 4] as const;

/** Runs a second with more and more workers of four slots: runs that wait for a model, and runs that compute. */
export const scaleOut: Measure = {
  name: "scale-out",
  run: async (context) => {
    const model = await startTimedModel({ firstMs: 490, tokenMs: 10, tokens: 2 });
    const machines = await startMachines([
      { id: "bench", type: "custom", base_url: model.base, capabilities: ["text", "chat"], maxConcurrent: 64 },
    ]);
    try {
      const waiting = await machines.web.createWorkflow(oneAgent("bench"));
      const computing = await machines.web.createWorkflow(loopOver());
      const rates: number[] = [];
      const figures: Figure[] = [];
      for (const count of workerCounts) {
        await machines.setWorkers(count, { HEDDLE_RUN_SLOTS: "4" });
        // More at once than there are slots, so that none is ever idle.
        const waits = await measureOne(context, machines, waiting, 1, count * 6);
        rates.push(median(waits));
        figures.push({ name: `runs that wait 500 ms for a model, ${label(count)}`, unit: "runs/s", rounds: waits });
        const computes = await measureOne(context, machines, computing, 1_000, count * 6);
        figures.push({ name: `runs that compute 1,000 items, ${label(count)}`, unit: "runs/s", rounds: computes });
      }
      const growth = (rates.at(-1) as number) / (rates[0] as number);
      figures.push({ name: "growth from one to four workers, waiting", unit: "times", rounds: [growth], atLeast: 3.5 });
      return figures;
    } finally {
      await machines.close();
      await model.close();
    }
  },
};

const label = (count: number) => (count === 1 ? "1 worker" : `${count} workers`);

async function measureOne(context: BenchContext, { web }: Machines, workflowId: string, n: number, atOnce: number) {
  const load = { url: web.url, workflowId, atOnce, n };
  await generateLoad({ ...load, until: { ms: 1_500 } });
  return inRounds(context, async () => {
    const result = await generateLoad({ ...load, until: { ms: roundMs } });
    if (result.firstError !== undefined) context.say(`a run failed: ${result.firstError}`);
    return result.perSecond;
  });
}
