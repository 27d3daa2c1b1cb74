import { z } from "zod";
import { defineNode } from "../core/node-definition";

export const itemErrorChoices = ["stop", "skip", "null"] as const;

const forEachConfigSchema = z.object({
  concurrency: z
    .number("A number of items at once.")
    .int("A whole number of items at once.")
    .min(1, "At least one item runs at a time.")
    .max(256, "At most 256 items run at once.")
    .default(4)
    .describe("Items that run at once."),
  maxItems: z
    .number("A number of items.")
    .int("A whole number of items.")
    .min(1, "A list has at least one item.")
    .max(100_000, "A loop takes at most 100,000 items.")
    .default(10_000)
    .describe("A longer list is refused."),
  onItemError: z
    .enum(itemErrorChoices, `What to do after an error is one of ${itemErrorChoices.join(", ")}.`)
    .default("stop")
    .describe("stop: the loop fails. skip: the item has no result. null: its result is null."),
});
export type ForEachConfig = z.infer<typeof forEachConfigSchema>;

export const forEachDefinition = defineNode<ForEachConfig>({
  type: "for-each",
  version: 1,
  title: "For each",
  description: "Runs the nodes inside it once for each item of a list.",
  family: "logic",
  icon: "repeat",
  keywords: ["loop", "iterate", "map", "list", "items", "batch", "container"],
  config: forEachConfigSchema,
  initialConfig: { concurrency: 4, onItemError: "stop" },
  container: true,
  itemsOf: ({ items }) => (Array.isArray(items) ? items.length : undefined),
  ports: () => ({
    inputs: [
      { name: "items", kind: "json", required: true, title: "Items", description: "A list." },
      { name: "inner.result", kind: "any", title: "Result", description: "What the item gives.", feeds: "results" },
    ],
    outputs: [
      { name: "results", kind: "json", title: "Results", description: "The results of all items, in their order." },
      { name: "inner.item", kind: "any", title: "Item" },
      { name: "inner.index", kind: "number", title: "Index", description: "0 for the first item." },
    ],
  }),
  fields: [
    { name: "concurrency", label: "At once", input: "number", min: 1, max: 256, step: 1, unit: "items" },
    {
      name: "onItemError",
      label: "When an item fails",
      input: "select",
      choices: [
        { value: "stop", label: "Stop", hint: "The loop fails with the item's error." },
        { value: "skip", label: "Leave it out", hint: "The other items go on; this one has no result." },
        { value: "null", label: "Null", hint: "The other items go on; this one's result is null." },
      ],
    },
    {
      name: "maxItems",
      label: "At most",
      input: "number",
      min: 1,
      max: 100_000,
      step: 1,
      unit: "items",
      hint: "A longer list is refused.",
      advanced: true,
    },
  ],
  summary: ({ concurrency }) => (concurrency === 1 ? "One item at a time" : `${concurrency} items at once`),
});
