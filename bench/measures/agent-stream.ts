import { performance } from "node:perf_hooks";
import { request } from "undici";
import type { BenchServer } from "../support/bench-server";
import { oneAgent } from "../support/documents";
import { inRounds, type Measure } from "../support/measure";
import { readEvents } from "../support/read-events";
import { percentile } from "../support/statistics";
import { startTimedModel, type TimedModel } from "../support/timed-model";

const samples = 15;

/** How much later than the model's own a token reaches who watches, and how much longer a run takes than its call. */
export const agentStream: Measure = {
  name: "agent-stream",
  run: async (context) => {
    const server = await context.server();
    const model = await startTimedModel({ firstMs: 30, tokenMs: 5, tokens: 64 });
    try {
      await server.send("POST", "/api/v1/models", {
        id: "bench",
        name: "Bench",
        type: "custom",
        base_url: model.base,
        capabilities: ["text", "chat"],
      });
      const id = await server.createWorkflow(oneAgent("bench"));
      await timeAll(server, model, id, 3);
      const rounds = await inRounds(context, () => timeAll(server, model, id, samples));
      return [
        {
          name: "first token on the event stream, after the model's own",
          unit: "ms",
          rounds: rounds.map(({ firstToken }) => firstToken),
          atMost: 5,
        },
        {
          name: "run of one agent, over the direct call",
          unit: "ms",
          rounds: rounds.map(({ whole, direct }) => whole - direct),
          atMost: 8,
          peers: { n8n: 43, flowise: 48, nodeRed: 3, langGraph: 5 },
        },
        { name: "the direct call", unit: "ms", rounds: rounds.map(({ direct }) => direct) },
      ];
    } finally {
      await model.close();
    }
  },
};

/** The p50 of each in milliseconds. */
async function timeAll(server: BenchServer, model: TimedModel, workflowId: string, count: number) {
  const firstToken: number[] = [];
  const whole: number[] = [];
  const direct: number[] = [];
  for (let n = 0; n < count; n += 1) {
    firstToken.push(await timeFirstToken(server, model, workflowId));
    whole.push(await timeOf(() => server.run(workflowId, { n })));
    direct.push(await timeOf(() => callDirectly(model)));
  }
  return {
    firstToken: percentile(firstToken, 0.5),
    whole: percentile(whole, 0.5),
    direct: percentile(direct, 0.5),
  };
}

async function timeFirstToken(server: BenchServer, model: TimedModel, workflowId: string): Promise<number> {
  const { id } = await server.start(workflowId, { n: 1 });
  let seenAt = Number.NaN;
  await readEvents(server.url, id, (type) => {
    if (type === "node.delta" && Number.isNaN(seenAt)) seenAt = performance.now();
  });
  if (Number.isNaN(seenAt)) throw new Error("The event stream of an agent had no node.delta.");
  return seenAt - model.firstTokenAt();
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function callDirectly(model: TimedModel): Promise<void> {
  const response = await request(`${model.base}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ model: "bench", stream: true, messages: [{ role: "user", content: "Tell me about 1." }] }),
  });
  await response.body.text();
}
