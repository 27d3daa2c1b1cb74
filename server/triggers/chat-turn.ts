import { z } from "zod";

const longestText = 100_000;

/** What fires a chat trigger: a message, and what was said before it. */
export const chatTurnSchema = z
  .object({
    message: z.string().min(1, "Write a message.").max(longestText),
    messages: z
      .array(z.object({ role: z.enum(["system", "user", "assistant"]), content: z.string().max(longestText) }))
      .max(1_000, "At most 1,000 earlier messages.")
      .default([])
      .describe("The conversation before the message."),
  })
  .meta({ id: "ChatTurn" });
export type ChatTurn = z.infer<typeof chatTurnSchema>;
