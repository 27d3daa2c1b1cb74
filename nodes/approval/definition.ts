import { z } from "zod";
import { firstLine } from "../core/cut-text";
import { type JsonObject, jsonObjectSchema } from "../core/json";
import { describeProblems, validateJson } from "../core/json-schema";
import { schemaProblem } from "../core/json-schema-problem";
import { type ConfigIssue, defineNode } from "../core/node-definition";
import { type TemplateField, templateIssues, templatePorts } from "../core/template-ports";
import { formDefaults } from "./form-defaults";

export const onTimeoutChoices = ["reject", "approve", "fail"] as const;

const approvalConfigSchema = z.object({
  title: z.string().max(2_000).default("Approve?").describe("A template: what is asked."),
  show: z.string().max(200_000).default("").describe("A template: what the person reads before deciding."),
  form: jsonObjectSchema
    .optional()
    .describe("JSON Schema of an object that the person fills in; it takes the place of the value."),
  timeoutMs: z
    .number("A time in milliseconds.")
    .int("A whole number of milliseconds.")
    .min(1_000, "A person gets at least a second.")
    .max(31_536_000_000, "A person gets at most a year.")
    .optional()
    .describe("How long it waits for a person. Default: without end."),
  onTimeout: z
    .enum(onTimeoutChoices, `What happens without an answer is one of ${onTimeoutChoices.join(", ")}.`)
    .default("reject"),
});
export type ApprovalConfig = z.infer<typeof approvalConfigSchema>;

/** Every text of the config that is a template. */
export function approvalTemplates({ title, show }: ApprovalConfig): TemplateField[] {
  return [
    { field: "title", text: title },
    { field: "show", text: show },
  ];
}

/** That nobody answers is known only when it happens; that the form cannot be approved then is known now. */
function unfilled({ form, timeoutMs, onTimeout }: ApprovalConfig): ConfigIssue[] {
  if (form === undefined || timeoutMs === undefined || onTimeout !== "approve") return [];
  const problems = validateJson(form, formDefaults(form as JsonObject));
  if (problems.length === 0) return [];
  const message = `Without an answer this fails, since the defaults of the form do not fill it in: ${describeProblems(problems, "it")} Give each required field a default.`;
  return [{ field: "form", message, severity: "warning" }];
}

export const approvalDefinition = defineNode<ApprovalConfig>({
  type: "approval",
  version: 1,
  title: "Approval",
  description: "Waits until a person decides, and sends the value one way or the other.",
  family: "logic",
  icon: "user-check",
  keywords: ["human", "person", "approve", "reject", "confirm", "review", "wait", "inbox"],
  config: approvalConfigSchema,
  initialConfig: { title: "Approve?", onTimeout: "reject" },
  ports: (config) => ({
    inputs: [
      { name: "value", kind: "any", required: true, description: "What is approved; the person may change it." },
      ...templatePorts(approvalTemplates(config), ["value"]),
    ],
    outputs: [
      { name: "approved", kind: "any", title: "Approved" },
      { name: "rejected", kind: "any", title: "Rejected" },
    ],
  }),
  fields: [
    { name: "title", label: "Question", input: "template", lines: 2 },
    {
      name: "show",
      label: "Shown beside it",
      input: "template",
      lines: 4,
      hint: "What the person has to know. The value itself is always shown.",
    },
    {
      name: "form",
      label: "Form",
      input: "json",
      schema: true,
      hint: "A JSON Schema of what the person fills in; it takes the place of the value.",
      advanced: true,
    },
    {
      name: "timeoutMs",
      label: "Wait at most",
      input: "number",
      min: 1_000,
      step: 1_000,
      unit: "ms",
      hint: "Empty: until somebody decides.",
    },
    {
      name: "onTimeout",
      label: "Without an answer",
      input: "select",
      choices: [
        { value: "reject", label: "Reject" },
        { value: "approve", label: "Approve", hint: "With a form: the defaults of its fields." },
        { value: "fail", label: "Fail" },
      ],
    },
  ],
  summary: ({ title }) => firstLine(title),
  canContinue: false,
  check: (config) => {
    const problem = config.form === undefined ? undefined : schemaProblem(config.form);
    return [
      ...templateIssues(approvalTemplates(config), { secrets: false }),
      ...(problem === undefined ? unfilled(config) : [{ field: "form", message: problem }]),
    ];
  },
});
