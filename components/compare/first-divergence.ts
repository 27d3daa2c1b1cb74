import type { ComparedRow } from "./compare-runs";
import { placeOf } from "./run-tree";

/**
 * Where two runs part: the first row in the order of execution that began differently (its config, its input, or that it
 * began at all), or that gave something else. Of a container that gave something else it is what inside it did; of an
 * agent whose tool gave something else, that call. A tool that was asked differently says of its agent that it parted.
 */
export function firstDivergence(rows: readonly ComparedRow[]): ComparedRow | undefined {
  for (const row of rows) {
    if (beganDifferently(row)) return row;
    const inside = firstDivergence(row.below);
    if (inside !== undefined) return isCallOf(row, inside) && wasAskedDifferently(inside) ? row : inside;
    if (row.differences.length > 0) return row;
  }
  return undefined;
}

function beganDifferently({ differences }: ComparedRow): boolean {
  return ["only-one", "config", "input", "model"].some((aspect) => differences.some((one) => one === aspect));
}

function isCallOf(caller: ComparedRow, { a, b }: ComparedRow): boolean {
  const called = a ?? b;
  return caller.kind === "node" && called !== undefined && placeOf(called).key === caller.key;
}

function wasAskedDifferently({ differences }: ComparedRow): boolean {
  return differences.includes("input") || differences.includes("only-one");
}
