import { performance } from "node:perf_hooks";
import type { BenchServer } from "../support/bench-server";
import { transformChain } from "../support/documents";
import { type Figure, inRounds, type Measure } from "../support/measure";
import { percentile } from "../support/statistics";

const lengths = [1, 10, 100] as const;
const warmUp = 50;
const samples = 150;

/** What a pure node costs: runs of chains of 1, 10 and 100, in turn, so that noise meets all of them alike. */
export const chain: Measure = {
  name: "chain",
  run: async (context) => {
    const server = await context.server();
    const ids = new Map<number, string>();
    for (const length of lengths) ids.set(length, await server.createWorkflow(transformChain(length)));
    await time(server, ids, warmUp);
    const rounds = await inRounds(context, () => time(server, ids, samples));
    const whole = (length: number) => rounds.map((round) => round.get(length) as number);
    const slope = rounds.map((round) => ((round.get(100) as number) - (round.get(1) as number)) / 99);
    return [
      {
        name: "a pure node more (chains of 1 and 100)",
        unit: "ms",
        rounds: slope,
        atMost: 0.05,
        peers: { n8n: 0.95, flowise: 4.3, nodeRed: 0.007, langGraph: 0.73 },
      },
      { name: "run of 1 pure node, p50", unit: "ms", rounds: whole(1) },
      {
        name: "run of 10 pure nodes, p50",
        unit: "ms",
        rounds: whole(10),
        atMost: 5,
        peers: { n8n: 54, flowise: 60, nodeRed: 0.5, langGraph: 5.6 },
      },
      { name: "run of 100 pure nodes, p50", unit: "ms", rounds: whole(100) },
    ] satisfies Figure[];
  },
};

async function time(
  server: BenchServer,
  ids: ReadonlyMap<number, string>,
  count: number,
): Promise<Map<number, number>> {
  const times = new Map<number, number[]>([...ids.keys()].map((length) => [length, []]));
  for (let n = 0; n < count; n += 1) {
    for (const [length, id] of ids) {
      const started = performance.now();
      const run = await server.run(id, { n });
      times.get(length)?.push(performance.now() - started);
      if (run.output?.answer !== n + length) throw new Error(`A chain of ${length} from ${n}: ${run.output?.answer}`);
    }
  }
  return new Map([...times].map(([length, values]) => [length, percentile(values, 0.5)]));
}
