import { describe, expect, it } from "vitest";
import type { Field } from "@/nodes/core/field";
import { isWithin } from "./form-context";
import { valuesWithDefaults, visibleFields } from "./visible-fields";

const fields: Field[] = [
  { name: "type", label: "Type", input: "text" },
  { name: "longest", label: "Longest", input: "number", when: { field: "type", is: ["text"] } },
  { name: "expression", label: "Expression", input: "expression", when: { field: "by", is: ["expression"] } },
];
const names = (values: Record<string, unknown>, around?: Record<string, unknown>) =>
  visibleFields(fields, values, around).map((field) => field.name);

describe("visibleFields", () => {
  it("shows a field while another one has one of its values", () => {
    expect(names({ type: "text" })).toEqual(["type", "longest"]);
    expect(names({ type: "number" })).toEqual(["type"]);
  });

  it("looks for what an item has no field for in the config around the list", () => {
    expect(names({ type: "number" }, { by: "expression" })).toEqual(["type", "expression"]);
    expect(names({}, { type: "text", by: "model" })).toEqual(["type"]);
  });
});

describe("valuesWithDefaults", () => {
  it("shows defaults for what is not stored, and what is stored as it is where the config is refused", () => {
    expect(valuesWithDefaults({ a: 1 }, { a: 2, b: 3 })).toEqual({ a: 1, b: 3 });
    expect(valuesWithDefaults({ a: "x" }, undefined)).toEqual({ a: "x" });
  });
});

describe("isWithin", () => {
  it("knows what a field holds from what only begins alike", () => {
    expect(["fields", "fields[0].name", "fields.x"].map((path) => isWithin(path, "fields"))).toEqual([
      true,
      true,
      true,
    ]);
    expect(isWithin("fieldset", "fields")).toBe(false);
    expect(isWithin(undefined, "fields")).toBe(false);
  });
});
