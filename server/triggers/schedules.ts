import type { PgBoss } from "pg-boss";
import { toAppError } from "@/nodes/core/app-error";
import type { ScheduleConfig } from "@/nodes/schedule/definition";
import { forgiveClock, type KeptSchedule, keptSchedules, startBoss, workIntervals } from "@/server/db/boss";
import { database } from "@/server/db/database";
import type { Database } from "@/server/db/open-database";
import { logger } from "@/server/logger";
import { singleton } from "@/server/singleton";
import { dueTime, nextTime } from "@/server/triggers/cron-times";
import { fireTrigger } from "@/server/triggers/fire-trigger";
import type { TriggerRow } from "@/server/triggers/trigger-row";

/** The queue library keeps the times, over all processes; a schedule that is due becomes a job here. */
const queueName = "schedules";

interface Due {
  readonly workflowId: string;
  readonly nodeId: string;
}

interface Running {
  started: Promise<PgBoss> | undefined;
  clock: NodeJS.Timeout | undefined;
}

const forgiveEveryMs = 30_000;
const keyOf = ({ workflowId, nodeId }: Due) => `${workflowId}.${nodeId}`;

/** Makes the times that are kept those of the triggers: after a change of them, and at a start. */
export async function syncSchedules(): Promise<void> {
  const opened = await database();
  const wanted = await opened.execute<TriggerRow>("select * from triggers where type = 'schedule' and not is_paused");
  const kept = new Map((await keptSchedules(opened, queueName)).map((one) => [one.key, one]));
  const running = boss();
  // Without a schedule, now or before, nobody pays for the queue.
  if (wanted.length === 0 && kept.size === 0) return;
  const started = await open(running, opened);
  const due = wanted.map((row) => ({ workflowId: row.workflow_id, nodeId: row.node_id, row }));
  const keys = new Set(due.map(keyOf));
  for (const key of kept.keys()) if (!keys.has(key)) await started.unschedule(queueName, key);
  for (const { row, ...one } of due) {
    const { cron, timezone, missed } = row.config as unknown as ScheduleConfig;
    if (isKept(kept.get(keyOf(one)), row)) continue;
    await started.schedule(queueName, cron, one, { tz: timezone, key: keyOf(one), missed });
  }
}

function isKept(kept: KeptSchedule | undefined, { config }: TriggerRow): boolean {
  return kept?.cron === config.cron && kept?.timezone === config.timezone && kept?.missed === config.missed;
}

export async function stopSchedules(): Promise<void> {
  const running = boss();
  clearInterval(running.clock);
  const started = await running.started?.catch(() => undefined);
  running.started = undefined;
  await started?.stop({ graceful: false });
}

function boss(): Running {
  return singleton("schedules", () => ({ started: undefined, clock: undefined }));
}

function open(running: Running, opened: Database): Promise<PgBoss> {
  running.started ??= start(running, opened);
  running.started.catch(() => {
    running.started = undefined;
  });
  return running.started;
}

async function start(running: Running, opened: Database): Promise<PgBoss> {
  const started = await startBoss(opened);
  await started.createQueue(queueName, { notify: true, retryLimit: 2 });
  await started.work<Due>(queueName, workIntervals, async (jobs) => {
    for (const { id, data } of jobs) await fire(opened, id, data);
  });
  const forgive = () =>
    forgiveClock(opened).catch((error: unknown) =>
      logger().warn({ err: error }, "The clock of the schedules could not be looked at"),
    );
  await forgive();
  running.clock = setInterval(forgive, forgiveEveryMs).unref();
  return started;
}

async function fire(opened: Database, jobId: string, { workflowId, nodeId }: Due): Promise<void> {
  // The queue takes the last minute as due, by the database's clock: what passed before the trigger was there is not.
  const [row] = await opened.execute<TriggerRow>(
    `select * from triggers where workflow_id = $1 and node_id = $2 and type = 'schedule' and not is_paused
       and (next_at is null or next_at <= now() + interval '2 seconds')`,
    [workflowId, nodeId],
  );
  if (row === undefined) return;
  const { cron, timezone } = row.config as unknown as ScheduleConfig;
  const at = dueTime(cron, timezone, row.next_at).toISOString();
  await setNext(opened, row);
  try {
    // A job that comes twice starts one run.
    await fireTrigger(row, { payload: { at }, key: `schedule/${jobId}` });
  } catch (error) {
    // It is noted at the trigger, where a person finds it; trying again would fail the same way.
    logger().warn({ err: error, workflowId, nodeId }, "A schedule could not start its run");
  }
}

/** Writes down when a schedule is due next. A line that has no more times keeps none, and says so. */
export async function setNext(opened: Database, { workflow_id, node_id, config }: TriggerRow): Promise<void> {
  const { cron, timezone } = config as unknown as ScheduleConfig;
  let next: string | null = null;
  let problem: string | null = null;
  try {
    next = nextTime(cron, timezone).toISOString();
  } catch (error) {
    problem = toAppError(error).userMessage;
  }
  await opened.execute("update triggers set next_at = $3, problem = $4 where workflow_id = $1 and node_id = $2", [
    workflow_id,
    node_id,
    next,
    problem,
  ]);
}
