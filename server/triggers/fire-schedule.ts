import type { ScheduleConfig } from "@/nodes/schedule/definition";
import type { Database } from "@/server/db/open-database";
import { logger } from "@/server/logger";
import { dueTime, nextTime, previousTime, usuallyWithinMs } from "@/server/triggers/cron-times";
import { fireTrigger } from "@/server/triggers/fire-trigger";
import { mayPass } from "@/server/triggers/may-pass";
import { setNext } from "@/server/triggers/set-next";
import type { TriggerRow } from "@/server/triggers/trigger-row";

/** A word of the queue that a schedule may be due. */
export interface ScheduleSign {
  readonly workflowId: string;
  readonly nodeId: string;
  /** By the database's clock: times up to this one are meant. */
  readonly at: Date;
}

interface Due {
  readonly row: TriggerRow;
  readonly at: Date;
}

/**
 * Starts a run for each time of a schedule that is due and has none yet. What is due, and the key of its one run, stand in the
 * trigger's row, so that a sign may come early, late, twice, or to several processes; before its time nothing starts. The run
 * comes first and the next time after it: who dies in between leaves the same time due under the same key. Rejects where it may
 * work later: then the sign has to come again.
 */
export async function fireSchedule(opened: Database, sign: ScheduleSign): Promise<void> {
  for (let due = await findDue(opened, sign); due !== undefined; due = await findDue(opened, sign)) {
    const { row, at } = due;
    try {
      await fireTrigger(row, { payload: { at: at.toISOString() }, key: `schedule/${row.next_key}` });
    } catch (error) {
      if (mayPass(error)) throw error;
      // It is noted at the trigger, where a person finds it; trying again would fail the same way.
      logger().warn({ err: error, ...sign }, "A schedule could not start its run");
    }
    await setNext(opened, row, at);
  }
}

/** A clock that was set back by less is let go by: the time that passes twice starts one run. */
const smallStepMs = 60_000;

async function findDue(opened: Database, sign: ScheduleSign): Promise<Due | undefined> {
  const [row] = await opened.execute<TriggerRow & { now: Date }>(
    `select *, now() as now from triggers
     where workflow_id = $1 and node_id = $2 and type = 'schedule' and not is_paused`,
    [sign.workflowId, sign.nodeId],
  );
  if (row === undefined) return undefined;
  const { cron, timezone } = row.config as unknown as ScheduleConfig;
  const at = new Date(Math.min(sign.at.getTime(), row.now.getTime()));
  if (row.next_at === null || row.next_at <= at) return { row, at: dueTime(cron, timezone, row.next_at, at) };
  if (!wasSetBack(row)) return undefined;
  const last = previousTime(cron, timezone, new Date(at.getTime() + 1));
  return at.getTime() - last.getTime() < usuallyWithinMs ? { row, at: last } : undefined;
}

/** Whether the clock was ahead when the next time was written down: by today's, one comes before it. */
function wasSetBack({ config, next_at, now }: TriggerRow & { now: Date }): boolean {
  const { cron, timezone } = config as unknown as ScheduleConfig;
  try {
    return next_at !== null && nextTime(cron, timezone, new Date(now.getTime() + smallStepMs)) < next_at;
  } catch {
    return false;
  }
}
