import { expect, test } from "vitest";
import type { ClientError } from "@/components/api/app-error-of";
import { isOfValue, refusedProblems } from "./refused-value";

const refused: ClientError = {
  code: "NODE_INPUT_INVALID",
  message: "The arguments of the call do not fit the tool: path must be text.",
  field: "value.path",
  issues: [{ path: "value.path", code: "NODE_INPUT_INVALID", severity: "error", message: "path must be text." }],
};

test("only what is wrong with the value is said at the value", () => {
  expect(
    ["value", "value.path", "value[0]", "pattern", "values"].map((field) => isOfValue({ ...refused, field })),
  ).toEqual([true, true, true, false, false]);
  expect(isOfValue({ ...refused, code: "CONFLICT" })).toBe(false);
});

test("a form has it at its line, a whole value at the value", () => {
  const field = { name: "path", label: "Path", isRequired: true, input: "text" } as const;
  expect(refusedProblems(refused, { kind: "form", fields: [field], start: {} })).toEqual({
    path: "path must be text.",
  });
  expect(refusedProblems(refused, { kind: "form", fields: [], start: {} })).toEqual({ "": "path must be text." });
  expect(refusedProblems(refused, { kind: "value", as: "json", start: "{}" })).toEqual({ "": refused.message });
});
