import { z } from "zod";
import { fromRunError } from "@/nodes/core/app-error";
import { answerText } from "@/nodes/core/chat-answer";
import type { StartedExchange } from "@/server/chat/start-exchange";
import { messageStatuses, sourceSchema } from "@/server/conversations/message";
import { readMessage } from "@/server/conversations/read-message";
import type { DatabaseSession } from "@/server/db/open-database";
import type { RunView } from "@/server/runs/run-view";

export const chatAnswerSchema = z
  .object({
    response: z.string().describe("Empty where the run waits for a person."),
    conversationId: z.string(),
    messageId: z.string(),
    runId: z.string(),
    status: z.enum([...messageStatuses, "waiting"]),
    sources: z.array(sourceSchema).describe("Passages that the answer was given with."),
    usage: z.object({ tokens: z.number().int().describe("In and out."), time_ms: z.number() }),
    timestamp: z.iso.datetime(),
  })
  .meta({ id: "ChatAnswer" });
export type ChatAnswerView = z.infer<typeof chatAnswerSchema>;

/** What a program is told of an answer. Throws the error of a run that failed. */
export async function chatAnswerView(
  session: DatabaseSession,
  { conversationId, answerId, run }: StartedExchange,
  view: Pick<RunView, "status" | "error" | "usage">,
): Promise<ChatAnswerView> {
  if (view.error !== undefined) throw fromRunError(view.error);
  const { content, details, status, createdAt } = await readMessage(session, conversationId, answerId);
  const { inputTokens, outputTokens } = details.usage ?? view.usage;
  return {
    response: answerText(content),
    conversationId,
    messageId: answerId,
    runId: run.runId,
    status: view.status === "waiting" ? "waiting" : status,
    sources: details.sources ?? [],
    usage: { tokens: inputTokens + outputTokens, time_ms: details.timeMs ?? Date.now() - Date.parse(createdAt) },
    timestamp: new Date().toISOString(),
  };
}
