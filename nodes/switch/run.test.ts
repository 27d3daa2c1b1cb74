import { describe, expect, test } from "vitest";
import type { JsonValue } from "../core/json";
import { type ScriptedModel, scriptedModel } from "../testing/scripted-model";
import { testContext } from "../testing/test-context";
import { namedCase } from "./choose-case";
import { type SwitchConfig, switchDefinition } from "./definition";
import { runSwitch } from "./run";

const cases = [
  { name: "high", expression: "value > 10", description: "Large numbers" },
  { name: "odd one", expression: "value % 2 = 1", description: "Odd numbers" },
];

async function route(config: Record<string, unknown>, value: JsonValue, model?: ScriptedModel) {
  const context = testContext<SwitchConfig>(switchDefinition, {
    config: { cases, ...config },
    inputs: { value },
    model,
  });
  return { outputs: await runSwitch(context), recorded: context.recorded };
}

describe("switch by expression", () => {
  test.each([
    [21, "high"],
    [3, "odd one"],
    [4, "else"],
  ])("%i leaves by %s: the first case that matches", async (value, port) => {
    expect((await route({}, value)).outputs).toEqual({ [port]: value });
  });

  test("reports cases without expression, doubled names and none at all; refuses the names of its own ports", () => {
    const check = (config: unknown) => switchDefinition.check?.(switchDefinition.config.parse(config)) ?? [];
    expect(check({ cases: [{ name: "a" }] })).toMatchObject([
      { field: "cases[0].expression", code: "EXPRESSION_INVALID" },
    ]);
    expect(
      check({
        cases: [
          { name: "a", expression: "1" },
          { name: "a", expression: "1" },
        ],
      }),
    ).toMatchObject([{ field: "cases[1].name" }]);
    expect(check({})).toMatchObject([{ field: "cases", severity: "warning" }]);
    for (const name of ["else", "error", "", "a.b"])
      expect(switchDefinition.config.safeParse({ cases: [{ name }] }).success).toBe(false);
  });
});

describe("switch by model", () => {
  test("asks for one of the cases, by schema where the model can", async () => {
    const model = scriptedModel(['{"case": "odd one"}']);
    const { outputs, recorded } = await route({ by: "model" }, "seven", model);
    expect(outputs).toEqual({ "odd one": "seven" });
    expect(model.requests[0]?.responseSchema?.schema).toMatchObject({
      properties: { case: { enum: ["high", "odd one", "else"] } },
    });
    expect(model.requests[0]?.messages.map((message) => message.content).join("\n")).toMatch(
      /- odd one: Odd numbers[\s\S]*seven/,
    );
    expect(recorded.spans).toMatchObject([{ kind: "model", isStep: true }]);
  });

  test("without a schema mode asks in words and reads words", async () => {
    const model = scriptedModel(["Sure! I think this is **High**."], []);
    expect((await route({ by: "model" }, 99, model)).outputs).toEqual({ high: 99 });
    expect(model.requests[0]?.responseSchema).toBeUndefined();
  });

  test("goes to else, and says so, when the answer names no case", async () => {
    const { outputs, recorded } = await route({ by: "model" }, 1, scriptedModel(["No idea."]));
    expect(outputs).toEqual({ else: 1 });
    expect(recorded.logs).toMatchObject([{ level: "warning", message: expect.stringContaining("No idea.") }]);
  });

  test("without a model fails with what to connect", async () => {
    await expect(route({ by: "model" }, 1)).rejects.toMatchObject({
      code: "MODEL_UNAVAILABLE",
      hint: expect.stringContaining("model"),
    });
  });

  test("is not pure, and wants a model; by expression it is and does not", () => {
    const of = (by: string) => switchDefinition.config.parse({ cases, by });
    expect([of("model"), of("expression")].map((config) => switchDefinition.pure?.(config))).toEqual([false, true]);
    expect(
      [of("model"), of("expression")].map((config) => switchDefinition.ports(config).inputs.map((port) => port.name)),
    ).toEqual([["value", "model"], ["value"]]);
  });
});

test.each([
  ['{"case":"a"}', "a"],
  ['```json\n{"case": "B c"}\n```', "b c"],
  ["<think>maybe a</think>b c", "b c"],
  ["A", "a"],
  ['"a"', "a"],
  ["The case is b c.", "b c"],
  ["not a, b c", undefined],
  ["banana", undefined],
  ['{"case": 3}', undefined],
  ["", undefined],
])("the answer %j names %j", (answer, name) => expect(namedCase(answer, ["a", "b c", "else"])).toBe(name));
