import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";

export interface TimedModel {
  /** With `/v1`. */
  readonly base: string;
  /** `performance.now()` at which the first token of the last call was written. */
  readonly firstTokenAt: () => number;
  readonly close: () => Promise<void>;
}

export interface Pace {
  readonly firstMs: number;
  readonly tokenMs: number;
  readonly tokens: number;
}

/** A model server that streams tokens at a fixed pace and remembers when the first one left. */
export async function startTimedModel(pace: Pace): Promise<TimedModel> {
  let firstTokenAt = Number.NaN;
  const server = createServer(async (request, response) => {
    for await (const _ of request);
    if (!request.url?.endsWith("/chat/completions")) {
      response.writeHead(200, { "content-type": "application/json" }).end('{"object":"list","data":[]}');
      return;
    }
    await stream(response, pace, () => {
      firstTokenAt = performance.now();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    firstTokenAt: () => firstTokenAt,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function stream(response: ServerResponse, pace: Pace, onFirst: () => void): Promise<void> {
  const send = (choice: object | undefined, more: object = {}) => {
    const envelope = { id: "bench", object: "chat.completion.chunk", created: 1, model: "bench" };
    const choices = choice === undefined ? [] : [{ index: 0, finish_reason: null, ...choice }];
    response.write(`data: ${JSON.stringify({ ...envelope, choices, ...more })}\n\n`);
  };
  response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
  const started = performance.now();
  for (let i = 0; i < pace.tokens; i += 1) {
    // By the clock, since timers are late: the pace of the whole would depend on how busy the machine is.
    const due = started + pace.firstMs + i * pace.tokenMs;
    await delay(Math.max(0, due - performance.now()));
    if (response.destroyed) return;
    if (i === 0) onFirst();
    send({ delta: { ...(i === 0 ? { role: "assistant" } : {}), content: `token${i} ` } });
  }
  send({ delta: {}, finish_reason: "stop" });
  send(undefined, { usage: { prompt_tokens: 7, completion_tokens: pace.tokens, total_tokens: 7 + pace.tokens } });
  response.end("data: [DONE]\n\n");
}
