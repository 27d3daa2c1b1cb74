import { performance } from "node:perf_hooks";
import { transformChain } from "../support/documents";
import { type Machines, startMachines } from "../support/machines";
import { inRounds, type Measure } from "../support/measure";
import { percentile } from "../support/statistics";

const samples = 40;

interface TraceTimes {
  readonly queuedAt: string;
  readonly finishedAt: string;
}

/**
 * From the start of a run in a web process without slots to the end of its first node, which only computes, in an idle
 * worker. Both times are the processes' own: they have one clock on one machine.
 */
export const queueLatency: Measure = {
  name: "queue-latency",
  run: async (context) => {
    const machines = await startMachines();
    try {
      await machines.setWorkers(1);
      const id = await machines.web.createWorkflow(transformChain(1));
      await timeAll(machines, id, 10);
      const rounds = await inRounds(context, () => timeAll(machines, id, samples));
      return [
        {
          name: "from a start through the queue to the first node, p50",
          unit: "ms",
          rounds: rounds.map(({ first }) => percentile(first, 0.5)),
          atMost: 20,
        },
        { name: "the same, p95", unit: "ms", rounds: rounds.map(({ first }) => percentile(first, 0.95)) },
        {
          name: "whole run through the queue, asked and answered, p50",
          unit: "ms",
          rounds: rounds.map(({ whole }) => percentile(whole, 0.5)),
        },
      ];
    } finally {
      await machines.close();
    }
  },
};

async function timeAll({ web }: Machines, workflowId: string, count: number) {
  const first: number[] = [];
  const whole: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const began = performance.now();
    const run = (await web.run(workflowId, { n })) as unknown as TraceTimes;
    whole.push(performance.now() - began);
    first.push(Date.parse(run.finishedAt) - Date.parse(run.queuedAt));
  }
  return { first, whole };
}
