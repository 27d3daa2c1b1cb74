import { toAppError } from "@/nodes/core/app-error";
import type { ScheduleConfig } from "@/nodes/schedule/definition";
import type { DatabaseSession } from "@/server/db/open-database";
import { nextTime } from "@/server/triggers/cron-times";
import type { TriggerRow } from "@/server/triggers/trigger-row";

/**
 * Writes down when a schedule is due after a time, and a new key for that run, unless another process did since the row was
 * read. A line that has no more times keeps none, and says so.
 */
export async function setNext(session: DatabaseSession, row: TriggerRow, after?: Date): Promise<void> {
  const { cron, timezone } = row.config as unknown as ScheduleConfig;
  let next: string | null = null;
  let problem: string | null = null;
  try {
    next = nextTime(cron, timezone, after).toISOString();
  } catch (error) {
    problem = toAppError(error).userMessage;
  }
  await session.execute(
    `update triggers set next_at = $3, problem = $4, next_key = gen_random_uuid()::text
     where workflow_id = $1 and node_id = $2 and next_key = $5`,
    [row.workflow_id, row.node_id, next, problem, row.next_key],
  );
}
