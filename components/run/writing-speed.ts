import type { NodeRun } from "@/nodes/core/node-run";

/** About four letters a token, in English as in code: the server counts them at the end. */
const lettersPerToken = 4;

/** How many tokens a node run has written in this attempt, guessed from the text; undefined before the first. */
export function writtenTokens({ streamed }: NodeRun): number | undefined {
  if (streamed === undefined) return undefined;
  const letters = Object.values(streamed).reduce((sum, text) => sum + text.length, 0);
  return Math.max(1, Math.round(letters / lettersPerToken));
}

/** The same a second, between its first and its last piece of text: a moment that is replayed says what was said then. */
export function writingSpeed(run: NodeRun): number | undefined {
  const tokens = writtenTokens(run);
  const { firstTextAt, lastTextAt } = run;
  if (tokens === undefined || firstTextAt === undefined || lastTextAt === undefined) return undefined;
  const seconds = (lastTextAt - firstTextAt) / 1_000;
  // The first moments say nothing: one piece of text over almost no time.
  return seconds < 0.3 ? undefined : tokens / seconds;
}
