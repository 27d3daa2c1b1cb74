import { z } from "zod";
import { jsonObjectSchema } from "../core/json";
import { defineNode } from "../core/node-definition";
import { type TemplateField, templateIssues, templatePorts } from "../core/template-ports";

const rememberConfigSchema = z.object({
  collection: z.string().max(200).default("").describe("Id or slug of the collection that it adds to."),
  metadata: jsonObjectSchema
    .default({})
    .describe("What each text is found by; text in it is a template. It is stored as it is: no secrets."),
});
export type RememberConfig = z.infer<typeof rememberConfigSchema>;

/** Text of the metadata's first level: deeper it is taken as it is. */
export function metadataTemplates({ metadata }: RememberConfig): TemplateField[] {
  return Object.entries(metadata).flatMap(([name, value]) =>
    typeof value === "string" ? [{ field: `metadata.${name}`, text: value }] : [],
  );
}

export const rememberDefinition = defineNode<RememberConfig>({
  type: "remember",
  version: 1,
  title: "Remember",
  description: "Adds texts to a collection, to be recalled later.",
  family: "memory",
  icon: "bookmark-plus",
  keywords: ["store", "save", "memory", "vector", "knowledge", "collection", "embed"],
  config: rememberConfigSchema,
  initialConfig: { collection: "" },
  ports: (config) => ({
    inputs: [
      {
        name: "value",
        kind: "any",
        required: true,
        description: "A text, { text, name, metadata }, or a list of them: each becomes a document.",
      },
      ...templatePorts(metadataTemplates(config), ["value"]),
    ],
    outputs: [{ name: "ids", kind: "any", description: "Of the documents, also of those that were there already." }],
  }),
  fields: [
    { name: "collection", label: "Collection", input: "collection" },
    {
      name: "metadata",
      label: "Metadata",
      input: "json",
      hint: "What a search can filter by. Text may have {{ names }}.",
    },
  ],
  summary: ({ collection }) => (collection === "" ? "" : `Into ${collection}`),
  collections: ({ collection }) => (collection === "" ? [] : [collection]),
  idempotent: () => false,
  check: (config) => [
    ...(config.collection.trim() === ""
      ? [{ field: "collection", message: "Choose the collection that it adds to." }]
      : []),
    ...templateIssues(metadataTemplates(config), { secrets: false }),
  ],
});
