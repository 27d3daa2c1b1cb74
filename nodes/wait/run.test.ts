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
])("refuses %s", async (until, code) => {
  await expect(run({ config: { until }, inputs: { value: 1 }, slept: [] })).rejects.toMatchObject({
    code,
    field: "until",
  });
});
