import { isJsonObject } from "@/nodes/core/json";

/** A property of a form's schema as a line of the form. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly isRequired: boolean;
  /** `json`: what has no control of its own, such as a list. */
  readonly input: "text" | "number" | "switch" | "choice" | "json";
  /** Of `choice`; of any JSON type. */
  readonly choices?: readonly unknown[];
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly initial?: unknown;
}

/** Keywords that decide over whole objects: a line for each property would not say what they ask. */
const notDrawn = ["$ref", "allOf", "anyOf", "oneOf", "not", "if", "dependentSchemas", "patternProperties"];

/** The lines of a form; undefined where its schema asks for more than lines can say. */
export function formFieldsOf(schema: unknown): FormField[] | undefined {
  if (!isJsonObject(schema) || !isJsonObject(schema.properties)) return undefined;
  if (schema.type !== undefined && schema.type !== "object") return undefined;
  if (notDrawn.some((keyword) => keyword in schema) || isJsonObject(schema.additionalProperties)) return undefined;
  const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
  const { properties } = schema;
  if (required.some((name) => !Object.hasOwn(properties, name))) return undefined;
  return Object.entries(properties).map(([name, rules]) => fieldOf(name, rules, required.includes(name)));
}

function fieldOf(name: string, given: unknown, isRequired: boolean): FormField {
  const rules = isJsonObject(given) ? given : {};
  const { title, description } = rules;
  return {
    name,
    label: typeof title === "string" && title !== "" ? title : name,
    ...(typeof description === "string" && description !== "" ? { hint: description } : {}),
    ...("default" in rules ? { initial: rules.default } : {}),
    isRequired,
    ...controlOf(rules),
  };
}

function controlOf(rules: Record<string, unknown>): Pick<FormField, "input" | "choices" | "min" | "max" | "step"> {
  if (Array.isArray(rules.enum) && rules.enum.length > 0) return { input: "choice", choices: rules.enum };
  switch (rules.type) {
    case "string":
      return { input: "text" };
    case "boolean":
      return { input: "switch" };
    case "number":
    case "integer":
      return {
        input: "number",
        ...(typeof rules.minimum === "number" ? { min: rules.minimum } : {}),
        ...(typeof rules.maximum === "number" ? { max: rules.maximum } : {}),
        step: typeof rules.multipleOf === "number" ? rules.multipleOf : 1,
      };
    default:
      return { input: "json" };
  }
}
