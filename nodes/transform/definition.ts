import { z } from "zod";
import { firstLine } from "../core/cut-text";
import { defineNode } from "../core/node-definition";
import type { Port } from "../core/port";
import { doubledNames, variableNameSchema } from "../core/port-name";
import { expressionIssues } from "../core/template-ports";

const transformConfigSchema = z.object({
  expression: z.string().max(20_000).default("value").describe("JSONata over value, the other inputs, input and run."),
  inputs: z
    .array(variableNameSchema.refine((name) => name !== "value", "value is there already: remove it from the list."))
    .max(50)
    .default([])
    .describe("Names of further inputs."),
});
export type TransformConfig = z.infer<typeof transformConfigSchema>;

export const transformDefinition = defineNode<TransformConfig>({
  type: "transform",
  version: 1,
  title: "Transform",
  description: "Computes a value from others.",
  family: "data",
  icon: "sigma",
  keywords: ["jsonata", "expression", "map", "convert", "compute", "set"],
  config: transformConfigSchema,
  initialConfig: { expression: "value" },
  ports: ({ inputs }) => ({
    inputs: ["value", ...inputs].map((name): Port => ({ name, kind: "any" })),
    outputs: [{ name: "value", kind: "any" }],
  }),
  fields: [
    {
      name: "expression",
      label: "Expression",
      input: "expression",
      lines: 4,
      hint: "JSONata. value is the input; the run's input is input.",
    },
    {
      name: "inputs",
      label: "More inputs",
      input: "words",
      hint: "Each name is a further port and a name in the expression.",
    },
  ],
  summary: ({ expression }) => firstLine(expression.replace(/\s+/g, " ")),
  pure: () => true,
  check: ({ expression, inputs }) => [
    ...expressionIssues("expression", expression),
    ...doubledNames(inputs).map(({ name, index }) => ({
      field: `inputs[${index}]`,
      message: `${name} stands in the list twice. Remove one.`,
    })),
  ],
});
