import { performance } from "node:perf_hooks";
import type { BenchServer } from "../support/bench-server";
import { agentChain } from "../support/documents";
import { inRounds, type Measure } from "../support/measure";
import { percentile } from "../support/statistics";
import { startTimedModel } from "../support/timed-model";

const agents = 50;
const samples = 15;

/** The second run of 50 agents in a row, of which nothing changed: no model is called. */
export const reuse: Measure = {
  name: "reuse",
  run: async (context) => {
    const server = await context.server();
    const model = await startTimedModel({ firstMs: 1, tokenMs: 0, tokens: 4 });
    try {
      await server.send("POST", "/api/v1/models", {
        id: "steady",
        name: "Steady",
        type: "custom",
        base_url: model.base,
        capabilities: ["text", "chat"],
      });
      const id = await server.createWorkflow(agentChain(agents, "steady"));
      await server.run(id, { n: 1 });
      await timeReused(server, id, 5);
      const rounds = await inRounds(context, () => timeReused(server, id, samples));
      return [{ name: `run of ${agents} unchanged agents in a row, p50`, unit: "ms", rounds, atMost: 30 }];
    } finally {
      await model.close();
    }
  },
};

async function timeReused(server: BenchServer, id: string, count: number): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const started = performance.now();
    const run = (await server.run(id, { n: 1 })) as Awaited<ReturnType<BenchServer["run"]>> & {
      readonly usage: { readonly modelCalls: number };
    };
    times.push(performance.now() - started);
    if (run.usage.modelCalls !== 0) throw new Error(`An unchanged run called a model ${run.usage.modelCalls} times.`);
  }
  return percentile(times, 0.5);
}
