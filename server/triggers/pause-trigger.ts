import { database } from "@/server/db/database";
import { findTrigger, type TriggerId } from "@/server/triggers/find-trigger";
import { announceTriggers } from "@/server/triggers/follow-triggers";
import { setNext } from "@/server/triggers/set-next";

/**
 * Turns one trigger of a published workflow off or on again; the others go on. What came while it was off starts nothing: not
 * its times, and not the files that are in its folder when it is turned on. Throws `NOT_FOUND`.
 */
export async function pauseTrigger(id: TriggerId, isPaused: boolean): Promise<void> {
  const opened = await database();
  const row = await findTrigger(opened, id);
  if (row.is_paused === isPaused) return;
  await opened.execute(
    `update triggers set is_paused = $3, watched_since = null, problem = null where workflow_id = $1 and node_id = $2`,
    [row.workflow_id, row.node_id, isPaused],
  );
  if (!isPaused && row.type === "schedule") await setNext(opened, row);
  await announceTriggers();
}
