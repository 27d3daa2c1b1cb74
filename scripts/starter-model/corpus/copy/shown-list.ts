import type { Source } from "../example";
import { bullets, inWords } from "../grammar";
import { draws, type ValueKind } from "../relations/draws";
import { severalFresh } from "./fresh-values";

const listKinds: readonly ValueKind[] = [
  "word",
  "person",
  "town",
  "food",
  "animal",
  "tool",
  "colour",
  "job",
  "object",
  "code",
];

export function drawItems(source: Source, least: number, most: number): string[] {
  const kind = source.random.pick(listKinds);
  return severalFresh(source, source.random.int(least, most), draws[kind]);
}

/** A list as people write it. */
export function shownList({ random }: Source, items: readonly string[]): string {
  return random.pick([
    () => items.join(", "),
    () => items.join(", "),
    () => inWords(items),
    () => items.join("; "),
    () => items.join("\n"),
    () => bullets(items),
    () => items.map((item, place) => `${place + 1}. ${item}`).join("\n"),
  ])();
}
