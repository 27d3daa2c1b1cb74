import { performance } from "node:perf_hooks";
import { request } from "undici";
import type { BenchServer } from "../support/bench-server";
import { chatWithAgent } from "../support/documents";
import { inRounds, type Measure } from "../support/measure";
import { percentile } from "../support/statistics";
import { startTimedModel, type TimedModel } from "../support/timed-model";

const samples = 20;
const historyMessages = 1_000;

/** How much later the first words of an answer reach who asked than if they had called the model themselves. */
export const chat: Measure = {
  name: "chat",
  run: async (context) => {
    const server = await context.server();
    const model = await startTimedModel({ firstMs: 5, tokenMs: 0, tokens: 2 });
    try {
      await server.send("POST", "/api/v1/models", {
        id: "bench-chat",
        name: "Bench",
        type: "custom",
        base_url: model.base,
        capabilities: ["text", "chat"],
      });
      const id = await server.createWorkflow(chatWithAgent("bench-chat"));
      context.say(`a conversation of ${historyMessages} messages`);
      const long = await talkLong(server, id);
      for (let n = 0; n < 5; n += 1) await timeFirst(server, id);
      const rounds = await inRounds(context, async () => ({
        direct: await p50(() => timeDirect(model)),
        fresh: await p50(() => timeFirst(server, id)),
        long: await p50(() => timeFirst(server, id, long)),
      }));
      return [
        {
          name: "first token of a chat, over calling the model",
          unit: "ms",
          rounds: rounds.map(({ fresh, direct }) => fresh - direct),
          atMost: 20,
        },
        {
          name: `first token of a chat with ${historyMessages.toLocaleString("en-US")} messages of history, over calling the model`,
          unit: "ms",
          rounds: rounds.map(({ long: slow, direct }) => slow - direct),
          atMost: 60,
        },
      ];
    } finally {
      await model.close();
    }
  },
};

/** The id of a conversation in which so much was said. */
async function talkLong(server: BenchServer, workflowId: string): Promise<string> {
  let conversationId: string | undefined;
  for (let n = 0; n < historyMessages / 2; n += 1) {
    const answer = (await server.send("POST", `/api/v1/workflows/${workflowId}/chat`, {
      message: `Message ${n} of a long conversation about looms, heddles and shuttles.`,
      conversationId,
    })) as { readonly conversationId: string };
    conversationId = answer.conversationId;
  }
  return conversationId as string;
}

async function p50(time: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < samples; n += 1) times.push(await time());
  return percentile(times, 0.5);
}

/** From the request to the first words, in milliseconds. */
async function timeFirst(server: BenchServer, workflowId: string, conversationId?: string): Promise<number> {
  const started = performance.now();
  const response = await request(`${server.url}/api/v1/workflows/${workflowId}/chat`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ message: "And now?", conversationId, stream: true }),
  });
  return firstOf(response.body, "event: delta", started);
}

async function timeDirect(model: TimedModel): Promise<number> {
  const started = performance.now();
  const response = await request(`${model.base}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ model: "bench", stream: true, messages: [{ role: "user", content: "And now?" }] }),
  });
  return firstOf(response.body, "token0", started);
}

/** When a text stands in a stream; the stream is read to its end. */
async function firstOf(body: NodeJS.ReadableStream, text: string, started: number): Promise<number> {
  let seen = Number.NaN;
  let read = "";
  for await (const chunk of body) {
    if (!Number.isNaN(seen)) continue;
    read += String(chunk);
    if (read.includes(text)) seen = performance.now() - started;
  }
  if (Number.isNaN(seen)) throw new Error(`A stream had no "${text}": ${read.slice(0, 500)}`);
  return seen;
}
