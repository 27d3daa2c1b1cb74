import { setTimeout as delay } from "node:timers/promises";
import { beginAbsence } from "@/server/db/absence";
import { databaseErrorOf } from "@/server/db/database-error";
import { logger } from "@/server/logger";

/**
 * SQLSTATEs and network codes of a server that is away, starts, stops, changes over, or has no room right now. The same
 * statement may pass later. `CONNECTION_ENDED` is not among them: this process closed the connection itself.
 */
const passing =
  /^(08...|57P0.|57014|53100|53300|40001|40P01|55P03|25006|ECONN.*|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOST.*|ENET.*|CONNECT_TIMEOUT|CONNECTION_CLOSED|CONNECTION_DESTROYED)$/;

export function isPassing(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" && passing.test(code);
}

/** Whether the database was away when this was thrown, however deep the library that asked it has wrapped that. */
export function isDatabaseAway(thrown: unknown): boolean {
  const error = databaseErrorOf(thrown);
  return error !== undefined && isPassing(error) && !refusals.has(error.code);
}

/** It is there, and refused this statement alone: others were in its way, or it took too long. */
const refusals: ReadonlySet<string> = new Set(["57014", "40001", "40P01", "55P03"]);

const firstPauseMs = 50;
const longestPauseMs = 2_000;

/** A statement that takes longer waits for a database that hangs: whoever needs it waits, and no time limit goes on. */
const hangsAfterMs = 2_000;

/** Repeats `work` while the database is away. It may have been done although its answer was lost: once more must do no harm. */
export async function outlast<T>(work: () => Promise<T>, what: string): Promise<T> {
  let endAbsence: (() => void) | undefined;
  const hangs = setTimeout(() => {
    endAbsence ??= beginAbsence();
  }, hangsAfterMs);
  try {
    for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
      try {
        return await work();
      } catch (error) {
        if (!isPassing(error)) throw error;
        logger().warn({ err: error, what }, "The database is away; trying again");
        endAbsence ??= beginAbsence();
        await delay(pause);
      }
    }
  } finally {
    clearTimeout(hangs);
    endAbsence?.();
  }
}
