import { printValue } from "@/nodes/core/json";

export type Pair = readonly [name: string, value: string];

/** The lines of a map, in its order. */
export function pairsOf(record: Readonly<Record<string, unknown>>): Pair[] {
  return Object.entries(record).map(([name, value]) => [name, printValue(value)]);
}

/** The map of lines, and the lines that it cannot hold: without a name, or with one that an earlier line has. */
export function recordOf(pairs: readonly Pair[]): { record: Record<string, string>; left: Pair[] } {
  const known = new Map<string, string>();
  const left: Pair[] = [];
  for (const [name, value] of pairs) {
    if (name === "" || known.has(name)) left.push([name, value]);
    else known.set(name, value);
  }
  return { record: Object.fromEntries(known), left };
}
