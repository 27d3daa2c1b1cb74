import { expect, test } from "vitest";
import { doubledNames, labelNameSchema, variableNameSchema } from "./port-name";

const takes = (schema: typeof variableNameSchema | typeof labelNameSchema, name: string) =>
  schema.safeParse(name).success;

test("a variable's name can be written in templates and expressions alike", () => {
  expect(["topic", "max_price", "A1"].map((name) => takes(variableNameSchema, name))).toEqual([true, true, true]);
  expect(
    ["", "1a", "a-b", "a b", "ä", "__proto__", "input", "run", "secrets", "x".repeat(65)].filter((name) =>
      takes(variableNameSchema, name),
    ),
  ).toEqual([]);
});

test("a label's name may have spaces and hyphens", () => {
  expect(["billing question", "a-b"].map((name) => takes(labelNameSchema, name))).toEqual([true, true]);
  expect(["", " a", "a.b", "__proto__", "a[0]"].filter((name) => takes(labelNameSchema, name))).toEqual([]);
});

test("doubled names are found at their second place", () => {
  expect(doubledNames(["a", "b", "a", "a"])).toEqual([
    { name: "a", index: 2 },
    { name: "a", index: 3 },
  ]);
});
