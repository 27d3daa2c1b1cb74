import { describe, expect, test } from "vitest";
import type { JsonValue } from "../core/json";
import { testContext } from "../testing/test-context";
import { type ConditionConfig, conditionDefinition } from "./definition";
import { runCondition } from "./run";

describe("condition", () => {
  test.each<[string, JsonValue, "true" | "false"]>([
    ["value > 10", 21, "true"],
    ["value > 10", 3, "false"],
    ["value.missing", {}, "false"],
    ["value", "", "false"],
    ["value", [0, false], "false"],
    ["value", "no", "true"],
    ["$contains(value, 'urgent')", "an urgent matter", "true"],
  ])("%s of %j leaves by %s alone, with the value", async (expression, value, port) => {
    const context = testContext<ConditionConfig>(conditionDefinition, { config: { expression }, inputs: { value } });
    expect(await runCondition(context)).toEqual({ [port]: value });
  });

  test("fails for an expression that does not fit the value, instead of going one way", async () => {
    const context = testContext<ConditionConfig>(conditionDefinition, {
      config: { expression: "value > 10" },
      inputs: { value: {} },
    });
    await expect(runCondition(context)).rejects.toMatchObject({
      code: "EXPRESSION_INVALID",
      field: "expression",
      hint: expect.any(String),
    });
  });
});
