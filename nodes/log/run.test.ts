import { describe, expect, test } from "vitest";
import type { JsonValue } from "../core/json";
import { testContext } from "../testing/test-context";
import { type LogConfig, logDefinition } from "./definition";
import { runLog } from "./run";

function log(config: Record<string, unknown>, value: JsonValue) {
  const context = testContext<LogConfig>(logDefinition, { config, inputs: { value } });
  return { outputs: runLog(context), logs: context.recorded.logs };
}

describe("log", () => {
  test("writes its message and passes the value on", () => {
    expect(log({ level: "warning", message: "got {{ value.n }} in {{ run.id }}" }, { n: 3 })).toEqual({
      outputs: { value: { n: 3 } },
      logs: [{ level: "warning", message: "got 3 in run1" }],
    });
  });

  test("writes the value when it has no message, and a long one cut", () => {
    expect(log({}, { n: 3 }).logs).toEqual([{ level: "info", message: '{"n":3}' }]);
    const { logs, outputs } = log({}, "x".repeat(50_000));
    expect(logs[0]?.message).toHaveLength(10_000);
    expect(outputs).toEqual({ value: "x".repeat(50_000) });
  });

  test("has no ports for its message: a name that it cannot know is an issue", () => {
    const issues = logDefinition.check?.(logDefinition.config.parse({ message: "{{ topic }}" }));
    expect(issues).toMatchObject([{ field: "message", message: expect.stringContaining("{{ value.topic }}") }]);
  });
});
