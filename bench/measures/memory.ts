import { setTimeout as delay } from "node:timers/promises";
import { startBenchServer } from "../support/bench-server";
import { transformChain } from "../support/documents";
import { groupMemory } from "../support/group-memory";
import { generateLoad } from "../support/load";
import type { Measure } from "../support/measure";

const warmUpRuns = 10_000;
const runs = 10_000;
const restMs = 5_000;

/** What 10,000 runs leave behind in memory, once caches are warm and the collector has had its time. */
export const memory: Measure = {
  name: "memory",
  run: async () => {
    const server = await startBenchServer();
    try {
      const workflowId = await server.createWorkflow(transformChain(10));
      const afterRuns = async (count: number) => {
        await generateLoad({ url: server.url, workflowId, atOnce: 8, until: { runs: count } });
        await delay(restMs);
        return groupMemory(server.pid());
      };
      const before = await afterRuns(warmUpRuns);
      const after = await afterRuns(runs);
      return [
        {
          name: `memory that ${runs.toLocaleString("en")} runs leave behind`,
          unit: "MB",
          rounds: [after - before],
          atMost: 30,
        },
        { name: "memory after them", unit: "MB", rounds: [after] },
      ];
    } finally {
      await server.remove();
    }
  },
};
