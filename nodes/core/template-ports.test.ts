import { expect, test } from "vitest";
import { expressionIssues, secretsIn, templateIssues, templatePorts } from "./template-ports";

const fields = (...texts: string[]) => texts.map((text, i) => ({ field: `f${i}`, text }));
const ports = (...texts: string[]) =>
  templatePorts(fields(...texts), ["context"]).map(({ name, required }) => `${name}${required ? "!" : ""}`);

test("a name makes one port over all templates, required by any use without a default", () => {
  expect(ports("{{ a | default: 1 }} {{ b }}", "{{ a }} {{ c | default: '' }}")).toEqual(["a!", "b!", "c"]);
});

test("fixed ports, the run and secrets make none", () => {
  expect(ports("{{ context }} {{ input.a }} {{ run.id }} {{ secrets.K }} {{ a }}")).toEqual(["a!"]);
});

test("a template that does not parse throws with its field", () => {
  expect(() => ports("{{ a }}", "{% if %}")).toThrow(
    expect.objectContaining({ code: "TEMPLATE_INVALID", field: "f1" }),
  );
});

test("secrets are found where templates parse, and are an issue where none may stand", () => {
  expect(secretsIn(fields("{{ secrets.A }} {{ secrets.B }}", "{{ secrets.A }}", "{% if"))).toEqual(["A", "B"]);
  expect(templateIssues(fields("{{ secrets.A }}"), { secrets: false })).toMatchObject([
    { field: "f0", code: "TEMPLATE_INVALID" },
  ]);
  expect(templateIssues(fields("{{ secrets.A }}"), { secrets: true })).toEqual([]);
});

test("a broken expression is an issue of its field", () => {
  expect(expressionIssues("e", "1 +")).toMatchObject([{ field: "e", code: "EXPRESSION_INVALID" }]);
  expect(expressionIssues("e", "1 + 1")).toEqual([]);
});
