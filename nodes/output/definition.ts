import { z } from "zod";
import { jsonObjectSchema } from "../core/json";
import { schemaProblem } from "../core/json-schema-problem";
import { defineNode } from "../core/node-definition";
import { labelNameSchema } from "../core/port-name";

export const outputFormats = ["json", "text", "markdown"] as const;

const outputConfigSchema = z.object({
  name: labelNameSchema.default("result").describe("Key in the run's output; unique in the workflow."),
  format: z
    .enum(outputFormats, `The format is one of ${outputFormats.join(", ")}.`)
    .default("text")
    .describe("How it is shown; the value is never converted."),
  schema: jsonObjectSchema.optional().describe("JSON Schema that the value has to fit."),
});
export type OutputConfig = z.infer<typeof outputConfigSchema>;

export const outputDefinition = defineNode<OutputConfig>({
  type: "output",
  version: 1,
  title: "Output",
  description: "A result of the run, under a name of its own.",
  family: "data",
  icon: "arrow-right-from-line",
  keywords: ["end", "finish", "result", "answer", "response"],
  config: outputConfigSchema,
  initialConfig: { name: "result", format: "markdown" },
  ports: () => ({ inputs: [{ name: "value", kind: "any", required: true }], outputs: [] }),
  fields: [
    {
      name: "name",
      label: "Name",
      input: "text",
      placeholder: "result",
      hint: "The key of this value in the run's output.",
    },
    {
      name: "format",
      label: "Show as",
      hint: "How it is shown. The value itself stays as it is.",
      input: "select",
      choices: [
        { value: "markdown", label: "Markdown" },
        { value: "text", label: "Plain text" },
        { value: "json", label: "JSON" },
      ],
    },
    {
      name: "schema",
      label: "Schema",
      hint: "A JSON Schema that the value has to fit; otherwise the run fails.",
      input: "json",
      schema: true,
      advanced: true,
    },
  ],
  summary: ({ name, format }) => `${name}, as ${format}`,
  pure: () => true,
  canContinue: false,
  check: ({ schema }) => {
    const problem = schema === undefined ? undefined : schemaProblem(schema);
    return problem === undefined ? [] : [{ field: "schema", message: problem }];
  },
});
