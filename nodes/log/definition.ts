import { z } from "zod";
import { firstLine } from "../core/cut-text";
import { type ConfigIssue, defineNode } from "../core/node-definition";
import { templateIssues, templatePorts } from "../core/template-ports";

export const logLevels = ["debug", "info", "warning", "error"] as const;

const logConfigSchema = z.object({
  level: z.enum(logLevels, `The level is one of ${logLevels.join(", ")}.`).default("info"),
  message: z
    .string()
    .max(20_000)
    .default("")
    .describe("A template over value, input and run; empty: the value itself."),
});
export type LogConfig = z.infer<typeof logConfigSchema>;

export const logDefinition = defineNode<LogConfig>({
  type: "log",
  version: 1,
  title: "Log",
  description: "Writes a line to the trace and passes the value on.",
  family: "data",
  icon: "scroll-text",
  keywords: ["print", "debug", "trace", "inspect"],
  config: logConfigSchema,
  initialConfig: { level: "info" },
  ports: () => ({
    inputs: [{ name: "value", kind: "any", required: true }],
    outputs: [{ name: "value", kind: "any" }],
  }),
  fields: [
    {
      name: "message",
      label: "Message",
      input: "template",
      lines: 2,
      placeholder: "{{ value }}",
      hint: "Left empty, the value itself is written.",
    },
    {
      name: "level",
      label: "Level",
      input: "select",
      choices: logLevels.map((value) => ({ value, label: value[0]?.toUpperCase() + value.slice(1) })),
    },
  ],
  summary: ({ level, message }) => `${level}: ${message === "" ? "the value" : firstLine(message)}`,
  pure: () => true,
  check: ({ message }) => {
    const fields = [{ field: "message", text: message }];
    const broken = templateIssues(fields, { secrets: false });
    return broken.length > 0 ? broken : templatePorts(fields, ["value"]).map(({ name }) => unknownName(name));
  },
});

function unknownName(name: string): ConfigIssue {
  return {
    field: "message",
    code: "TEMPLATE_INVALID",
    message: `The message knows value, input and run, and has no ${name}. Write {{ value.${name} }} if it stands in the value.`,
  };
}
