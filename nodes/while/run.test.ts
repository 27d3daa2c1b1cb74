import { describe, expect, test } from "vitest";
import type { JsonValue } from "../core/json";
import { type TestContextOptions, testContext } from "../testing/test-context";
import { type WhileConfig, whileDefinition } from "./definition";
import { runWhile } from "./run";

function run(options: TestContextOptions) {
  return runWhile(testContext<WhileConfig>(whileDefinition, options)) as Promise<{ value: JsonValue }>;
}

const doubled = ({ value }: { readonly value?: JsonValue }) => ({ result: Number(value) * 2 });

describe("while", () => {
  test("goes on with the result of the time before", async () => {
    expect(await run({ config: { expression: "value < 50" }, inputs: { value: 1 }, item: doubled })).toEqual({
      value: 64,
    });
  });

  test("tests the condition first", async () => {
    expect(await run({ config: { expression: "false" }, inputs: { value: 7 }, item: doubled })).toEqual({ value: 7 });
  });

  test("knows the iteration, 0 at first", async () => {
    const seen: unknown[] = [];
    const item: TestContextOptions["item"] = ({ value, iteration }) => {
      seen.push([value, iteration]);
      return { result: `${value}${iteration}` };
    };
    await run({ config: { expression: "iteration < 3" }, inputs: { value: "v" }, item });
    expect(seen).toEqual([
      ["v", 0],
      ["v0", 1],
      ["v01", 2],
    ]);
  });

  test("a dead result ends it with the last value", async () => {
    const item = ({ value }: { readonly value?: JsonValue }) => (value === 2 ? {} : { result: Number(value) + 1 });
    expect(await run({ config: { expression: "true" }, inputs: { value: 0 }, item })).toEqual({ value: 2 });
  });

  test("a condition that never ends fails, and names the setting", async () => {
    const running = run({ config: { expression: "true", maxIterations: 5 }, inputs: { value: 0 }, item: doubled });
    await expect(running).rejects.toMatchObject({ code: "LIMIT_EXCEEDED", field: "maxIterations" });
  });
});
