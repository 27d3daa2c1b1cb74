import { describe, expect, test } from "vitest";
import { toRunError } from "../core/app-error";
import { testContext } from "../testing/test-context";
import { type TransformConfig, transformDefinition } from "./definition";
import { runTransform } from "./run";

const run = async (config: Record<string, unknown>, inputs = {}, input = {}) =>
  (await runTransform(testContext<TransformConfig>(transformDefinition, { config, inputs, input }))).value;

describe("transform", () => {
  test("computes over value, named inputs, input and run", async () => {
    expect(
      await run({ expression: "value * rate + input.base", inputs: ["rate"] }, { value: 4, rate: 10 }, { base: 2 }),
    ).toBe(42);
    expect(await run({ expression: "run.id" })).toBe("run1");
  });

  test("reads null where an input brought nothing, and gives null where the result is undefined", async () => {
    expect(await run({ expression: "[value, other]", inputs: ["other"] })).toEqual([null, null]);
    expect(await run({ expression: "value.missing" }, { value: {} })).toBeNull();
  });

  test("names the field of an expression that fails, in plain words where JSONata itself trips", async () => {
    const failure: unknown = await run({ expression: '$formatNumber(1,"0".("0"))' }).catch((error: unknown) => error);
    expect(toRunError(failure, "t")).toMatchObject({
      code: "EXPRESSION_INVALID",
      nodeId: "t",
      field: "expression",
      message: expect.stringMatching(/line 1, column \d+: this call of \$formatNumber cannot be evaluated/),
      cause: expect.stringContaining("undefined"),
      hint: expect.any(String),
    });
  });

  test("reports an expression that does not parse, doubled names, and refuses taken ones", () => {
    const check = (config: unknown) => transformDefinition.check?.(transformDefinition.config.parse(config));
    expect(check({ expression: "value +" })).toMatchObject([{ field: "expression", code: "EXPRESSION_INVALID" }]);
    expect(check({ inputs: ["a", "a"] })).toMatchObject([{ field: "inputs[1]" }]);
    expect(transformDefinition.config.safeParse({ inputs: ["value"] }).success).toBe(false);
  });
});
