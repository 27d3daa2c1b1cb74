import { describe, expect, it } from "vitest";
import { readForm, startForm } from "./form-draft";
import { formFieldsOf } from "./form-field";

const schema = {
  type: "object",
  properties: {
    to: { type: "string", minLength: 3 },
    count: { type: "number", minimum: 1 },
    isUrgent: { type: "boolean" },
    size: { enum: ["S", "L"], default: "L" },
    tags: { type: "array", items: { type: "string" } },
    "odd key": { type: "string" },
  },
  required: ["to", "size"],
  additionalProperties: false,
};
const fields = formFieldsOf(schema) ?? [];
const start = startForm(fields, undefined);
const read = (more: object) => readForm(fields, schema, { ...start, ...more });

describe("a form", () => {
  it("starts with the defaults, and with what the value has where that fits", () => {
    expect(start).toEqual({ to: "", count: null, isUrgent: false, size: 1, tags: "", "odd key": "" });
    expect(startForm(fields, { to: "Al", count: "many", isUrgent: true, size: "S", tags: ["a"], other: 1 })).toEqual({
      to: "Al",
      count: null,
      isUrgent: true,
      size: 0,
      tags: '[\n  "a"\n]',
      "odd key": "",
    });
    expect(startForm(fields, { size: "XL" })).toEqual(start);
    expect(startForm(fields, "text")).toEqual(start);
  });

  it("makes an object, without what was left empty", () => {
    expect(read({ to: "Bob" })).toEqual({ ok: true, value: { to: "Bob", isUrgent: false, size: "L" } });
    expect(read({ to: "Bob", count: 2, tags: '["a"]', size: 0 })).toEqual({
      ok: true,
      value: { to: "Bob", count: 2, isUrgent: false, size: "S", tags: ["a"] },
    });
  });

  it("asks for what is required, in words of its own", () => {
    expect(read({ size: null })).toEqual({ ok: false, problems: { to: "Fill this in.", size: "Choose one." } });
  });

  it("says at the line what the schema says against it", () => {
    expect(read({ to: "Al", count: 0, tags: "[1]" })).toEqual({
      ok: false,
      problems: {
        to: "Must have at least 3 characters, not 2.",
        count: "Must be at least 1, not 0.",
        tags: expect.stringContaining("tags[0] must be text"),
      },
    });
  });

  it("says at the line that its JSON does not parse", () => {
    expect(read({ to: "Bob", tags: "[" })).toMatchObject({
      ok: false,
      problems: { tags: expect.stringContaining("This is no JSON") },
    });
  });

  it("says of the whole what concerns no line", () => {
    const few = { ...schema, maxProperties: 1 };
    expect(readForm(fields, few, { ...start, to: "Bob" })).toMatchObject({
      ok: false,
      problems: { "": "Must have at most 1 keys, not 3." },
    });
  });
});
