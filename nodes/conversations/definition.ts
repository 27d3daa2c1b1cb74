import { z } from "zod";
import { defineNode } from "../core/node-definition";

const whose = ["all", "agents", "workflows"] as const;

const conversationsConfigSchema = z.object({
  whose: z
    .enum(whose, `It is one of ${whose.join(", ")}.`)
    .default("all")
    .describe("Which conversations are looked at."),
  agent: z.string().max(200).default("").describe("Id or slug of one agent; empty: all agents."),
  olderThanDays: z
    .number()
    .min(0, "A number of days from 0 on.")
    .max(36_500)
    .default(30)
    .describe("Days since something was last said."),
  most: z.number().int().min(1).max(1_000).default(100).describe("Most conversations in one run, the oldest first."),
  collection: z
    .string()
    .max(200)
    .default("")
    .describe(
      "Leaves out what this collection remembers already, unless something was said since. Empty: leaves out nothing.",
    ),
});
export type ConversationsConfig = z.infer<typeof conversationsConfigSchema>;

export const conversationsDefinition = defineNode<ConversationsConfig>({
  type: "conversations",
  version: 1,
  title: "Conversations",
  description: "Lists old conversations, for an archive.",
  family: "memory",
  icon: "messages-square",
  keywords: ["archive", "history", "chat", "old", "memory"],
  config: conversationsConfigSchema,
  initialConfig: { olderThanDays: 30 },
  ports: () => ({
    inputs: [],
    outputs: [
      {
        name: "conversations",
        kind: "json",
        description:
          "A list of { id, revision, title, text, messages, agentId, workflowId, idleDays, exchanges, createdAt, updatedAt }.",
      },
    ],
  }),
  fields: [
    {
      name: "whose",
      label: "Whose",
      input: "select",
      choices: [
        { value: "all", label: "All" },
        { value: "agents", label: "Those with agents" },
        { value: "workflows", label: "Those of workflows" },
      ],
    },
    {
      name: "agent",
      label: "Agent",
      input: "text",
      hint: "Id or short name of one agent. Empty: all of them.",
      when: { field: "whose", is: ["agents"] },
    },
    {
      name: "olderThanDays",
      label: "Quiet for",
      input: "number",
      min: 0,
      max: 36_500,
      unit: "days",
      hint: "Since something was last said.",
    },
    { name: "most", label: "At most", input: "number", min: 1, max: 1_000, step: 1, unit: "conversations" },
    {
      name: "collection",
      label: "Not what is in",
      input: "collection",
      hint: "A collection that remembers some of them: they are left out, unless something was said since.",
    },
  ],
  summary: ({ whose: which, olderThanDays }) =>
    `${which === "all" ? "All" : which === "agents" ? "With agents" : "Of workflows"}, quiet for ${olderThanDays} days`,
});
