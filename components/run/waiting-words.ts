import type { RunSummary } from "@/components/api/types";

type Reason = NonNullable<RunSummary["waitsFor"]>[number];

/** Who waits for a person comes before who waits for a time, and both are said. */
const sentences: readonly (readonly [readonly Reason[], string])[] = [
  [["approval", "decision"], "Waits for an answer"],
  [["breakpoint"], "Held at a breakpoint"],
  [["timer"], "Waits for its time"],
];

/** What a run that waits is waiting for, in words; empty when that is not known. */
export function waitingWords(reasons: readonly Reason[] = []): string {
  const said = sentences.filter(([some]) => some.some((reason) => reasons.includes(reason)));
  return said.map(([, words], i) => (i === 0 ? words : words.toLowerCase())).join(", ");
}
