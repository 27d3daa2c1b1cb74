import { describe, expect, test } from "vitest";
import type { JsonObject } from "../core/json";
import { type InputField, inputFieldSchema } from "./definition";
import { parseRunInput, requireRunInput } from "./parse-input";

function fields(...given: Record<string, unknown>[]): InputField[] {
  return given.map((field) => inputFieldSchema.parse(field));
}

const issuesOf = (given: InputField[], raw: JsonObject) =>
  parseRunInput(given, raw).issues.map(({ path, severity, message }) => `${severity} ${path} ${message}`);

describe("a run's input", () => {
  test("has every field: given, default, or null", () => {
    const given = fields({ name: "topic" }, { name: "count", type: "number", default: 3 }, { name: "why" });
    expect(parseRunInput(given, { topic: "looms" })).toEqual({
      value: { topic: "looms", count: 3, why: null },
      issues: [],
    });
  });

  test("treats null as absent, and false, 0 and empty lists as values", () => {
    const given = fields(
      { name: "a", type: "boolean", default: true },
      { name: "b", type: "number", required: true },
      { name: "c", type: "json", required: true },
      { name: "d", default: "x" },
    );
    expect(parseRunInput(given, { a: false, b: 0, c: [], d: null })).toEqual({
      value: { a: false, b: 0, c: [], d: "x" },
      issues: [],
    });
  });

  test.each<[string, Record<string, unknown>, JsonObject, RegExp]>([
    ["a required field is missing", { name: "q", required: true }, {}, /^error input\.q q: a value is required/],
    ["a required text is empty", { name: "q", required: true }, { q: "" }, /^error input\.q/],
    ["a number comes as text", { name: "n", type: "number" }, { n: "12" }, /must be a number, not text/],
    ["a text comes as a list", { name: "q" }, { q: ["a"] }, /must be text, not a list/],
    ["a boolean comes as a number", { name: "b", type: "boolean" }, { b: 1 }, /true or false, not a number/],
    ["a text is too short", { name: "q", minLength: 3 }, { q: "ab" }, /at least 3 characters; it has 2/],
    ["a text is too long", { name: "q", maxLength: 1 }, { q: "ab" }, /at most 1 characters/],
    ["a text is no option", { name: "q", options: ["a", "b"] }, { q: "c" }, /one of a, b/],
    ["a file is a path", { name: "f", type: "file" }, { f: "/etc/passwd" }, /uploaded file/],
    [
      "a file has no id",
      { name: "f", type: "file" },
      { f: { name: "x", mediaType: "text/plain", size: 1 } },
      /uploaded file/,
    ],
  ])("is refused when %s", (_, field, raw, message) => {
    expect(issuesOf(fields(field), raw)).toEqual([expect.stringMatching(message)]);
  });

  test("takes an uploaded file", () => {
    const file = { fileId: "f1", name: "a.txt", mediaType: "text/plain", size: 0 };
    expect(parseRunInput(fields({ name: "f", type: "file" }), { f: file })).toEqual({ value: { f: file }, issues: [] });
  });

  test("leaves an unknown key out, and says which one was meant", () => {
    const parsed = parseRunInput(fields({ name: "topic" }), { topics: "looms" });
    expect(parsed.value).toEqual({ topic: null });
    expect(parsed.issues).toMatchObject([
      { path: "input.topics", severity: "warning", message: expect.stringContaining('Did you mean "topic"') },
    ]);
  });

  test("is not misled by names that every object has", () => {
    const given = fields({ name: "constructor" }, { name: "toString" });
    expect(parseRunInput(given, JSON.parse('{"__proto__": {"toString": "x"}}')).value).toEqual({
      constructor: null,
      toString: null,
    });
  });

  test("throws the first error for a runner", () => {
    expect(() => requireRunInput(fields({ name: "q", required: true }), {})).toThrow(
      expect.objectContaining({ code: "NODE_INPUT_INVALID", field: "input.q" }),
    );
  });
});
