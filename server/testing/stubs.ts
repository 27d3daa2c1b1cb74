import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type StubBody, type StubPlan, startStubModel } from "@/e2e/support/stub-model";
import { startTestServer } from "@/server/executor/testing-server";
import type { Settings } from "@/server/testing/processes";
import type { Asked } from "@/server/testing/request-counts";

/** What workflows of a test reach: a server that counts its requests, and a model. Processes find them by `settings`. */
export interface Stubs {
  readonly url: string;
  /** `POST /tag/name`, in the order in which they came. */
  readonly requests: readonly string[];
  readonly modelCalls: () => number;
  /** The same with their times, and what the model was asked. */
  readonly asked: () => Asked;
  /** The highest number of calls that the model had at once. */
  readonly mostModelCalls: () => number;
  readonly settings: Settings;
  readonly close: () => Promise<void>;
}

interface StubsOptions {
  readonly answerMs: number;
  readonly plan?: (body: StubBody) => StubPlan;
  readonly maxConcurrent?: number;
}

export async function startStubs({ answerMs, plan = steady, maxConcurrent = 16 }: StubsOptions): Promise<Stubs> {
  const arrivals: Asked["arrivals"][number][] = [];
  const server = await startTestServer(async (request, response) => {
    arrivals.push({ request: `${request.method} ${request.url}`, at: Date.now() });
    await delay(answerMs);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(request.url?.split("/").at(-1)));
  });
  const model = await startStubModel(plan);
  const folder = await mkdtemp(path.join(tmpdir(), "heddle-stubs-"));
  const models = path.join(folder, "models.yaml");
  const entry = { id: "stub", type: "custom", base_url: model.base, model: "stub-model", maxConcurrent };
  await writeFile(models, JSON.stringify({ models: [{ ...entry, capabilities: ["text", "chat", "tools"] }] }));
  return {
    url: server.url,
    requests: server.requests,
    modelCalls: () => model.calls.length,
    asked: () => ({ arrivals, modelCalls: model.calls.map(({ at, body }) => ({ at, messages: body.messages })) }),
    mostModelCalls: () => mostAtOnce(model.calls),
    settings: { HEDDLE_ALLOW_HOSTS: "127.0.0.1", HEDDLE_MODELS: models },
    close: async () => {
      await Promise.all([server.close(), model.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Asks for its tool once and then answers, by the conversation alone: so it says the same after a crash. */
function steady({ messages, tools = [] }: StubBody): StubPlan {
  const asked = messages.find(({ role }) => role === "user")?.content ?? "";
  const results = messages.filter(({ role }) => role === "tool").map(({ content }) => content ?? "");
  const pace = { firstMs: 150, tokenMs: 20 };
  const [tool] = tools;
  if (tool !== undefined && results.length === 0)
    return { ...pace, text: "", toolCalls: [{ name: tool.function.name, arguments: argumentsOf(tool, asked) }] };
  return { ...pace, text: `${asked} was told ${results.join(" and ")} and has nothing more to say` };
}

/** Who asks, where the tool wants to know it. */
function argumentsOf({ function: { parameters } }: StubTool, asked: string): object {
  return parameters?.properties?.who === undefined ? {} : { who: asked.split(" ").at(-1) };
}

type StubTool = NonNullable<StubBody["tools"]>[number];

function mostAtOnce(calls: readonly { readonly at: number; readonly endAt?: number }[]): number {
  const changes = calls.flatMap(({ at, endAt = Number.POSITIVE_INFINITY }) => [
    { time: at, by: 1 },
    { time: endAt, by: -1 },
  ]);
  // A call that begins in the millisecond in which another one ends came after it.
  changes.sort((a, b) => a.time - b.time || a.by - b.by);
  let active = 0;
  let most = 0;
  for (const { by } of changes) {
    active += by;
    most = Math.max(most, active);
  }
  return most;
}
