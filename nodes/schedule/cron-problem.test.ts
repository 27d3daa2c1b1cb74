import { expect, test } from "vitest";
import { cronProblem } from "./cron-problem";

test.each([
  "* * * * *",
  "*/5 0-23/2 1,15 jan-Mar,6 MON-fri",
  "0 9 L * *",
  "0 9 ? * 5L",
  "0 9 * * 1#2",
  "0 9 * * sun,7",
  "5/15 * * * *",
  "  0  9 * * 1-5 ",
])("takes %s", (cron) => {
  expect(cronProblem(cron)).toBeUndefined();
});

test.each([
  ["61 * * * *", /^The minute \(the first place\) takes 0 to 59, .* not "61"\.$/],
  ["0 24 * * *", /^The hour \(the second place\) takes 0 to 23, .* not "24"\.$/],
  ["0 0 0 * *", /^The day of month \(the third place\) takes 1 to 31, or L/],
  ["0 0 1 13 *", /^The month \(the fourth place\) takes 1 to 12, or JAN to DEC/],
  ["0 0 1 foo *", /not "foo"/],
  ["0 0 * * 8", /^The day of week \(the fifth place\) takes 0 to 7, where 0 and 7 are Sunday/],
  ["0 0 * * 1#6", /such as 1#2 for the second Monday/],
  ["L * * * *", /^The minute .* not "L"\.$/],
  ["H * * * *", /^The minute .* takes no H: it would be another time at each look\. It takes 0 to 59\.$/],
  ["0 H(1-3) * * *", /^The hour .* takes no H/],
  ["*/0 * * * *", /^A step in the minute .* from 1 on/],
  ["0 22-2 * * *", /Write two, such as 22-23,0-2\./],
  ["1,, * * * *", /not ""/],
  ["* * * *", /five parts/],
  ["* * * * * *", /five parts/],
  ["@daily", /five parts/],
])("says what is wrong with %s", (cron, problem) => {
  expect(cronProblem(cron)).toMatch(problem);
});
