import { transformChain } from "../support/documents";
import { generateLoad } from "../support/load";
import { type BenchContext, type Figure, inRounds, type Measure } from "../support/measure";

const roundMs = 4_000;
const atOnce = [8, 32] as const;
const peers = { n8n: 21, flowise: 17, nodeRed: 5000, langGraph: 163 };

/** Runs of a chain of ten a second, with either durability. The load generator takes its share of the two cores. */
export const throughput: Measure = {
  name: "throughput",
  run: async (context) => [...(await measureOne(context, "steps", 500)), ...(await measureOne(context, "result", 900))],
};

async function measureOne(context: BenchContext, durability: "steps" | "result", atLeast: number): Promise<Figure[]> {
  const server = await context.server();
  const workflowId = await server.createWorkflow(transformChain(10, durability));
  const load = { url: server.url, workflowId };
  await generateLoad({ ...load, atOnce: 8, until: { ms: 2_000 } });
  const figures: Figure[] = [];
  const errors: number[] = [];
  for (const count of atOnce) {
    const rounds = await inRounds(context, async () => {
      const result = await generateLoad({ ...load, atOnce: count, until: { ms: roundMs } });
      if (result.firstError !== undefined) context.say(`a run failed: ${result.firstError}`);
      errors.push(result.errors);
      return result.perSecond;
    });
    figures.push({
      name: `runs of 10 nodes, ${durability}, ${count} at once`,
      unit: "runs/s",
      rounds,
      atLeast,
      peers: durability === "steps" && count === 8 ? peers : undefined,
    });
  }
  figures.push({ name: `errors, ${durability}`, unit: "errors", rounds: [errors.reduce((a, b) => a + b)], atMost: 0 });
  return figures;
}
