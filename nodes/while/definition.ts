import { z } from "zod";
import { firstLine } from "../core/cut-text";
import { defineNode } from "../core/node-definition";
import { expressionIssues } from "../core/template-ports";

const whileConfigSchema = z.object({
  expression: z
    .string()
    .max(20_000)
    .default("iteration < 3")
    .describe("JSONata over value, iteration, input and run; the loop goes on while its $boolean is true."),
  maxIterations: z
    .number("A number of iterations.")
    .int("A whole number of iterations.")
    .min(1, "A loop runs at least once.")
    .max(100_000, "A loop runs at most 100,000 times.")
    .default(100)
    .describe("A loop that would go on beyond it fails."),
});
export type WhileConfig = z.infer<typeof whileConfigSchema>;

export const whileDefinition = defineNode<WhileConfig>({
  type: "while",
  version: 1,
  title: "While",
  description: "Runs the nodes inside it again and again, as long as a condition holds.",
  family: "logic",
  icon: "refresh-cw",
  keywords: ["loop", "repeat", "until", "iterate", "refine", "container"],
  config: whileConfigSchema,
  initialConfig: { expression: "iteration < 3", maxIterations: 100 },
  container: true,
  feedsBack: true,
  ports: () => ({
    inputs: [
      { name: "value", kind: "any", required: true, description: "What the first iteration begins with." },
      { name: "inner.result", kind: "any", title: "Result", description: "What the next iteration begins with." },
    ],
    outputs: [
      { name: "value", kind: "any", description: "The result of the last iteration." },
      { name: "inner.value", kind: "any", title: "Value" },
      { name: "inner.iteration", kind: "number", title: "Iteration", description: "0 for the first one." },
    ],
  }),
  fields: [
    {
      name: "expression",
      label: "Go on while",
      input: "expression",
      lines: 3,
      hint: "JSONata over value and iteration, tested before each iteration.",
    },
    { name: "maxIterations", label: "At most", input: "number", min: 1, max: 100_000, step: 1, unit: "iterations" },
  ],
  summary: ({ expression }) => firstLine(expression),
  check: ({ expression }) => expressionIssues("expression", expression),
});
