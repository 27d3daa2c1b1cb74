import { z } from "zod";
import { type ConfigIssue, defineNode } from "../core/node-definition";
import { templateVariables } from "../core/template";
import { templateIssues } from "../core/template-ports";

const retentionSchema = z
  .object({
    maxMessages: z.number().int().min(1, "At least one message has to be kept.").max(1_000_000).optional(),
    maxAgeDays: z.number().min(0, "An age is not below 0 days.").max(36_500).optional(),
    summarize: z.boolean().optional().describe("Whether what is cut off is summarized first."),
  })
  .describe("How much of a conversation is kept; what is not said here is as the agent's or the global setting says.");

const memoryConfigSchema = z.object({
  kind: z
    .enum(["conversation", "vector"], "A memory is one of conversation, vector.")
    .default("conversation")
    .describe("conversation: what was said before. vector: what is near the question, from a collection."),
  collection: z.string().max(200).default("").describe("Of a vector memory: id or slug of its collection."),
  topK: z
    .number()
    .int()
    .min(1, "At least one passage.")
    .max(100, "At most 100 passages.")
    .default(5)
    .describe("Of a vector memory: most passages that are recalled."),
  minScore: z
    .number()
    .min(0, "A score is 0 to 1.")
    .max(1, "A score is 0 to 1.")
    .default(0)
    .describe("Passages below it are left out."),
  retention: retentionSchema.default({}),
  session: z
    .string()
    .max(2_000)
    .default("")
    .describe(
      "A template over input: who is talked with. Memories of two sessions never mix. Empty: all runs share one.",
    ),
});
export type MemoryConfig = z.infer<typeof memoryConfigSchema>;

export const memoryDefinition = defineNode<MemoryConfig>({
  type: "memory",
  version: 1,
  title: "Memory",
  description: "Lets an agent remember: the conversation, or what is near the question.",
  family: "memory",
  icon: "brain",
  keywords: ["history", "conversation", "vector", "long-term", "remember", "rag"],
  config: memoryConfigSchema,
  initialConfig: { kind: "conversation" },
  ports: () => ({ inputs: [], outputs: [{ name: "memory", kind: "memory" }] }),
  fields: [
    {
      name: "kind",
      label: "Remembers",
      input: "select",
      choices: [
        { value: "conversation", label: "The conversation" },
        { value: "vector", label: "What is near the question" },
      ],
    },
    {
      name: "collection",
      label: "Collection",
      input: "collection",
      hint: "What is said is added to it.",
      when: { field: "kind", is: ["vector"] },
    },
    {
      name: "topK",
      label: "At most",
      input: "number",
      min: 1,
      max: 100,
      step: 1,
      unit: "passages",
      when: { field: "kind", is: ["vector"] },
    },
    {
      name: "minScore",
      label: "Least score",
      input: "slider",
      min: 0,
      max: 1,
      step: 0.05,
      hint: "How near a passage has to be: 1 is the same.",
      when: { field: "kind", is: ["vector"] },
    },
    {
      name: "session",
      label: "Session",
      input: "template",
      lines: 1,
      placeholder: "{{ input.user }}",
      hint: "Who is talked with. Memories of two sessions never mix.",
      advanced: true,
    },
    {
      name: "retention",
      label: "Keep",
      input: "json",
      hint: 'Such as { "maxMessages": 200, "maxAgeDays": 90, "summarize": true }.',
      when: { field: "kind", is: ["conversation"] },
      advanced: true,
    },
  ],
  summary: ({ kind, collection, topK }) =>
    kind === "conversation"
      ? "The conversation"
      : `${topK} nearest of ${collection === "" ? "a collection" : collection}`,
  collections: ({ kind, collection }) => (kind === "vector" && collection !== "" ? [collection] : []),
  check: (config) => [...collectionIssues(config), ...sessionIssues(config)],
});

function collectionIssues({ kind, collection }: MemoryConfig): ConfigIssue[] {
  return kind === "vector" && collection.trim() === ""
    ? [{ field: "collection", message: "Choose the collection that this memory recalls from and adds to." }]
    : [];
}

/** A resource has no inputs: nothing but the run's own names can stand in its template. */
function sessionIssues({ session }: MemoryConfig): ConfigIssue[] {
  const broken = templateIssues([{ field: "session", text: session }], { secrets: false });
  if (broken.length > 0) return [...broken];
  const unknown = templateVariables(session).find(({ name }) => name !== "input" && name !== "run");
  return unknown === undefined
    ? []
    : [
        {
          field: "session",
          code: "TEMPLATE_INVALID",
          message: `A memory has no input "${unknown.name}". Write {{ input.${unknown.name} }} for a field of the run's input.`,
        },
      ];
}
