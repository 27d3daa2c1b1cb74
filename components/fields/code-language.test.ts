import { describe, expect, it } from "vitest";
import { expressionProblem, jsonProblem, templateProblem } from "./code-language";

describe("problems of code", () => {
  it("says nothing about what parses, or is not written yet", () => {
    expect(templateProblem("Explain {{ topic | upcase }}.")).toBeUndefined();
    expect(expressionProblem("value.total > 100")).toBeUndefined();
    expect(expressionProblem("  ")).toBeUndefined();
    expect(jsonProblem('{ "a": 1 }')).toBeUndefined();
    expect(jsonProblem("")).toBeUndefined();
  });

  it("names the place of what does not", () => {
    expect(templateProblem("one\ntwo {{ topic")).toMatchObject({ line: 2 });
    expect(expressionProblem("value +")).toMatchObject({ message: expect.any(String), line: 1 });
    expect(jsonProblem('{\n  "a": 1,\n}')).toMatchObject({ message: expect.stringContaining("no JSON"), line: 2 });
  });
});
