import { describe, expect, test } from "vitest";
import type { JsonValue } from "../core/json";
import { testContext } from "../testing/test-context";
import { type OutputConfig, outputDefinition } from "./definition";
import { runOutput } from "./run";

const run = (value: JsonValue, config = {}) =>
  runOutput(testContext<OutputConfig>(outputDefinition, { config, inputs: { value } }));

describe("output", () => {
  test.each([[42], ["42"], [null], [{ a: [1] }]])("never converts %j", (value) => {
    expect(run(value, { format: "text" })).toEqual({ value });
  });

  const schema = { type: "object", properties: { price: { type: "number" } }, required: ["price"] };

  test("lets through what fits its schema", () => {
    expect(run({ price: 3, more: true }, { schema })).toEqual({ value: { price: 3, more: true } });
  });

  test("fails for what does not, and says where", () => {
    expect(() => run({ price: "3" }, { schema })).toThrow(
      expect.objectContaining({
        code: "NODE_OUTPUT_INVALID",
        message: expect.stringContaining("price must be a number, not text"),
      }),
    );
    expect(() => run("3", { schema })).toThrow(/value must be an object, not text/);
  });

  test("reports a schema that cannot be used before a run does", () => {
    expect(outputDefinition.check?.(outputDefinition.config.parse({ schema: { type: "strin" } }))).toMatchObject([
      { field: "schema", message: expect.stringContaining('"strin"') },
    ]);
  });
});
