import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { seededVectors } from "@/server/memory/testing/seeded-vectors";
import { startStubModel } from "../../e2e/support/stub-model";
import { startBenchServer } from "../support/bench-server";
import type { Measure } from "../support/measure";
import { percentile } from "../support/statistics";
import { dimension } from "../support/vector-scene";

const texts = 10_000;
const askEveryMs = 25;

/** How long requests of the studio take while 10,000 texts are remembered on the embedded database, index included. */
export const remembering: Measure = {
  name: "remembering",
  run: async ({ say }) => {
    const next = seededVectors({ seed: 3, dimension, clusters: 200 });
    const model = await startStubModel(() => ({}), {
      embeddings: (asked) => asked.map((_, index) => ({ index, embedding: [...next()] })),
    });
    const server = await startBenchServer();
    try {
      await server.send("POST", "/api/v1/models", {
        id: "vectors",
        name: "Vectors",
        type: "custom",
        base_url: model.base,
        capabilities: ["embeddings"],
      });
      await server.send("POST", "/api/v1/memory", { name: "Bench", embedder: "vectors" });
      const id = await server.createWorkflow(keepAll());
      const started = performance.now();
      const run = await server.start(id, { texts: Array.from({ length: texts }, (_, n) => `Text ${n} of the bench.`) });
      const times: number[] = [];
      for (let status = run.status; status !== "completed"; ) {
        const asked = performance.now();
        await server.send("GET", "/api/v1/workflows");
        times.push(performance.now() - asked);
        if (times.length % 40 === 0) {
          const { status: now, error } = (await server.send("GET", `/api/v1/runs/${run.id}`)) as typeof run;
          if (now === "failed") throw new Error(error?.message);
          status = now;
          say(`${times.length} requests, slowest ${Math.max(...times).toFixed(0)} ms`);
        }
        await delay(askEveryMs);
      }
      const perSecond = texts / ((performance.now() - started) / 1_000);
      return [
        {
          name: `requests while ${texts} texts are remembered, slowest`,
          unit: "ms",
          rounds: [Math.max(...times)],
          atMost: 100,
        },
        { name: `requests while ${texts} texts are remembered, p95`, unit: "ms", rounds: [percentile(times, 0.95)] },
        { name: "texts remembered on PGlite", unit: "chunks/s", rounds: [perSecond] },
      ];
    } finally {
      await server.remove();
      await model.close();
    }
  },
};

function keepAll(): object {
  return {
    format: "heddle.workflow",
    version: 1,
    name: "Keep all",
    nodes: [
      { id: "in", type: "input", position: { x: 0, y: 0 }, config: { fields: [{ name: "texts", type: "json" }] } },
      { id: "keep", type: "remember", position: { x: 300, y: 0 }, config: { collection: "bench" } },
    ],
    connections: [{ id: "c1", source: "in", sourceHandle: "texts", target: "keep", targetHandle: "value" }],
    settings: { timeoutMs: 1_800_000 },
  };
}
