import { z } from "zod";
import { agentStatuses } from "./agent-status";
import { jsonObjectSchema } from "./json";
import { schemaProblem } from "./json-schema-problem";
import "./value-sentence";

/** An agent that is kept by itself, to be used in many workflows and conversations. */

export const agentLimits = { tools: 50, examples: 10, capabilities: 20 } as const;

const sampling = z.object({
  temperature: z.number().min(0, "A temperature is not below 0.").max(2, "A temperature is not above 2.").optional(),
  topP: z.number().min(0, "Top P is not below 0.").max(1, "Top P is not above 1.").optional(),
  maxTokens: z.number().int().min(1, "At least one token has to be allowed.").optional(),
  seed: z.number().int().optional(),
  stop: z.array(z.string().min(1)).max(16, "At most 16 stop texts.").optional(),
  fallback: z
    .array(z.string().min(1).max(200))
    .max(10, "At most 10 fallbacks.")
    .optional()
    .describe("Ids of models that are tried in turn when the agent's own is not reachable."),
});

export const agentToolKinds = ["agent", "workflow", "collection"] as const;

export const agentToolSchema = z.object({
  kind: z.enum(agentToolKinds, "A tool is one of agent, workflow, collection."),
  id: z
    .string()
    .min(1, "Choose what the tool is.")
    .max(200)
    .describe("Id or slug of the agent, workflow or collection."),
  description: z
    .string()
    .max(2_000)
    .optional()
    .describe(
      "What it is good for: the model decides by it when to call the tool. Default: what the other says of itself.",
    ),
});
export type AgentTool = z.infer<typeof agentToolSchema>;

const retention = z.object({
  maxMessages: z.number().int().min(1).max(1_000_000).optional(),
  maxAgeDays: z.number().min(0).max(36_500).optional(),
  summarize: z.boolean().optional().describe("What is cut off is summarized first."),
});

const memory = z.object({
  kind: z.enum(["conversation", "vector"], "A memory is one of conversation, vector."),
  collection: z.string().max(200).optional().describe("Of a vector memory: id or slug of its collection."),
  topK: z.number().int().min(1).max(100).optional(),
  minScore: z.number().min(0).max(1).optional(),
  retention: retention.optional(),
});

export const answerLengths = ["brief", "balanced", "detailed"] as const;
export const answerFormats = ["plain", "markdown", "list", "table"] as const;

const style = z.object({
  tone: z.string().max(200).optional().describe("Such as friendly, or dry and exact."),
  length: z.enum(answerLengths, "A length is one of brief, balanced, detailed.").optional(),
  language: z.string().max(60).optional().describe("Such as English. Default: that of the question."),
  format: z.enum(answerFormats, "A format is one of plain, markdown, list, table.").optional(),
});
export type AgentStyle = z.infer<typeof style>;

export const agentSettingsSchema = z.object({
  instructions: z
    .string()
    .max(200_000)
    .default("")
    .describe("Who the agent is and how it works (the system message). Plain text: braces mean nothing."),
  sampling: sampling.default({}),
  tools: z.array(agentToolSchema).max(agentLimits.tools, `At most ${agentLimits.tools} tools.`).default([]),
  memory: memory.optional(),
  style: style.default({}),
  outputSchema: jsonObjectSchema
    .optional()
    .superRefine((schema, context) => {
      const problem = schema === undefined ? undefined : schemaProblem(schema);
      if (problem !== undefined) context.addIssue({ code: "custom", message: problem });
    })
    .describe("JSON Schema that the answer has to fit."),
  maxSteps: z.number().int().min(1, "An agent needs at least one step.").max(1_000, "At most 1,000 steps.").default(10),
  approval: z.enum(["never", "tools", "always"], "Approval is one of never, tools, always.").default("never"),
  overflow: z
    .enum(["trim", "summarize"], "Overflow is one of trim, summarize.")
    .optional()
    .describe("What happens to the oldest messages when a conversation does not fit the model's context."),
  greeting: z.string().max(2_000).default("").describe("What a chat with it begins with."),
  examples: z
    .array(z.string().min(1).max(500))
    .max(agentLimits.examples)
    .default([])
    .describe("Questions that a chat offers."),
});
export type AgentSettings = z.infer<typeof agentSettingsSchema>;

/** What people say of an agent: the columns of its row and its settings. */
export const agentDraftSchema = z.object({
  name: z.string().trim().min(1, "An agent needs a name.").max(200),
  slug: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "A slug has lowercase letters and digits, joined by hyphens.")
    .max(80)
    .optional()
    .describe("Its readable address. Default: made from the name."),
  description: z.string().max(2_000).default("").describe("What it is good for."),
  model: z
    .string()
    .min(1, 'Choose a model, or write "default" for the first usable one.')
    .max(200)
    .default("default")
    .describe('An id in the registry, or "default": the first usable one.'),
  capabilities: z
    .array(z.string().min(1).max(60))
    .max(agentLimits.capabilities)
    .default([])
    .describe("What it wants of a model, such as vision. Tools and an output schema are seen by themselves."),
  status: z.enum(agentStatuses, "A status is one of draft, active, disabled.").default("active"),
  settings: agentSettingsSchema.prefault({}),
});
export type AgentDraft = z.infer<typeof agentDraftSchema>;

/** As a document carries it: everything that a run needs of it. */
export const savedAgentSchema = agentDraftSchema.extend({
  id: z.string().min(1).max(200),
  slug: z.string().min(1).max(200),
});
export type SavedAgent = z.infer<typeof savedAgentSchema>;

/** What an agent wants of its model: what is said, and what its settings lead to. */
export function neededCapabilities({
  capabilities,
  settings,
}: Pick<AgentDraft, "capabilities" | "settings">): string[] {
  const needed = new Set(capabilities);
  if (settings.tools.length > 0) needed.add("tools");
  if (settings.outputSchema !== undefined) needed.add("json_schema");
  return [...needed];
}
