import { z } from "zod";
import { firstLine } from "../core/cut-text";
import { jsonObjectSchema } from "../core/json";
import { schemaProblem } from "../core/json-schema-problem";
import { type ConfigIssue, defineNode } from "../core/node-definition";
import type { Port } from "../core/port";
import { type TemplateField, templateIssues, templatePorts, templateReuse } from "../core/template-ports";
import { parametersOf } from "../core/tool-spec";

const agentConfigSchema = z.object({
  agent: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe("Id or slug of a saved agent: its settings are used where this node has none of its own."),
  instructions: z
    .string()
    .max(200_000)
    .default("")
    .describe("A template: who the agent is and how it works (the system message)."),
  prompt: z.string().max(200_000).default("").describe("A template: what it is asked (the user message)."),
  outputSchema: jsonObjectSchema
    .optional()
    .describe("JSON Schema that the answer has to fit; it then leaves by json too."),
  maxSteps: z
    .number()
    .int()
    .min(1, "An agent needs at least one step.")
    .max(1_000, "At most 1,000 steps.")
    .default(10)
    .describe("Most model calls of one run of the agent."),
  approval: z
    .enum(["never", "tools", "always"], "Approval is one of never, tools, always.")
    .default("never")
    .describe("tools: a person allows each call of a tool that may change something. always: each call of any tool."),
  overflow: z
    .enum(["trim", "summarize"], "Overflow is one of trim, summarize.")
    .default("trim")
    .describe("What happens to the oldest messages where a conversation does not fit the model's context."),
  description: z.string().max(2_000).default("").describe("When it is used as a tool: what it is good for."),
});
export type AgentConfig = z.infer<typeof agentConfigSchema>;

const resourceNames = ["model", "memory", "tools"];
const fixedNames = ["context", "messages", ...resourceNames];

/** Every text of the config that is a template. The prompt comes first: what is asked stands above who is asked. */
export function agentTemplates({ instructions, prompt }: AgentConfig): TemplateField[] {
  return [
    { field: "prompt", text: prompt },
    { field: "instructions", text: instructions },
  ];
}

/** The ports that its templates make. */
export function agentTemplatePorts(config: AgentConfig): Port[] {
  return templatePorts(agentTemplates(config), fixedNames);
}

export const agentDefinition = defineNode<AgentConfig>({
  type: "agent",
  version: 1,
  title: "Agent",
  description: "Asks a model, with tools and memory if you connect them.",
  family: "agents",
  icon: "bot",
  keywords: ["llm", "chat", "ai", "ask", "assistant", "generate"],
  config: agentConfigSchema,
  initialConfig: { instructions: "You are a helpful assistant.", prompt: "{{ message }}" },
  ports: (config) => ({
    inputs: [
      ...agentTemplatePorts(config),
      { name: "context", kind: "any", description: "What it shall know; added below the prompt." },
      { name: "messages", kind: "messages", description: "The conversation so far; stands before the prompt." },
      { name: "model", kind: "model", required: config.agent === undefined },
      { name: "memory", kind: "memory" },
      { name: "tools", kind: "tool", many: true },
    ],
    outputs: [
      { name: "text", kind: "text" },
      { name: "json", kind: "json", description: "The answer as data, when there is an output schema." },
      { name: "messages", kind: "messages", description: "The whole conversation, the answer included." },
      { name: "tool", kind: "tool", description: "Lends the agent to another one." },
    ],
  }),
  fields: [
    {
      name: "agent",
      label: "Saved agent",
      input: "agent",
      hint: "Its settings count where this node says nothing of its own.",
    },
    {
      name: "instructions",
      label: "Instructions",
      input: "template",
      lines: 4,
      hint: "Who the agent is and how it works. Each {{ name }} is an input port.",
    },
    {
      name: "prompt",
      label: "Prompt",
      input: "template",
      lines: 6,
      hint: "What it is asked. Each {{ name }} is an input port.",
    },
    {
      name: "outputSchema",
      label: "Output schema",
      input: "json",
      schema: true,
      hint: "A JSON Schema that the answer has to fit; the data leaves by the port json.",
    },
    {
      name: "maxSteps",
      label: "Most steps",
      input: "number",
      min: 1,
      max: 1_000,
      step: 1,
      unit: "model calls",
      hint: "Ends an agent that goes on calling tools.",
      advanced: true,
    },
    {
      name: "approval",
      label: "Ask before it calls a tool",
      input: "select",
      choices: [
        { value: "never", label: "Never" },
        { value: "tools", label: "When the tool may change something" },
        { value: "always", label: "Always" },
      ],
      hint: "A person sees the exact arguments, and may change them.",
      advanced: true,
    },
    {
      name: "overflow",
      label: "When the conversation does not fit",
      input: "select",
      choices: [
        { value: "trim", label: "Leave out the oldest messages" },
        { value: "summarize", label: "Summarize the oldest messages" },
      ],
      hint: "Instructions and question always stay. The trace says what was left out.",
      advanced: true,
    },
    {
      name: "description",
      label: "Use as a tool",
      input: "text",
      hint: "What it is good for: another agent decides by it when to call this one.",
      advanced: true,
    },
  ],
  summary: ({ prompt, instructions, agent }) => firstLine(prompt) || firstLine(instructions) || (agent ?? ""),
  reuse: (config) => templateReuse(agentTemplates(config)),
  toolApproval: ({ approval }) => approval,
  tool: {
    description: ({ description, instructions }, title) =>
      description || firstLine(instructions, 500) || `Asks the agent ${title}.`,
    parameters: (config, unconnected) => {
      const made = agentTemplatePorts(config);
      if (made.length === 0)
        return parametersOf([
          {
            name: "task",
            kind: "text",
            required: true,
            description: "What the agent shall do, with everything that it needs to know.",
          },
        ]);
      return parametersOf(unconnected.filter((port) => made.some((one) => one.name === port.name)));
    },
    result: (outputs) => outputs.json ?? outputs.text ?? null,
  },
  check: (config) => [
    ...templateIssues(agentTemplates(config), { secrets: false }),
    ...resourceNameIssues(config),
    ...settingIssues(config),
  ],
});

/** A resource carries no value, so a template cannot print it. */
function resourceNameIssues(config: AgentConfig): ConfigIssue[] {
  return agentTemplates(config).flatMap((template) => {
    if (templateIssues([template], { secrets: true }).length > 0) return [];
    const used = templatePorts([template]).filter((port) => resourceNames.includes(port.name));
    return used.map(({ name }) => ({
      field: template.field,
      code: "TEMPLATE_INVALID" as const,
      message: `${name} is a port that lends something and has no text. Give the variable another name, such as ${name}_text.`,
    }));
  });
}

function settingIssues({ agent, instructions, prompt, outputSchema }: AgentConfig): ConfigIssue[] {
  const issues: ConfigIssue[] = [];
  if (agent === undefined && `${instructions}${prompt}`.trim() === "")
    issues.push({
      field: "prompt",
      severity: "warning",
      message: "The agent has neither instructions nor a prompt. Write what it shall do.",
    });
  const problem = outputSchema === undefined ? undefined : schemaProblem(outputSchema);
  if (problem !== undefined) issues.push({ field: "outputSchema", message: problem });
  return issues;
}
