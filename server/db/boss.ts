import { fromPglite, PgBoss } from "pg-boss";
import type { Database } from "@/server/db/open-database";
import { toObjects } from "@/server/db/sql-client";
import { logger } from "@/server/logger";

const schema = "pgboss";

/**
 * Starts the queue library on a database: through our client on the embedded one, with its own connections on Postgres.
 * Stop it (`boss.stop()`) before the database is closed. Make queues with `notify: true`, and workers with
 * `workIntervals`: a job is then picked up within milliseconds.
 */
export async function startBoss(database: Database): Promise<PgBoss> {
  const boss = new PgBoss({
    ...connection(database),
    schema,
    useListenNotify: true,
    superviseIntervalSeconds: 2,
    // How often jobs of dead workers are looked for: with the usual minute, a short heartbeat would gain nothing.
    monitorIntervalSeconds: 5,
    cronMonitorIntervalSeconds: 5,
    cronWorkerIntervalSeconds: 1,
    registerInstance: false,
  });
  boss.on("error", (error) => logger().error({ err: error }, "The queue met an error."));
  boss.on("warning", (warning) => logger().warn({ warning }, "The queue warns."));
  return await boss.start();
}

export interface KeptSchedule {
  readonly key: string;
  readonly cron: string;
  readonly timezone: string;
  readonly missed: string | null;
}

/** The schedules of a queue as the library keeps them; none where it never started on this database. */
export async function keptSchedules(database: Database, queue: string): Promise<KeptSchedule[]> {
  const [there] = await database.execute<{ name: string | null }>(
    `select to_regclass('${schema}.schedule')::text as name`,
  );
  if (there?.name == null) return [];
  return database.execute<KeptSchedule>(
    `select key, cron, timezone, options->>'missed' as missed from ${schema}.schedule where name = $1`,
    [queue],
  );
}

/**
 * After the clock was set back, the library would wait until it is past its last look again, and take times that come a second
 * time for sent: it notes each in the slot of its minute, as we do with what we send to the queue itself.
 */
export async function forgiveClock(database: Database, queue: string): Promise<void> {
  await database.execute(`update ${schema}.version set cron_on = now() where cron_on > now() + interval '10 seconds'`);
  await database.execute(
    `update ${schema}.schedule set created_on = now() where created_on > now() + interval '10 seconds'`,
  );
  await database.execute(
    `delete from ${schema}.job where name in ('__pgboss__send-it', $1) and state <> 'active'
       and singleton_on > (now() at time zone 'utc') + interval '1 minute'`,
    [queue],
  );
}

/** What every worker polls with beside notifications, which it could miss. In seconds. */
export const workIntervals = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 1 } as const;

function connection(database: Database) {
  if (database.url !== undefined) return { connectionString: database.url, max: 4 };
  const { client } = database;
  return {
    backend: "pglite" as const,
    db: fromPglite({
      query: async <T>(text: string, parameters?: unknown[]) => ({
        rows: toObjects<T>(await client.query(text, parameters?.map(toParameter))),
      }),
      exec: async (text) => [{ rows: await client.exec(text) }],
      listen: (channel, onPayload) => client.listen(channel, onPayload),
    }),
  };
}

type Parameter = NonNullable<Parameters<Database["query"]>[1]>[number];

/** pg-boss passes objects for JSON, as `pg` takes them. */
function toParameter(value: unknown): Parameter {
  const isJson = typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return isJson ? JSON.stringify(value) : (value as Parameter);
}
