import { z } from "zod";
import { defineNode } from "../core/node-definition";
import { cronProblem } from "./cron-problem";

const scheduleConfigSchema = z.object({
  cron: z.string().max(200).default("0 9 * * *").describe("Minute, hour, day of month, month, day of week."),
  timezone: z.string().max(100).default("UTC").describe("An IANA name, such as Europe/Berlin."),
  missed: z
    .enum(["skip", "once"], "What happens to missed times is skip or once.")
    .default("skip")
    .describe("Times that passed while no server ran. once: one run at the next start."),
});
export type ScheduleConfig = z.infer<typeof scheduleConfigSchema>;

export const scheduleDefinition = defineNode<ScheduleConfig>({
  type: "schedule",
  version: 1,
  title: "Schedule",
  description: "Starts a run at certain times.",
  family: "data",
  icon: "calendar-clock",
  keywords: ["trigger", "cron", "timer", "daily", "hourly", "repeat", "time"],
  config: scheduleConfigSchema,
  initialConfig: { cron: "0 9 * * *", timezone: "UTC", missed: "skip" },
  entry: "trigger",
  pure: () => true,
  canContinue: false,
  ports: () => ({
    inputs: [],
    outputs: [{ name: "at", kind: "text", description: "The time that it was due, as ISO 8601." }],
  }),
  fields: [
    {
      name: "cron",
      label: "Times",
      input: "text",
      placeholder: "0 9 * * 1-5",
      hint: "Minute, hour, day, month, weekday: 0 9 * * 1-5 is nine o'clock on working days.",
    },
    { name: "timezone", label: "Time zone", input: "text", placeholder: "Europe/Berlin" },
    {
      name: "missed",
      label: "Missed times",
      input: "select",
      choices: [
        { value: "skip", label: "Leave out" },
        { value: "once", label: "Run once at the next start" },
      ],
    },
  ],
  summary: ({ cron, timezone }) => `${cron} ${timezone}`,
  check: ({ cron, timezone }) => [
    ...[cronProblem(cron)].flatMap((message) => (message === undefined ? [] : [{ field: "cron", message }])),
    ...(isTimezone(timezone)
      ? []
      : [{ field: "timezone", message: "This is no time zone. Write a name such as Europe/Berlin or UTC." }]),
  ],
});

/** Whether this machine knows a time zone by this name. */
export function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return name.trim() !== "";
  } catch {
    return false;
  }
}
