import { z } from "zod";
import { firstLine } from "../core/cut-text";
import { defineNode } from "../core/node-definition";
import { expressionIssues } from "../core/template-ports";

const conditionConfigSchema = z.object({
  expression: z
    .string()
    .max(20_000)
    .default("value")
    .describe("JSONata over value, input and run; $boolean of its result decides."),
});
export type ConditionConfig = z.infer<typeof conditionConfigSchema>;

export const conditionDefinition = defineNode<ConditionConfig>({
  type: "condition",
  version: 1,
  title: "Condition",
  description: "Sends a value one way or the other.",
  family: "logic",
  icon: "split",
  keywords: ["if", "else", "branch", "filter", "true", "false"],
  config: conditionConfigSchema,
  initialConfig: { expression: "value" },
  ports: () => ({
    inputs: [{ name: "value", kind: "any", required: true }],
    outputs: [
      { name: "true", kind: "any", title: "True" },
      { name: "false", kind: "any", title: "False" },
    ],
  }),
  fields: [
    {
      name: "expression",
      label: "Condition",
      input: "expression",
      lines: 3,
      hint: "JSONata, such as value > 10 or $contains(value, 'urgent').",
    },
  ],
  summary: ({ expression }) => firstLine(expression),
  pure: () => true,
  canContinue: false,
  check: ({ expression }) => expressionIssues("expression", expression),
});
