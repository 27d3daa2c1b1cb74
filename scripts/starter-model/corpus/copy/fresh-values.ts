import type { Source } from "../example";
import { draws, type ValueKind } from "../relations/draws";

/** Whether one contains the other. */
export function overlaps(one: string, other: string): boolean {
  return one.includes(other) || other.includes(one);
}

/** A value that contains no other one of the example and is contained in none; nothing where a short list is used up. */
export function fresh(source: Source, used: string[], draw: (source: Source) => string): string | undefined {
  for (let tries = 0; tries < 60; tries++) {
    const value = draw(source);
    const plain = value.toLowerCase().replace(/^(the|a) /, "");
    if (used.some((other) => overlaps(plain, other))) continue;
    used.push(plain);
    return value;
  }
  return undefined;
}

/** As many fresh values as there are, up to a count. */
export function severalFresh(
  source: Source,
  count: number,
  draw: (source: Source) => string,
  used: string[] = [],
): string[] {
  return Array.from({ length: count }, () => fresh(source, used, draw)).filter((value) => value !== undefined);
}

const anything: readonly ValueKind[] = ["word", "word", "word", "person", "person", "town", "object", "food", "job"];

/** A word, a name or a value of the given kinds. */
export function anyValue(source: Source, from: readonly ValueKind[] = anything): string {
  return draws[source.random.pick(from)](source);
}
