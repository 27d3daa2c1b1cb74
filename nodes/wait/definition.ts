import { z } from "zod";
import { defineNode } from "../core/node-definition";
import { type TemplateField, templateIssues, templatePorts } from "../core/template-ports";

/** A year: a longer wait is most likely a mistake in the unit. */
export const longestWaitMs = 31_536_000_000;

const waitConfigSchema = z.object({
  ms: z
    .number("A time in milliseconds.")
    .min(0, "A wait cannot be shorter than nothing.")
    .max(longestWaitMs, "A wait is at most a year long.")
    .optional()
    .describe("How long. One of ms and until."),
  until: z
    .string()
    .max(2_000)
    .optional()
    .describe("A template that gives a date and time, as ISO 8601. A time that is past does not wait."),
});
export type WaitConfig = z.infer<typeof waitConfigSchema>;

export function waitTemplates({ until }: WaitConfig): TemplateField[] {
  return until === undefined ? [] : [{ field: "until", text: until }];
}

export const waitDefinition = defineNode<WaitConfig>({
  type: "wait",
  version: 1,
  title: "Wait",
  description: "Holds a value back for a while or until a date, through restarts.",
  family: "logic",
  icon: "clock",
  keywords: ["delay", "sleep", "timer", "pause", "later", "date"],
  config: waitConfigSchema,
  initialConfig: { ms: 60_000 },
  ports: (config) => ({
    inputs: [{ name: "value", kind: "any", required: true }, ...templatePorts(waitTemplates(config), ["value"])],
    outputs: [{ name: "value", kind: "any" }],
  }),
  fields: [
    { name: "ms", label: "For", input: "number", min: 0, max: longestWaitMs, step: 1_000, unit: "ms" },
    {
      name: "until",
      label: "Or until",
      input: "template",
      lines: 1,
      placeholder: "2030-01-31T09:00:00Z",
      hint: "A date and time; it may come from a port, such as {{ date }}.",
    },
  ],
  summary: ({ ms, until }) => until ?? (ms === undefined ? "" : `${ms.toLocaleString("en-US")} ms`),
  check: (config) => {
    const { ms, until } = config;
    const issues = templateIssues(waitTemplates(config), { secrets: false });
    if (ms === undefined && (until ?? "").trim() === "")
      return [...issues, { field: "ms", message: "Say how long it waits, or until when." }];
    if (ms !== undefined && until !== undefined)
      return [
        ...issues,
        { field: "until", message: "It waits for a time or until a date, not both. Clear one of them." },
      ];
    return issues;
  },
});
