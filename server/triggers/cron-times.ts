import { CronExpressionParser } from "cron-parser";
import { AppError, toAppError } from "@/nodes/core/app-error";

/** When a schedule is due next after a time. Throws for a line that is none, and for one that never fires. */
export function nextTime(cron: string, timezone: string, after = new Date()): Date {
  return timeOf(cron, timezone, after, "next");
}

/** When a schedule was due last before a time. */
export function previousTime(cron: string, timezone: string, before = new Date()): Date {
  return timeOf(cron, timezone, before, "prev");
}

/** The next times after one, at most `count`; fewer where there are no more. */
export function nextTimes(cron: string, timezone: string, count: number, after = new Date()): Date[] {
  const times: Date[] = [];
  let last = nextTime(cron, timezone, after);
  times.push(last);
  while (times.length < count) {
    try {
      last = nextTime(cron, timezone, last);
    } catch {
      break;
    }
    times.push(last);
  }
  return times;
}

/** The queue tells of a time within a minute, and clocks of two machines differ by less. */
export const usuallyWithinMs = 90_000;

/** Which time a schedule that fires now was due at: the one that was expected, or the last one that was missed. */
export function dueTime(cron: string, timezone: string, expected: Date | null, now = new Date()): Date {
  const isNear = expected !== null && Math.abs(expected.getTime() - now.getTime()) < usuallyWithinMs;
  return isNear ? expected : previousTime(cron, timezone, new Date(now.getTime() + 1));
}

/**
 * Whether a time of a schedule stands in for one that the clocks leave out when they are set forward, as 3:30 for 2:30. Looked for
 * from behind, as the queue does, it is not there.
 */
export function isMovedByClocks(cron: string, timezone: string, time: Date): boolean {
  return previousTime(cron, timezone, new Date(time.getTime() + 1)).getTime() !== time.getTime();
}

function timeOf(cron: string, timezone: string, currentDate: Date, way: "next" | "prev"): Date {
  try {
    return CronExpressionParser.parse(cron, { tz: timezone, currentDate })[way]().toDate();
  } catch (error) {
    throw new AppError("NODE_CONFIG_INVALID", `The times "${cron}" cannot be: ${toAppError(error).message}`, {
      field: "cron",
      hint: "Times have five parts: minute, hour, day of month, month, day of week. 30 February never comes.",
      cause: error,
    });
  }
}
