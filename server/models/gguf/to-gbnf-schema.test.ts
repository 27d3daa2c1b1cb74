import { describe, expect, test } from "vitest";
import { toGbnfParameters, toGbnfSchema, withoutOptionalNulls } from "./to-gbnf-schema";

describe("a JSON Schema for the grammar generator", () => {
  test.each([
    ["anyOf", { anyOf: [{ type: "string" }, { type: "null" }] }, { oneOf: [{ type: "string" }, { type: "null" }] }],
    ["a list of types", { type: ["integer", "null"] }, { oneOf: [{ type: "integer" }, { type: "null" }] }],
    [
      "definitions",
      { $ref: "#/definitions/a", definitions: { a: { type: "string", pattern: "x" } } },
      { $ref: "#/$defs/a", $defs: { a: { type: "string" } } },
    ],
    ["a format that it knows", { type: "string", format: "date" }, { type: "string", format: "date" }],
    ["one that it does not", { type: "string", format: "email", maxLength: 9 }, { type: "string", maxLength: 9 }],
    [
      "properties without a type",
      { properties: { a: { const: 1 } } },
      { type: "object", properties: { a: { const: 1 } } },
    ],
    ["an object of anything", { type: "object" }, { type: "object", properties: {}, additionalProperties: true }],
    [
      "items",
      { type: "array", items: { enum: [1, 2] }, minItems: 1 },
      { type: "array", items: { enum: [1, 2] }, minItems: 1 },
    ],
  ])("keeps %s", (_, schema, expected) => {
    expect(toGbnfSchema(schema)).toEqual(expected);
  });

  test("merges allOf", () => {
    const schema = {
      allOf: [{ type: "object", properties: { a: { type: "string" } } }, { properties: { b: { type: "number" } } }],
    };
    expect(toGbnfSchema(schema)).toEqual({
      type: "object",
      properties: { a: { type: "string" }, b: { type: "number" } },
    });
  });
});

describe("the parameters of a tool", () => {
  const schema = {
    type: "object",
    properties: { word: { type: "string" }, times: { type: "integer", description: "How often." } },
    required: ["word"],
  };

  test("may be null where they are optional", () => {
    expect(toGbnfParameters(schema)).toEqual({
      type: "object",
      properties: {
        word: { type: "string" },
        times: { oneOf: [{ type: "integer" }, { type: "null" }], description: "How often." },
      },
    });
  });

  test("leave those nulls out again", () => {
    expect(withoutOptionalNulls({ word: null, times: null }, schema)).toEqual({ word: null });
  });
});
