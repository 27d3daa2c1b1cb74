import { database } from "@/server/db/database";
import { logger } from "@/server/logger";
import { singleton } from "@/server/singleton";

/** Longer than any statement has to wait for a connection, unless nobody takes it. */
const patienceMs = 3_000;

/** Anybody may ask: however many do, the database is asked once in this time. */
const knownForMs = 1_000;

interface Look {
  readonly at: number;
  readonly isThere: Promise<boolean>;
}

const looks = () => singleton("database-looks", () => ({ last: undefined as Look | undefined }));

/** Whether the database answers. The embedded one is part of this process, and is not asked. */
export async function isDatabaseThere(): Promise<boolean> {
  if ((await database()).kind === "pglite") return true;
  const { last } = looks();
  if (last !== undefined && Date.now() - last.at < knownForMs) return last.isThere;
  const isThere = look();
  looks().last = { at: Date.now(), isThere };
  return isThere;
}

async function look(): Promise<boolean> {
  const patience = Promise.withResolvers<never>();
  const timer = setTimeout(() => patience.reject(new Error("It took too long.")), patienceMs);
  try {
    await Promise.race([(await database()).execute("select 1"), patience.promise]);
    return true;
  } catch (error) {
    logger().warn({ err: error }, "The database does not answer the health check");
    return false;
  } finally {
    clearTimeout(timer);
  }
}
