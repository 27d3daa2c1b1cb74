import { z } from "zod";
import { defineNode } from "../core/node-definition";

const workflowConfigSchema = z.object({
  workflow: z
    .string()
    .max(200)
    .default("")
    .describe("Id or slug of a workflow on this machine. It is frozen when the run starts."),
  description: z.string().max(2_000).default("").describe("When it is used as a tool: what it is good for."),
});
export type WorkflowConfig = z.infer<typeof workflowConfigSchema>;

export const workflowDefinition = defineNode<WorkflowConfig>({
  type: "workflow",
  version: 1,
  title: "Workflow",
  description: "Runs another workflow as one step.",
  family: "logic",
  icon: "workflow",
  keywords: ["sub-workflow", "subflow", "call", "nested", "reuse", "function"],
  config: workflowConfigSchema,
  initialConfig: { workflow: "" },
  ports: () => ({
    inputs: [
      {
        name: "value",
        kind: "any",
        required: true,
        description: "Its input: an object with its fields, or the value of its only field.",
      },
    ],
    outputs: [
      { name: "value", kind: "any", description: "Its only output, or an object with all of them by name." },
      { name: "tool", kind: "tool", description: "Lends the workflow to an agent." },
    ],
  }),
  fields: [
    { name: "workflow", label: "Workflow", input: "workflow", hint: "The workflow that this step runs." },
    {
      name: "description",
      label: "Use as a tool",
      input: "text",
      hint: "What it is good for: an agent decides by it when to call this workflow.",
      advanced: true,
    },
  ],
  summary: ({ workflow }) => workflow,
  subWorkflow: "workflow",
  tool: {
    description: ({ description }, title, called) =>
      description || called?.description || `Runs the workflow ${title}.`,
    // Where it is not known yet what it calls, its one input is asked for.
    parameters: (_, unconnected, called) =>
      called?.parameters ?? {
        type: "object",
        properties: Object.fromEntries(unconnected.map(({ name }) => [name, {}])),
        required: unconnected.map(({ name }) => name),
      },
    inputs: (args) => ({ value: args }),
    result: (outputs) => outputs.value ?? null,
  },
  check: ({ workflow }) =>
    workflow.trim() === "" ? [{ field: "workflow", message: "Choose the workflow that this node runs." }] : [],
});
