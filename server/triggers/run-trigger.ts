import { AppError } from "@/nodes/core/app-error";
import { database } from "@/server/db/database";
import { findTrigger, type TriggerId } from "@/server/triggers/find-trigger";
import { fireTrigger } from "@/server/triggers/fire-trigger";

/** Lets a schedule fire now, as if it were due, paused or not. Returns the run's id. Throws `NOT_FOUND` and `CONFLICT`. */
export async function runTrigger(id: TriggerId): Promise<string> {
  const row = await findTrigger(await database(), id);
  if (row.type !== "schedule")
    throw new AppError("CONFLICT", `A trigger of type ${row.type} starts with what comes from outside.`, {
      hint: "Call the webhook's address, or put a file into the folder.",
    });
  const { runId } = await fireTrigger(row, { payload: { at: new Date().toISOString() } });
  return runId;
}
