import { expect, test } from "vitest";
import { testContext } from "../testing/test-context";
import { type ScheduleConfig, scheduleDefinition } from "./definition";
import { runSchedule } from "./run";

test("gives the time that the run was due", () => {
  const at = "2030-01-01T09:00:00.000Z";
  expect(runSchedule(testContext<ScheduleConfig>(scheduleDefinition, { input: { at } }))).toEqual({ at });
});

test.each([
  ["* * * *", "UTC", "cron"],
  ["0 9 * * *", "Mars/Base", "timezone"],
])("refuses %s in %s", (cron, timezone, field) => {
  const config = scheduleDefinition.config.parse({ cron, timezone });
  expect(scheduleDefinition.check?.(config)).toMatchObject([{ field }]);
});
