import type { TextDifference } from "./text-difference";

let worker: Worker | undefined;
let count = 0;
const waiting = new Map<number, PromiseWithResolvers<TextDifference>>();

/** Compares two texts beside the page, which goes on. Rejects where the worker cannot be loaded. */
export function differenceInWorker(a: string, b: string): Promise<TextDifference> {
  worker ??= openWorker();
  const id = count++;
  const answer = Promise.withResolvers<TextDifference>();
  waiting.set(id, answer);
  worker.postMessage({ id, a, b });
  return answer.promise;
}

function openWorker(): Worker {
  const opened = new Worker(new URL("./text-difference-worker.ts", import.meta.url), { type: "module" });
  opened.addEventListener("message", ({ data }: MessageEvent<{ id: number; difference: TextDifference }>) => {
    waiting.get(data.id)?.resolve(data.difference);
    waiting.delete(data.id);
  });
  opened.addEventListener("error", () => {
    for (const answer of waiting.values()) answer.reject(new Error("The comparison of long texts did not start."));
    waiting.clear();
    opened.terminate();
    worker = undefined;
  });
  return opened;
}
