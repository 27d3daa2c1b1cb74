import type { PgBoss } from "pg-boss";
import type { ScheduleConfig } from "@/nodes/schedule/definition";
import { startBoss, workIntervals } from "@/server/db/boss";
import { database } from "@/server/db/database";
import type { Database } from "@/server/db/open-database";
import { logger } from "@/server/logger";
import { singleton } from "@/server/singleton";
import { nextTime } from "@/server/triggers/cron-times";
import { fireTrigger } from "@/server/triggers/fire-trigger";
import type { TriggerRow } from "@/server/triggers/trigger-row";

/** The queue library keeps the times, over all processes; a schedule that is due becomes a job here. */
const queueName = "schedules";

interface Due {
  readonly workflowId: string;
  readonly nodeId: string;
}

const keyOf = ({ workflowId, nodeId }: Due) => `${workflowId}.${nodeId}`;

/** Makes the times that are kept those of the triggers: after a change of them, and at a start. */
export async function syncSchedules(): Promise<void> {
  const opened = await database();
  const wanted = await opened.execute<TriggerRow>("select * from triggers where type = 'schedule'");
  const running = boss();
  // Without a schedule, now or before, nobody pays for the queue.
  if (wanted.length === 0 && running.started === undefined) return;
  const started = await open(running, opened);
  const keys = new Set(wanted.map((row) => keyOf({ workflowId: row.workflow_id, nodeId: row.node_id })));
  for (const { key } of await started.getSchedules(queueName))
    if (!keys.has(key)) await started.unschedule(queueName, key);
  for (const row of wanted) {
    const { cron, timezone, missed } = row.config as unknown as ScheduleConfig;
    const due: Due = { workflowId: row.workflow_id, nodeId: row.node_id };
    await started.schedule(queueName, cron, due, { tz: timezone, key: keyOf(due), missed });
  }
}

export async function stopSchedules(): Promise<void> {
  const running = boss();
  const started = await running.started?.catch(() => undefined);
  running.started = undefined;
  await started?.stop({ graceful: false });
}

function boss(): { started: Promise<PgBoss> | undefined } {
  return singleton("schedules", () => ({ started: undefined }));
}

function open(running: { started: Promise<PgBoss> | undefined }, opened: Database): Promise<PgBoss> {
  running.started ??= start(opened);
  running.started.catch(() => {
    running.started = undefined;
  });
  return running.started;
}

async function start(opened: Database): Promise<PgBoss> {
  const started = await startBoss(opened);
  await started.createQueue(queueName, { notify: true, retryLimit: 2 });
  await started.work<Due>(queueName, workIntervals, async (jobs) => {
    for (const { id, data } of jobs) await fire(opened, id, data);
  });
  return started;
}

async function fire(opened: Database, jobId: string, { workflowId, nodeId }: Due): Promise<void> {
  const [row] = await opened.execute<TriggerRow>(
    "select * from triggers where workflow_id = $1 and node_id = $2 and type = 'schedule'",
    [workflowId, nodeId],
  );
  if (row === undefined) return;
  const { cron, timezone } = row.config as unknown as ScheduleConfig;
  const at = (row.next_at ?? new Date()).toISOString();
  await opened.execute("update triggers set next_at = $3 where workflow_id = $1 and node_id = $2", [
    workflowId,
    nodeId,
    nextTime(cron, timezone).toISOString(),
  ]);
  try {
    // A job that comes twice starts one run.
    await fireTrigger(row, { payload: { at }, key: `schedule/${jobId}` });
  } catch (error) {
    // It is noted at the trigger, where a person finds it; trying again would fail the same way.
    logger().warn({ err: error, workflowId, nodeId }, "A schedule could not start its run");
  }
}
