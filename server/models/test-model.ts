import { performance } from "node:perf_hooks";
import type { RunError } from "@/nodes/core/app-error";
import { toRunError } from "@/nodes/core/app-error";
import type { JsonObject } from "@/nodes/core/json";
import { findModel } from "./find-model";
import { canOnlyEmbed } from "./model-entry";
import { resolveEmbedder } from "./resolve-embedder";
import { resolveModel } from "./resolve-model";

export interface ModelTest {
  readonly ok: boolean;
  readonly durationMs: number;
  /** What it answered: a few tokens. */
  readonly text?: string;
  /** As on the span of a call: times, tokens, address. */
  readonly attributes: JsonObject;
  readonly error?: RunError;
}

/** Few, but enough for a model that thinks first to say one word. */
const testTokens = 16;

/** One short call, to see whether a model answers and how fast. Never throws for what is wrong with the model. */
export async function testModel(id: string, signal: AbortSignal): Promise<ModelTest> {
  const { entry } = await findModel(id);
  return canOnlyEmbed(entry) ? testEmbedder(id, signal) : testChat(id, signal);
}

async function testEmbedder(id: string, signal: AbortSignal): Promise<ModelTest> {
  const startedAt = performance.now();
  const elapsed = () => Math.round(performance.now() - startedAt);
  try {
    const { embed } = await resolveEmbedder(id);
    const [vector] = await embed(["OK"], signal);
    return { ok: true, durationMs: elapsed(), text: `A vector of ${vector?.length ?? 0} numbers.`, attributes: {} };
  } catch (error) {
    if (signal.aborted) throw error;
    return { ok: false, durationMs: elapsed(), attributes: {}, error: toRunError(error) };
  }
}

async function testChat(id: string, signal: AbortSignal): Promise<ModelTest> {
  const attributes: JsonObject = {};
  const startedAt = performance.now();
  const elapsed = () => Math.round(performance.now() - startedAt);
  const model = await resolveModel({ model: id, maxTokens: testTokens, temperature: 0 });
  try {
    const reply = await model.chat({
      messages: [{ role: "user", content: "Say OK." }],
      signal,
      span: { number: 1, set: (more, when) => void (when === "now" || Object.assign(attributes, more)) },
    });
    return { ok: true, durationMs: elapsed(), text: reply.text, attributes };
  } catch (error) {
    if (signal.aborted) throw error;
    // It thought until the few tokens were spent: it works.
    if (attributes["heddle.reasoning_characters"] !== undefined)
      return { ok: true, durationMs: elapsed(), text: "", attributes };
    return { ok: false, durationMs: elapsed(), attributes, error: toRunError(error) };
  }
}
