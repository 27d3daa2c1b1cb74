import { expect, test } from "vitest";
import { type TestContextOptions, testContext } from "../testing/test-context";
import { type WaitConfig, waitDefinition } from "./definition";
import { runWait } from "./run";

const run = (options: TestContextOptions) => runWait(testContext<WaitConfig>(waitDefinition, options));

test("waits for a time", async () => {
  const slept: number[] = [];
  const before = Date.now();
  expect(await run({ config: { ms: 5_000 }, inputs: { value: 1 }, slept })).toEqual({ value: 1 });
  expect(slept[0]).toBeGreaterThanOrEqual(before + 5_000);
  expect(slept[0]).toBeLessThanOrEqual(Date.now() + 5_000);
});

test("waits until a date that a port gives", async () => {
  const slept: number[] = [];
  const date = new Date(Date.now() + 86_400_000).toISOString();
  await run({ config: { until: "{{ date }}" }, inputs: { value: 1, date }, slept });
  expect(slept).toEqual([Date.parse(date)]);
});

test.each([
  ["soon", "NODE_CONFIG_INVALID"],
  ["9999-01-01T00:00:00Z", "LIMIT_EXCEEDED"],
  ["2030-02-31T00:00:00Z", "NODE_CONFIG_INVALID"],
  ["2030-13-01T00:00:00Z", "NODE_CONFIG_INVALID"],
])("refuses %s", async (until, code) => {
  await expect(run({ config: { until }, inputs: { value: 1 }, slept: [] })).rejects.toMatchObject({
    code,
    field: "until",
  });
});

test.each(["2030-02-31T00:00:00Z", "2029-02-29", "2024-11-31T10:00:00+02:00"])(
  "says that there is no date %s",
  async (until) => {
    const waiting = run({ config: { until }, inputs: { value: 1 }, slept: [] });
    await expect(waiting).rejects.toThrow(`There is no date ${until.slice(0, 10)}: that month has fewer days.`);
  },
);

test("takes the last day of a month, also in a leap year", async () => {
  const slept: number[] = [];
  for (const until of ["2024-02-29T00:00:00Z", "2024-12-31"])
    await run({ config: { until }, inputs: { value: 1 }, slept });
  expect(slept).toHaveLength(2);
});
