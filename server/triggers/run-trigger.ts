import { AppError } from "@/nodes/core/app-error";
import type { JsonObject } from "@/nodes/core/json";
import { database } from "@/server/db/database";
import type { ChatTurn } from "@/server/triggers/chat-turn";
import { findTrigger, type TriggerId } from "@/server/triggers/find-trigger";
import { fireTrigger } from "@/server/triggers/fire-trigger";
import type { TriggerRow } from "@/server/triggers/trigger-row";

/**
 * Lets a schedule fire now, as if it were due, or a chat with a message; turned off or not. Returns the run's id. Throws
 * `NOT_FOUND`, `CONFLICT` for other triggers, and `REQUEST_INVALID` for a chat without a message.
 */
export async function runTrigger(id: TriggerId, said?: ChatTurn): Promise<string> {
  const row = await findTrigger(await database(), id);
  const { runId } = await fireTrigger(row, { payload: payloadOf(row, said) });
  return runId;
}

function payloadOf({ type }: TriggerRow, said: ChatTurn | undefined): JsonObject {
  if (type === "schedule") return { at: new Date().toISOString() };
  if (type !== "chat")
    throw new AppError("CONFLICT", `A trigger of type ${type} starts with what comes from outside.`, {
      hint: "Call the webhook's address, or put a file into the folder.",
    });
  if (said === undefined)
    throw new AppError("REQUEST_INVALID", "A chat starts with a message, and there is none.", {
      field: "message",
      hint: 'Send { "message": "…" }, and what was said before as "messages" if there is something.',
    });
  return { message: said.message, messages: said.messages };
}
