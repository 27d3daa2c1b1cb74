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
