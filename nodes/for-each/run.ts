import { AppError } from "../core/app-error";
import type { JsonValue } from "../core/json";
import type { ItemResult, NodeContext, NodeRunner } from "../core/node-runner";
import type { ForEachConfig } from "./definition";

/** The child graph for each item, several at once; results stand in the order of the items. */
export const runForEach: NodeRunner<ForEachConfig> = async (context) => {
  const items = listOf(context);
  const { concurrency } = context.config;
  const results: ItemResult[] = new Array(items.length);
  let next = 0;
  const takeTurns = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await runOne(context, items, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, takeTurns));
  return { results: results.flatMap(({ result }) => (result === undefined ? [] : [result])) };
};

function listOf({ inputs, config: { maxItems } }: NodeContext<ForEachConfig>): readonly JsonValue[] {
  const { items } = inputs;
  if (!Array.isArray(items))
    throw new AppError("NODE_INPUT_INVALID", `The input items takes a list, and got ${kindOf(items)}.`, {
      field: "items",
      hint: "Put a transform node before it that makes a list, such as [value], or $split(value, '\\n') for lines.",
    });
  if (items.length > maxItems)
    throw new AppError(
      "LIMIT_EXCEEDED",
      `The list has ${items.length.toLocaleString("en-US")} items, and this loop takes at most ${maxItems.toLocaleString("en-US")} (maxItems).`,
      { field: "maxItems", hint: "Raise the limit in the settings of the loop, or give it a shorter list." },
    );
  return items;
}

function kindOf(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return "nothing";
  if (typeof value === "string") return "a text";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

async function runOne(
  { runItem, signal, config }: NodeContext<ForEachConfig>,
  items: readonly JsonValue[],
  index: number,
): Promise<ItemResult> {
  signal.throwIfAborted();
  try {
    return await runItem(index, { item: items[index] as JsonValue, index }, items.length);
  } catch (error) {
    if (config.onItemError === "stop" || signal.aborted) throw error;
    return config.onItemError === "null" ? { result: null } : {};
  }
}
