import { z } from "zod";
import type { Field } from "../core/field";
import type { JsonObject } from "../core/json";
import { type ConfigIssue, defineNode } from "../core/node-definition";
import type { Port } from "../core/port";
import { doubledNames, variableNameSchema } from "../core/port-name";
import { checkFieldValue } from "./parse-input";

export const inputFieldTypes = ["text", "number", "boolean", "json", "file"] as const;

export const inputFieldSchema = z.object({
  name: variableNameSchema.refine(
    (name) => name !== "value",
    "value is the port that carries all fields: choose another name.",
  ),
  type: z.enum(inputFieldTypes, `A field's type is one of ${inputFieldTypes.join(", ")}.`).default("text"),
  required: z.boolean().default(false),
  default: z.json().optional().describe("Taken when the run's input lacks the field."),
  description: z.string().max(2_000).default(""),
  minLength: z.number().int().min(0).optional().describe("Characters, for text."),
  maxLength: z.number().int().min(1).optional().describe("Characters, for text."),
  options: z.array(z.string()).max(500).optional().describe("The only values that a text may have."),
});
export type InputField = z.infer<typeof inputFieldSchema>;

const inputConfigSchema = z.object({ fields: z.array(inputFieldSchema).max(100).default([]) });
export type InputConfig = z.infer<typeof inputConfigSchema>;

const onlyText = { field: "type", is: ["text"] };

const fieldEditors: readonly Field[] = [
  { name: "name", label: "Name", input: "text", placeholder: "topic", hint: "Templates read it by this name." },
  {
    name: "type",
    label: "Type",
    input: "select",
    choices: [
      { value: "text", label: "Text" },
      { value: "number", label: "Number" },
      { value: "boolean", label: "Yes or no" },
      { value: "json", label: "JSON" },
      { value: "file", label: "File" },
    ],
  },
  { name: "required", label: "Required", input: "switch" },
  {
    name: "description",
    label: "Description",
    input: "text",
    hint: "Shown beside the field when the workflow is run.",
  },
  {
    name: "default",
    label: "Default",
    input: "json",
    hint: "Taken when the run's input lacks the field.",
    advanced: true,
  },
  {
    name: "options",
    label: "Options",
    input: "words",
    hint: "The only values that it may have.",
    when: onlyText,
    advanced: true,
  },
  { name: "minLength", label: "Shortest", input: "number", min: 0, unit: "characters", when: onlyText, advanced: true },
  { name: "maxLength", label: "Longest", input: "number", min: 1, unit: "characters", when: onlyText, advanced: true },
];

export const inputDefinition = defineNode<InputConfig>({
  type: "input",
  version: 1,
  title: "Input",
  description: "What a run is started with: one port for each field.",
  family: "data",
  icon: "arrow-right-to-line",
  keywords: ["start", "begin", "form", "parameters", "trigger"],
  config: inputConfigSchema,
  initialConfig: { fields: [{ name: "message", type: "text", required: true }] },
  ports: ({ fields }) => ({
    inputs: [],
    outputs: [...fields.map(fieldPort), { name: "value", kind: "json", title: "All fields" }],
  }),
  fields: [
    {
      name: "fields",
      label: "Fields",
      hint: "Each field is an output port and a line of the form that starts a run.",
      input: "list",
      item: "field",
      initial: { name: "field", type: "text", required: false },
      fields: fieldEditors,
    },
  ],
  summary: ({ fields }) => fields.map((field) => (field.required ? field.name : `${field.name}?`)).join(", "),
  pure: () => true,
  entry: "input",
  entryParameters: ({ fields }) => ({
    type: "object",
    properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)])),
    required: fields.filter((field) => field.required && field.default === undefined).map((field) => field.name),
    additionalProperties: false,
  }),
  canContinue: false,
  check: ({ fields }) => [...doubled(fields), ...fields.flatMap(fieldIssues)],
});

const jsonTypes: Readonly<Record<InputField["type"], JsonObject>> = {
  text: { type: "string" },
  number: { type: "number" },
  boolean: { type: "boolean" },
  json: {},
  file: { type: "object" },
};

function fieldSchema({ type, description, options = [], minLength, maxLength }: InputField): JsonObject {
  return {
    ...jsonTypes[type],
    ...(description === "" ? {} : { description }),
    ...(options.length === 0 ? {} : { enum: options }),
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
  };
}

function fieldPort(field: InputField): Port {
  return {
    name: field.name,
    kind: field.type,
    ...(field.description === "" ? {} : { description: field.description }),
  };
}

function doubled(fields: readonly InputField[]): ConfigIssue[] {
  return doubledNames(fields.map((field) => field.name)).map(({ name, index }) => ({
    field: `fields[${index}].name`,
    message: `Two fields are named ${name}. Give this one another name.`,
  }));
}

function fieldIssues(field: InputField, index: number): ConfigIssue[] {
  const at = `fields[${index}]`;
  const issues: ConfigIssue[] = [];
  if ((field.minLength ?? 0) > (field.maxLength ?? Number.POSITIVE_INFINITY)) {
    issues.push({
      field: `${at}.minLength`,
      message: `The shortest length of ${field.name} is above its longest. Lower it.`,
    });
  }
  const wrong =
    field.default === undefined || field.default === null ? undefined : checkFieldValue(field, field.default);
  if (wrong !== undefined)
    issues.push({ field: `${at}.default`, message: `The default does not fit the field: ${wrong}` });
  return issues;
}
