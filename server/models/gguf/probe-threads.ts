import { availableParallelism } from "node:os";
import { performance } from "node:perf_hooks";
import type { LlamaModel } from "node-llama-cpp";
import { singleton } from "@/server/singleton";

/** The time that one number of threads gets, and how many tokens at most. */
const probeMs = 400;
const probeTokens = 8;
/** More threads have to be clearly faster: they take cores from everything else. */
const neededGain = 0.9;
const largeModelBytes = 1_000_000_000;

/**
 * The number of threads that writes tokens fastest. More are not always better: a tiny model spends its time waiting for
 * them, and cores that are shared make it worse by a hundred times. Measured once for each file.
 */
export async function probeThreads(model: LlamaModel, fileKey: string): Promise<number> {
  const known = singleton("gguf-threads", () => new Map<string, number>());
  const before = known.get(fileKey);
  if (before !== undefined) return before;
  let best = { threads: 1, ms: Number.POSITIVE_INFINITY };
  for (const threads of candidates(model.size)) {
    const ms = await tokenMs(model, threads);
    const isBetter = ms < best.ms * neededGain;
    if (!isBetter && best.ms !== Number.POSITIVE_INFINITY) break;
    best = { threads, ms };
  }
  known.set(fileKey, best.threads);
  return best.threads;
}

/** 1, 2, 4 … to all cores; a large model would waste seconds on the first ones. */
function candidates(sizeBytes: number): number[] {
  const cores = availableParallelism();
  const powers = Array.from({ length: Math.floor(Math.log2(cores)) + 1 }, (_, power) => 2 ** power);
  const all = [...new Set([...powers, cores])];
  return sizeBytes < largeModelBytes ? all : all.slice(Math.min(2, all.length - 1));
}

async function tokenMs(model: LlamaModel, threads: number): Promise<number> {
  const context = await model.createContext({
    sequences: 1,
    contextSize: 256,
    batchSize: 32,
    threads: { ideal: threads, min: threads },
  });
  try {
    const times: number[] = [];
    const startedAt = performance.now();
    let last = startedAt;
    const bos = model.tokens.bos ?? model.tokens.eos;
    const prompt = bos === null ? model.tokenize("A") : [bos];
    for await (const _token of context.getSequence().evaluate(prompt, { yieldEogToken: true })) {
      const now = performance.now();
      times.push(now - last);
      last = now;
      if (times.length > probeTokens || now - startedAt > probeMs) break;
    }
    // The first one warms caches up.
    return Math.min(...(times.length > 1 ? times.slice(1) : times));
  } finally {
    await context.dispose();
  }
}
