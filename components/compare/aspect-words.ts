import type { ComparedRow } from "./compare-runs";
import type { Aspect } from "./node-difference";

const words: Record<Exclude<Aspect, "only-one">, string> = {
  config: "settings",
  input: "input",
  model: "model",
  status: "status",
  output: "output",
  error: "error",
};

/** "input and output differ"; empty where nothing does. */
export function aspectWords({ differences, isInA, kind, a, b }: ComparedRow): string {
  if (differences.length === 0) return "";
  if (differences.includes("only-one")) return `only in ${isInA ? "A" : "B"}`;
  if (kind === "node" && a === undefined && b === undefined) return "set differently";
  const named = differences.flatMap((one) => (one === "only-one" ? [] : [words[one]]));
  const last = named.at(-1) ?? "";
  const isPlural = named.length > 1 || last === "settings";
  const list = named.length > 1 ? `${named.slice(0, -1).join(", ")} and ${last}` : last;
  return `${list} ${isPlural ? "differ" : "differs"}`;
}
