import { describe, expect, it } from "vitest";
import { formFieldsOf } from "./form-field";

const object = (properties: object, more = {}) => ({ type: "object", properties, ...more });

describe("formFieldsOf", () => {
  it("draws a line for each property, in the order of the schema", () => {
    const schema = object(
      {
        name: { type: "string", title: "Full name", description: "As in the passport." },
        age: { type: "integer", minimum: 0, maximum: 150 },
        share: { type: "number", multipleOf: 0.5, default: 1 },
        isUrgent: { type: "boolean" },
        size: { enum: ["S", 2, null] },
      },
      { required: ["name"] },
    );
    expect(formFieldsOf(schema)).toEqual([
      { name: "name", label: "Full name", hint: "As in the passport.", isRequired: true, input: "text" },
      { name: "age", label: "age", isRequired: false, input: "number", min: 0, max: 150, step: 1 },
      { name: "share", label: "share", isRequired: false, input: "number", step: 0.5, initial: 1 },
      { name: "isUrgent", label: "isUrgent", isRequired: false, input: "switch" },
      { name: "size", label: "size", isRequired: false, input: "choice", choices: ["S", 2, null] },
    ]);
  });

  it("edits as JSON what has no control of its own", () => {
    const inputs = (rules: unknown) => formFieldsOf(object({ v: rules }))?.[0]?.input;
    for (const rules of [{ type: "array" }, { type: "object" }, { type: ["string", "null"] }, { anyOf: [] }, {}, true])
      expect(inputs(rules)).toBe("json");
  });

  it.each([
    ["no object", { type: "array", items: {} }],
    ["no properties", { type: "object" }],
    ["alternatives", object({ a: {} }, { oneOf: [{ required: ["a"] }] })],
    ["references", object({ a: {} }, { $ref: "#/$defs/x" })],
    ["keys of any name", object({ a: {} }, { additionalProperties: { type: "string" } })],
    ["a required key that it does not describe", object({ a: {} }, { required: ["b"] })],
    ["nothing", undefined],
    ["a boolean", true],
  ])("leaves a schema with %s to the JSON editor", (_, schema) => {
    expect(formFieldsOf(schema)).toBeUndefined();
  });
});
