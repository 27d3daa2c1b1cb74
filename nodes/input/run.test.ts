import { describe, expect, test } from "vitest";
import { testContext } from "../testing/test-context";
import { type InputConfig, inputDefinition } from "./definition";
import { runInput } from "./run";

describe("input", () => {
  test("gives each field on its port, and all on value", () => {
    const config = {
      fields: [
        { name: "topic", required: true },
        { name: "count", type: "number" },
      ],
    };
    const context = testContext<InputConfig>(inputDefinition, { config, input: { topic: "looms" } });
    expect(runInput(context)).toEqual({ topic: "looms", count: null, value: { topic: "looms", count: null } });
  });

  test("has a port of each field's type", () => {
    const { outputs } = inputDefinition.ports(
      inputDefinition.config.parse({ fields: [{ name: "a" }, { name: "b", type: "file" }] }),
    );
    expect(outputs.map(({ name, kind }) => `${name}: ${kind}`)).toEqual(["a: text", "b: file", "value: json"]);
  });

  test.each([
    ["two fields of one name", [{ name: "a" }, { name: "a" }], "fields[1].name"],
    ["a default of the wrong type", [{ name: "a", type: "number", default: "x" }], "fields[0].default"],
    ["a default that is no option", [{ name: "a", options: ["x"], default: "y" }], "fields[0].default"],
    ["a shortest length above the longest", [{ name: "a", minLength: 5, maxLength: 2 }], "fields[0].minLength"],
  ])("reports %s", (_, fields, field) => {
    expect(inputDefinition.check?.(inputDefinition.config.parse({ fields }))).toMatchObject([{ field }]);
  });

  test.each(["value", "input", "run", "secrets", "__proto__", "a b", "1a", ""])("refuses the field name %j", (name) => {
    expect(inputDefinition.config.safeParse({ fields: [{ name }] }).success).toBe(false);
  });
});
