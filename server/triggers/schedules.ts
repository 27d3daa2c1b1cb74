import { setTimeout as delay } from "node:timers/promises";
import type { JobWithMetadata, PgBoss } from "pg-boss";
import type { ScheduleConfig } from "@/nodes/schedule/definition";
import { forgiveClock, type KeptSchedule, keptSchedules, startBoss, workIntervals } from "@/server/db/boss";
import { database } from "@/server/db/database";
import type { Database } from "@/server/db/open-database";
import { logger } from "@/server/logger";
import { singleton } from "@/server/singleton";
import { isMovedByClocks } from "@/server/triggers/cron-times";
import { fireSchedule } from "@/server/triggers/fire-schedule";
import { type DueTime, ScheduleAlarm } from "@/server/triggers/schedule-alarm";
import type { TriggerRow } from "@/server/triggers/trigger-row";

/** The queue library keeps the times, over all processes; a schedule that is due becomes a job here. */
const queueName = "schedules";

interface Due {
  readonly workflowId: string;
  readonly nodeId: string;
  /** Where we asked for the job: the time that it is for. Otherwise the library made it when that time came. */
  readonly at?: string;
}

interface Running {
  started: Promise<PgBoss> | undefined;
  clock: NodeJS.Timeout | undefined;
  alarm: ScheduleAlarm | undefined;
}

const forgiveEveryMs = 10_000;

/** Longest that a stop waits for runs that are being started. */
const stopPatienceMs = 5_000;

/** A database or a server that is away for an hour loses no run; a job of a process that died comes back after its heartbeat. */
const queueOptions = {
  notify: true,
  retryLimit: 120,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 30,
  expireInSeconds: 120,
  heartbeatSeconds: 10,
} as const;

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
    await askForNext(started, opened, one);
  }
  running.alarm?.set();
}

function isKept(kept: KeptSchedule | undefined, { config }: TriggerRow): boolean {
  return kept?.cron === config.cron && kept?.timezone === config.timezone && kept?.missed === config.missed;
}

export async function stopSchedules(): Promise<void> {
  const running = boss();
  clearInterval(running.clock);
  running.alarm?.stop();
  const started = await running.started?.catch(() => undefined);
  running.started = undefined;
  if (started === undefined) return;
  const begun = started.offWork(queueName, { wait: true });
  await Promise.race([begun, delay(stopPatienceMs, undefined, { ref: false })]);
  // What is still under way comes again, here or elsewhere.
  await started.stop({ graceful: false });
}

function boss(): Running {
  return singleton("schedules", () => ({ started: undefined, clock: undefined, alarm: undefined }));
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
  await started.createQueue(queueName, queueOptions);
  // One of an earlier version has other options.
  await started.updateQueue(queueName, queueOptions);
  const options = { ...workIntervals, includeMetadata: true } as const;
  await started.work(queueName, options, async (jobs: JobWithMetadata<Due>[]) => {
    for (const { data, createdOn } of jobs) await fire(started, opened, data, createdOn);
    running.alarm?.set();
  });
  running.alarm = new ScheduleAlarm(opened, (due) => tell(started, due));
  const forgive = () =>
    forgiveClock(opened, queueName).catch((error: unknown) =>
      logger().warn({ err: error }, "The clock of the schedules could not be looked at"),
    );
  await forgive();
  running.clock = setInterval(forgive, forgiveEveryMs).unref();
  return started;
}

async function fire(started: PgBoss, opened: Database, due: Due, createdOn: Date): Promise<void> {
  await fireSchedule(opened, { ...due, at: due.at === undefined ? createdOn : new Date(due.at) });
  await askForNext(started, opened, due);
}

/** One job a time, however many processes tell of it; one more would start no second run. */
async function tell(started: PgBoss, due: readonly DueTime[]): Promise<void> {
  for (const { workflowId, nodeId, at } of due) {
    const one = { workflowId, nodeId, at: at.toISOString() };
    await started.send(queueName, one, { singletonKey: `${keyOf(one)}.${at.getTime()}`, singletonSeconds: 60 });
  }
}

/**
 * The library tells of a time up to a minute after it came, so also of one that was over before it was asked: its word may come just
 * before the next time. And it reads the database's clock with an error.
 */
const soonMs = 2_000;

/**
 * Of some times the library does not tell, or not again: one that is moved because the clocks are set forward, which it leaves out,
 * and one that comes within a moment, whose word this may have been. A job of our own stands in for it.
 */
async function askForNext(started: PgBoss, opened: Database, { workflowId, nodeId }: Due): Promise<void> {
  const [row] = await opened.execute<TriggerRow & { is_soon: boolean }>(
    `select *, next_at < now() + interval '${soonMs} milliseconds' as is_soon from triggers
     where workflow_id = $1 and node_id = $2 and next_at > now()`,
    [workflowId, nodeId],
  );
  const { cron, timezone } = (row?.config ?? {}) as unknown as ScheduleConfig;
  if (row?.next_at == null || !(row.is_soon || isMovedByClocks(cron, timezone, row.next_at))) return;
  const at = row.next_at.toISOString();
  await started.send(queueName, { workflowId, nodeId, at }, { startAfter: row.next_at });
}
