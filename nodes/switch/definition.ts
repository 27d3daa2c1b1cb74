import { z } from "zod";
import { type ConfigIssue, defineNode } from "../core/node-definition";
import type { Port } from "../core/port";
import { doubledNames, labelNameSchema } from "../core/port-name";
import { expressionIssues } from "../core/template-ports";

/** The port that a value takes when no case is its own. */
export const elsePort = "else";

const caseSchema = z.object({
  name: labelNameSchema.refine(
    (name) => name !== elsePort && name !== "error",
    "else and error are ports of their own: choose another name.",
  ),
  expression: z
    .string()
    .max(50_000)
    .default("")
    .describe("JSONata; the first case whose expression is true takes the value."),
  description: z.string().max(5_000).default("").describe("When a model chooses: what belongs to this case."),
});
export type SwitchCase = z.infer<typeof caseSchema>;

const switchConfigSchema = z.object({
  cases: z.array(caseSchema).max(100, "At most 100 cases.").default([]),
  by: z.enum(["expression", "model"], "Cases are chosen by expression or by model.").default("expression"),
});
export type SwitchConfig = z.infer<typeof switchConfigSchema>;

export const switchDefinition = defineNode<SwitchConfig>({
  type: "switch",
  version: 1,
  title: "Switch",
  description: "Sends a value to one of several cases, chosen by expression or by a model.",
  family: "logic",
  icon: "signpost",
  keywords: ["route", "router", "case", "classify", "branch", "choose"],
  config: switchConfigSchema,
  initialConfig: { by: "expression", cases: [{ name: "first", expression: "value = 'first'" }] },
  ports: ({ cases, by }) => ({
    inputs: [{ name: "value", kind: "any", required: true }, ...(by === "model" ? [modelPort] : [])],
    outputs: [
      ...cases.map(
        ({ name, description }): Port => ({ name, kind: "any", ...(description === "" ? {} : { description }) }),
      ),
      { name: elsePort, kind: "any", title: "Else" },
    ],
  }),
  fields: [
    {
      name: "by",
      label: "Chosen by",
      input: "select",
      choices: [
        { value: "expression", label: "Expression", hint: "The first case whose expression is true." },
        { value: "model", label: "Model", hint: "A connected model reads the value and chooses." },
      ],
    },
    {
      name: "cases",
      label: "Cases",
      hint: "What fits none of them leaves by else.",
      input: "list",
      item: "case",
      initial: { name: "case", expression: "", description: "" },
      fields: [
        { name: "name", label: "Name", input: "text" },
        {
          name: "expression",
          label: "Expression",
          input: "expression",
          hint: "JSONata, such as value.total > 100.",
          when: { field: "by", is: ["expression"] },
        },
        {
          name: "description",
          label: "Description",
          input: "textarea",
          hint: "Tells a model, and people, what belongs here.",
        },
      ],
    },
  ],
  summary: ({ cases, by }) =>
    `${by === "model" ? "A model chooses: " : ""}${[...cases.map((one) => one.name), elsePort].join(", ")}`,
  pure: ({ by }) => by === "expression",
  reuse: ({ by }) => (by === "model" ? { readsInput: false } : undefined),
  canContinue: false,
  check: ({ cases, by }) => [
    ...doubled(cases),
    ...(by === "expression" ? cases.flatMap(expressionCase) : cases.flatMap(describedCase)),
    ...noCases(cases),
  ],
});

const modelPort: Port = { name: "model", kind: "model", required: true };

function doubled(cases: readonly SwitchCase[]): ConfigIssue[] {
  return doubledNames(cases.map((one) => one.name)).map(({ name, index }) => ({
    field: `cases[${index}].name`,
    message: `Two cases are named ${name}. Give this one another name.`,
  }));
}

function expressionCase({ name, expression }: SwitchCase, index: number): ConfigIssue[] {
  const field = `cases[${index}].expression`;
  if (expression.trim() !== "") return expressionIssues(field, expression);
  return [
    {
      field,
      code: "EXPRESSION_INVALID",
      message: `The case ${name} has no expression. Write one, such as value = "${name}".`,
    },
  ];
}

function describedCase({ name, description }: SwitchCase, index: number): ConfigIssue[] {
  if (description.trim() !== "") return [];
  return [
    {
      field: `cases[${index}].description`,
      severity: "warning",
      message: `Say in a sentence what belongs to ${name}: the model chooses by it.`,
    },
  ];
}

function noCases(cases: readonly SwitchCase[]): ConfigIssue[] {
  return cases.length > 0
    ? []
    : [{ field: "cases", severity: "warning", message: "Without a case every value leaves by else. Add one." }];
}
