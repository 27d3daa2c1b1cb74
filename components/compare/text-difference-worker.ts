import { textDifference } from "./text-difference";

/** Compares long texts beside the page. */
addEventListener("message", ({ data: { id, a, b } }: MessageEvent<{ id: number; a: string; b: string }>) => {
  postMessage({ id, difference: textDifference(a, b, { ms: 3_000, edits: 20_000 }) });
});
