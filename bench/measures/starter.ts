import { readFile } from "node:fs/promises";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { type BenchServer, startBenchServer } from "../support/bench-server";
import { inRounds, type Measure } from "../support/measure";
import { readEvents } from "../support/read-events";

const root = path.resolve(import.meta.dirname, "../..");

/** The first run of a bare machine: the model that comes along is loaded, and answers. */
export const starter: Measure = {
  name: "starter",
  run: async (context) => {
    const rounds = await inRounds(context, firstRuns);
    return [
      { name: "loading the starter model", unit: "ms", rounds: rounds.map(({ loadMs }) => loadMs), atMost: 1000 },
      { name: "its first token after the first Run", unit: "ms", rounds: rounds.map(({ firstMs }) => firstMs) },
      { name: "what it then writes", unit: "tokens/s", rounds: rounds.map(({ speed }) => speed), atLeast: 100 },
    ];
  },
};

async function firstRuns(): Promise<{ loadMs: number; firstMs: number; speed: number }> {
  const server = await startBenchServer({ HEDDLE_MODELS: path.join(root, "models.yaml") });
  try {
    const example = await readFile(path.join(root, "examples/1-research-a-topic.json"), "utf8");
    const workflowId = await server.createWorkflow(JSON.parse(example) as object);
    const first = await watchRun(server, workflowId);
    const second = await watchRun(server, workflowId);
    return {
      loadMs: Number(first.attributes["heddle.load_ms"]),
      firstMs: first.firstMs,
      speed: Number(second.attributes["heddle.tokens_per_second"]),
    };
  } finally {
    await server.remove();
  }
}

/** Milliseconds from asking for a run to its first token, and what its model call said of itself. */
async function watchRun(server: BenchServer, workflowId: string) {
  const startedAt = performance.now();
  const { id } = await server.start(workflowId, {});
  let firstMs = Number.NaN;
  let attributes: Readonly<Record<string, unknown>> = {};
  await readEvents(server.url, id, (type, json) => {
    if (type === "node.delta" && Number.isNaN(firstMs)) firstMs = performance.now() - startedAt;
    if (type !== "span.ended") return;
    const event = JSON.parse(json) as { attributes?: Readonly<Record<string, unknown>> };
    if (event.attributes?.["gen_ai.usage.output_tokens"] !== undefined) attributes = event.attributes;
  });
  return { firstMs, attributes };
}
