import { z } from "zod";
import { formatCount, formatPlural } from "@/components/ui/format";
import type { ResolvedNode } from "@/nodes/core/resolve-node";

/** A field of the form that starts a run, as the `input` node's config says. */
const inputFieldSchema = z.object({
  name: z.string(),
  type: z.enum(["text", "number", "boolean", "json", "file"]),
  required: z.boolean().default(false),
  default: z.unknown().optional(),
  description: z.string().default(""),
  options: z.array(z.string()).optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
});
export type InputField = z.infer<typeof inputFieldSchema>;

/** The fields of the document's `input` node; none without one. */
export function inputFieldsOf(resolved: Iterable<ResolvedNode>): InputField[] {
  for (const { node, definition, config } of resolved) {
    if (definition?.entry !== "input" || node.disabled === true) continue;
    const fields = z.array(inputFieldSchema).safeParse(config?.fields);
    if (fields.success) return fields.data;
  }
  return [];
}

/** What the person typed, by field: text for text, number and JSON fields. */
export type InputDraft = Readonly<Record<string, unknown>>;

/** What the form starts with: the last input where it still fits, else the default. */
export function draftOf(fields: readonly InputField[], last: Readonly<Record<string, unknown>>): InputDraft {
  return Object.fromEntries(
    fields.map((field) => {
      const known = Object.hasOwn(last, field.name) ? last[field.name] : field.default;
      return [field.name, draftValue(field, known)];
    }),
  );
}

function draftValue({ type, options }: InputField, value: unknown): unknown {
  switch (type) {
    case "text":
      if (typeof value !== "string") return "";
      return options !== undefined && options.length > 0 && !options.includes(value) ? "" : value;
    case "number":
      return typeof value === "number" ? value : null;
    case "boolean":
      return value === true;
    case "json":
      return value === undefined || value === null ? "" : JSON.stringify(value, null, 2);
    case "file":
      return null;
  }
}

export type ReadInput =
  | { readonly ok: true; readonly input: Record<string, unknown> }
  /** By field: what to do. */
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/** The run's input from a draft. An empty optional field is left out, so that its default is taken. */
export function readDraft(fields: readonly InputField[], draft: InputDraft): ReadInput {
  const input: Record<string, unknown> = {};
  const errors: Record<string, string> = {};
  for (const field of fields) {
    const value = draft[field.name];
    if (value === undefined || value === null || value === "") {
      if (field.required && field.default === undefined) errors[field.name] = "Fill this in.";
      continue;
    }
    const length = lengthProblem(field, value);
    if (length !== undefined) errors[field.name] = length;
    else if (field.type !== "json") input[field.name] = value;
    else {
      try {
        input[field.name] = JSON.parse(String(value));
      } catch (error) {
        errors[field.name] = `This is no JSON: ${error instanceof Error ? error.message : String(error)}`;
      }
    }
  }
  return Object.keys(errors).length === 0 ? { ok: true, input } : { ok: false, errors };
}

function lengthProblem({ type, minLength = 0, maxLength }: InputField, value: unknown): string | undefined {
  if (type !== "text" || typeof value !== "string") return undefined;
  const { length } = value;
  if (length < minLength)
    return `Write at least ${formatPlural(minLength, "character")}; these are ${formatCount(length)}.`;
  if (maxLength === undefined || length <= maxLength) return undefined;
  return `Write at most ${formatPlural(maxLength, "character")}; these are ${formatCount(length)}.`;
}
