import { describe, expect, test } from "vitest";
import { testContext } from "../testing/test-context";
import { type PromptConfig, promptDefinition } from "./definition";
import { runPrompt } from "./run";

const portsOf = (template: string) =>
  promptDefinition
    .ports(promptDefinition.config.parse({ template }))
    .inputs.map(({ name, required }) => `${name}${required ? "" : "?"}`);

describe("prompt", () => {
  test("fills in its inputs, the run's input and the run", () => {
    const config = { template: "{{ a }} and {{ b.c }}, {{ input.x }}, {{ run.id }}" };
    const context = testContext<PromptConfig>(promptDefinition, {
      config,
      inputs: { a: "one", b: { c: [1, 2] } },
      input: { x: true },
    });
    expect(runPrompt(context)).toEqual({ text: "one and [1,2], true, run1" });
  });

  test("makes one port per name; a default in each use makes it optional", () => {
    expect(
      portsOf("{{ a }}{{ b | default: 1 }}{{ a | default: 2 }}{% for x in list %}{{ x }}{% endfor %}{{ input.q }}"),
    ).toEqual(["a", "b?", "list"]);
  });

  test("refuses a secret, since its text goes on to other nodes", () => {
    const issues = promptDefinition.check?.(promptDefinition.config.parse({ template: "{{ secrets.KEY }}" }));
    expect(issues).toMatchObject([
      { field: "template", code: "TEMPLATE_INVALID", message: expect.stringContaining("KEY") },
    ]);
  });

  test("reports a template that does not parse, with its field", () => {
    expect(promptDefinition.check?.(promptDefinition.config.parse({ template: "{% if x %}" }))).toMatchObject([
      { field: "template", code: "TEMPLATE_INVALID" },
    ]);
    expect(() => portsOf("{% if x %}")).toThrow(
      expect.objectContaining({ code: "TEMPLATE_INVALID", field: "template" }),
    );
  });
});
