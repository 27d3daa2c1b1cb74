import { expect, test } from "vitest";
import { nodeFamilies } from "@/nodes/core/node-definition";
import { definitions } from "@/nodes/definitions";
import { hasNodeIcon } from "./node-icon";
import { allFamilies, searchDefinitions } from "./search-definitions";

const types = (search: string) =>
  searchDefinitions(definitions.values(), search).flatMap((family) => family.definitions.map(({ type }) => type));

test("without a search all node types are there, by family", () => {
  expect(types("").sort()).toEqual([...definitions.keys()].sort());
  expect(
    searchDefinitions(definitions.values(), "")
      .map(({ family }) => family)
      .slice(0, 2),
  ).toEqual(["agents", "models"]);
});

test("without a search the palette has all families, those without a node type too", () => {
  expect(allFamilies(definitions.values()).map(({ family }) => family)).toEqual([...nodeFamilies]);
});

test("finds by title, keyword and family, all words together", () => {
  expect(types("cond")).toContain("condition");
  expect(types("llm")).toContain("agent");
  expect(types("logic if")).toContain("condition");
  expect(types("no such thing")).toEqual([]);
});

test("every node type has an icon of its own", () => {
  expect(
    [...definitions.values()].filter(({ icon }) => !hasNodeIcon(icon)).map(({ type, icon }) => `${type}: ${icon}`),
  ).toEqual([]);
});

test("a type that is named stands first, before others whose description has the word", () => {
  expect(types("model")[0]).toBe("model");
  expect(types("Output")[0]).toBe("output");
});
