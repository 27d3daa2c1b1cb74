import { performance } from "node:perf_hooks";
import { httpBranches } from "../support/documents";
import { inRounds, type Measure } from "../support/measure";
import { startSlowServer } from "../support/slow-server";
import { percentile } from "../support/statistics";

const branches = 8;
const waitMs = 200;
const samples = 15;

/** Branches that wait at the same time cost their wait once. */
export const parallelBranches: Measure = {
  name: "parallel-branches",
  run: async (context) => {
    const server = await context.server();
    const target = await startSlowServer(waitMs);
    try {
      const id = await server.createWorkflow(httpBranches(branches, target.url));
      const time = async () => {
        const started = performance.now();
        const run = await server.run(id, { n: 1 });
        const took = performance.now() - started;
        const answer = run.output?.answer;
        if (!Array.isArray(answer) || answer.length !== branches) throw new Error("A branch is missing in the merge.");
        return took;
      };
      for (let i = 0; i < 3; i += 1) await time();
      const rounds = await inRounds(context, async () => {
        const times: number[] = [];
        for (let i = 0; i < samples; i += 1) times.push(await time());
        return percentile(times, 0.5);
      });
      return [
        {
          name: `${branches} branches of ${waitMs} ms and a merge, p50`,
          unit: "ms",
          rounds,
          atMost: 215,
          peers: { n8n: 1689, flowise: 1699, nodeRed: 207, langGraph: 212 },
        },
      ];
    } finally {
      await target.close();
    }
  },
};
