import { z } from "zod";
import { jsonObjectSchema } from "../core/json";
import { defineNode } from "../core/node-definition";
import { searchModes } from "../core/node-runner";
import { parametersOf } from "../core/tool-spec";

const recallConfigSchema = z.object({
  collection: z.string().max(200).default("").describe("Id or slug of the collection that it searches."),
  topK: z
    .number()
    .int()
    .min(1, "At least one passage.")
    .max(100, "At most 100 passages.")
    .default(5)
    .describe("Most passages that it gives."),
  minScore: z
    .number()
    .min(0, "A score is 0 to 1.")
    .max(1, "A score is 0 to 1.")
    .default(0)
    .describe("Passages below it are left out."),
  mode: z
    .enum(searchModes, "The mode is one of vector, text, hybrid.")
    .default("hybrid")
    .describe("vector: by meaning. text: by words. hybrid: both, fused by rank."),
  filter: jsonObjectSchema.default({}).describe('What the metadata has to have, such as { "topic": "looms" }.'),
  description: z.string().max(2_000).default("").describe("When it is used as a tool: what the collection knows."),
});
export type RecallConfig = z.infer<typeof recallConfigSchema>;

export const recallDefinition = defineNode<RecallConfig>({
  type: "recall",
  version: 1,
  title: "Recall",
  description: "Finds the passages of a collection that answer a question.",
  family: "memory",
  icon: "book-open-text",
  keywords: ["search", "retrieve", "rag", "memory", "vector", "knowledge", "collection", "find", "tool"],
  config: recallConfigSchema,
  initialConfig: { collection: "" },
  ports: () => ({
    inputs: [
      { name: "query", kind: "any", required: true, description: "What is looked for, as a question or words." },
    ],
    outputs: [
      {
        name: "documents",
        kind: "documents",
        description: "The passages, with scores, sources and why they were found.",
      },
      { name: "text", kind: "text", description: "The same, numbered, with where each is from." },
      { name: "tool", kind: "tool", description: "Lends the search to an agent." },
    ],
  }),
  fields: [
    { name: "collection", label: "Collection", input: "collection" },
    { name: "topK", label: "At most", input: "number", min: 1, max: 100, step: 1, unit: "passages" },
    {
      name: "mode",
      label: "Search",
      input: "select",
      choices: [
        { value: "hybrid", label: "By meaning and words" },
        { value: "vector", label: "By meaning" },
        { value: "text", label: "By words" },
      ],
    },
    {
      name: "minScore",
      label: "Least score",
      input: "slider",
      min: 0,
      max: 1,
      step: 0.05,
      hint: "Passages below it are left out.",
      advanced: true,
    },
    {
      name: "filter",
      label: "Only with",
      input: "json",
      hint: 'What the metadata has to have, such as { "topic": "looms" }.',
      advanced: true,
    },
    {
      name: "description",
      label: "Use as a tool",
      input: "text",
      hint: "What the collection knows: an agent decides by it when to search.",
      advanced: true,
    },
  ],
  summary: ({ collection, topK }) => (collection === "" ? "" : `${topK} of ${collection}`),
  collections: ({ collection }) => (collection === "" ? [] : [collection]),
  reuse: () => ({ readsInput: false }),
  check: ({ collection }) =>
    collection.trim() === "" ? [{ field: "collection", message: "Choose the collection that it searches." }] : [],
  tool: {
    description: ({ description, collection }, title) =>
      description || `${title}: searches ${collection} and gives the passages that are nearest to the query.`,
    does: ({ collection }) => `Searches the collection ${collection}.`,
    parameters: (_, unconnected) => parametersOf(unconnected),
    result: ({ text = "" }) => (text === "" ? "Nothing was found." : text),
  },
});
