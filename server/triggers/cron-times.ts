import { CronExpressionParser } from "cron-parser";
import { AppError } from "@/nodes/core/app-error";
import { cronProblem } from "@/nodes/schedule/cron-problem";
import { isTimezone } from "@/nodes/schedule/definition";

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
  const problem = cronProblem(cron);
  if (problem !== undefined) throw new AppError("NODE_CONFIG_INVALID", problem, { field: "cron" });
  try {
    return CronExpressionParser.parse(cron, { tz: timezone, currentDate })[way]().toDate();
  } catch (error) {
    if (!isTimezone(timezone))
      throw new AppError("NODE_CONFIG_INVALID", `${JSON.stringify(timezone)} is no time zone.`, {
        field: "timezone",
        hint: "Write a name such as Europe/Berlin or UTC.",
        cause: error,
      });
    const [, , day, month, weekday] = cron.trim().split(/\s+/);
    throw new AppError(
      "NODE_CONFIG_INVALID",
      `The times "${cron}" never come: no date fits its day of month (${day}), month (${month}) and day of week (${weekday}) together.`,
      { field: "cron", hint: "30 February never comes. * stands for every day or month.", cause: error },
    );
  }
}
