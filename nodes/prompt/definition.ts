import { z } from "zod";
import { firstLine } from "../core/cut-text";
import { defineNode } from "../core/node-definition";
import { templateIssues, templatePorts } from "../core/template-ports";

const promptConfigSchema = z.object({ template: z.string().max(200_000).default("") });
export type PromptConfig = z.infer<typeof promptConfigSchema>;

const templates = ({ template }: PromptConfig) => [{ field: "template", text: template }];

export const promptDefinition = defineNode<PromptConfig>({
  type: "prompt",
  version: 1,
  title: "Prompt",
  description: "Fills values into a text.",
  family: "data",
  icon: "text-quote",
  keywords: ["template", "text", "liquid", "format"],
  config: promptConfigSchema,
  initialConfig: { template: "{{ text }}" },
  ports: (config) => ({ inputs: templatePorts(templates(config)), outputs: [{ name: "text", kind: "text" }] }),
  fields: [
    {
      name: "template",
      label: "Template",
      input: "template",
      lines: 8,
      hint: "Each {{ name }} is an input port of the node.",
    },
  ],
  summary: ({ template }) => firstLine(template),
  pure: () => true,
  check: (config) => [
    ...templateIssues(templates(config), { secrets: false }),
    ...(config.template.trim() === ""
      ? [
          {
            field: "template",
            message: "The template is empty. Write the text that this node gives.",
            severity: "warning" as const,
          },
        ]
      : []),
  ],
});
