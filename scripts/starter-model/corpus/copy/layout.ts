import type { Source } from "../example";
import { bullets } from "../grammar";
import { chatter, listed } from "../words/word-lists";
import { severalFresh } from "./fresh-values";

/** Other sentences at random places among the given ones. */
export function mixIn({ random }: Source, sentences: readonly string[], others: readonly string[]): string[] {
  const result = [...sentences];
  for (const other of others) result.splice(random.int(0, result.length), 0, other);
  return result;
}

/** Sentences that answer no question, or none at all. */
export function chat(source: Source, most: number): string[] {
  const count = source.random.chance(0.4) ? source.random.int(1, most) : 0;
  return severalFresh(source, count, (own) => `${listed(own, chatter)}.`);
}

/** Sentences as one paragraph, as lines or as numbered parts. */
export function laidOut({ random }: Source, sentences: readonly string[]): string {
  if (sentences.length < 2) return sentences.join(" ");
  const style = random.next();
  if (style < 0.68) return sentences.join(" ");
  if (style < 0.8) return sentences.join("\n");
  if (style < 0.9) return bullets(sentences);
  return sentences.map((sentence, place) => `[${place + 1}] ${sentence}`).join("\n\n");
}
