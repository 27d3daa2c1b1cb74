import { z } from "zod";
import { defineNode } from "../core/node-definition";

const chatConfigSchema = z.object({
  greeting: z.string().max(20_000).default("").describe("What stands in an empty chat."),
  examples: z
    .array(z.string().max(2_000))
    .max(20, "At most 20 examples.")
    .default([])
    .describe("Messages to begin with."),
});
export type ChatConfig = z.infer<typeof chatConfigSchema>;

export const chatDefinition = defineNode<ChatConfig>({
  type: "chat",
  version: 1,
  title: "Chat",
  description: "Starts a run for each message of a chat.",
  family: "data",
  icon: "message-circle",
  keywords: ["trigger", "message", "conversation", "talk", "assistant"],
  config: chatConfigSchema,
  initialConfig: { greeting: "" },
  entry: "trigger",
  pure: () => true,
  canContinue: false,
  ports: () => ({
    inputs: [],
    outputs: [
      { name: "message", kind: "text" },
      { name: "messages", kind: "messages", description: "The conversation before the message." },
    ],
  }),
  fields: [
    { name: "greeting", label: "Greeting", input: "textarea" },
    { name: "examples", label: "Examples", input: "words", hint: "Messages that people can begin with." },
  ],
  summary: ({ greeting }) => greeting,
});
