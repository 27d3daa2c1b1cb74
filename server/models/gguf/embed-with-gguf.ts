import type { LlamaEmbeddingContext, LlamaModel } from "node-llama-cpp";
import type { EmbedCall } from "../providers/provider";
import { takeSequence } from "./loaded-models";

/** One for each model in memory; it goes with the model. */
const contexts = new WeakMap<LlamaModel, Promise<LlamaEmbeddingContext>>();

/** Vectors by a GGUF file in this process. What is longer than its context is cut there. */
export async function embedWithGguf({ entry, texts, signal }: EmbedCall): Promise<readonly Float32Array[]> {
  const { loaded, release } = await takeSequence(entry, signal);
  try {
    const context = await contextOf(loaded.model, loaded.threads);
    const vectors: Float32Array[] = [];
    for (const text of texts) {
      signal.throwIfAborted();
      // One place is left for the token that ends the text.
      const tokens = loaded.model.tokenize(text).slice(0, longest(loaded.model) - 2);
      const { vector } = await context.getEmbeddingFor(tokens.length === 0 ? loaded.model.tokenize(" ") : tokens);
      vectors.push(Float32Array.from(vector));
    }
    return vectors;
  } finally {
    release();
  }
}

/** Tokens of a text that are looked at. */
const mostTokens = 2048;

function longest(model: LlamaModel): number {
  return Math.min(model.trainContextSize, mostTokens);
}

function contextOf(model: LlamaModel, threads: number): Promise<LlamaEmbeddingContext> {
  const known = contexts.get(model);
  if (known !== undefined) return known;
  const size = longest(model);
  const made = model.createEmbeddingContext({ contextSize: size, batchSize: size, threads });
  made.catch(() => contexts.delete(model));
  contexts.set(model, made);
  return made;
}
