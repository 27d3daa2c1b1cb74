import { formatPath } from "@/nodes/core/issue";
import { isJsonObject } from "@/nodes/core/json";
import { validateJson } from "@/nodes/core/json-schema";
import { printEdited, readEdited } from "./edited-value";
import type { FormField } from "./form-field";

/** What stands in the lines of a form, by field: text for text and JSON, the place in the choices for a choice. */
export type FormDraft = Readonly<Record<string, unknown>>;

/** What a form starts with: what the value has under the same name, where that fits; else the default. */
export function startForm(fields: readonly FormField[], value: unknown): FormDraft {
  const known = isJsonObject(value) ? value : {};
  return Object.fromEntries(
    fields.map((field) => {
      const own = Object.hasOwn(known, field.name) ? fitting(field, known[field.name]) : undefined;
      return [field.name, own ?? fitting(field, field.initial) ?? empty[field.input]];
    }),
  );
}

const empty: Record<FormField["input"], unknown> = { text: "", number: null, switch: false, choice: null, json: "" };

/** A value as the line's control holds it; undefined where it can hold no such value. */
function fitting({ input, choices = [] }: FormField, value: unknown): unknown {
  switch (input) {
    case "text":
      return typeof value === "string" ? value : undefined;
    case "number":
      return typeof value === "number" ? value : undefined;
    case "switch":
      return typeof value === "boolean" ? value : undefined;
    case "choice": {
      const place = choices.findIndex((choice) => JSON.stringify(choice) === JSON.stringify(value));
      return place < 0 ? undefined : place;
    }
    case "json":
      return value === undefined ? undefined : JSON.stringify(value, null, 2);
  }
}

export type ReadForm =
  | { readonly ok: true; readonly value: Record<string, unknown> }
  /** By field; what concerns the whole stands under `""`. */
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> };

/** The object that a form stands for. An empty line that is not required is left out. */
export function readForm(fields: readonly FormField[], schema: unknown, draft: FormDraft): ReadForm {
  const value: Record<string, unknown> = {};
  const problems: Record<string, string> = {};
  for (const field of fields) {
    const typed = draft[field.name];
    if (typed === null || typed === undefined || (typeof typed === "string" && typed.trim() === "")) {
      if (field.isRequired) problems[field.name] = field.input === "choice" ? "Choose one." : "Fill this in.";
      continue;
    }
    const read = readLine(field, typed);
    if (read.ok) value[field.name] = read.value;
    else problems[field.name] = read.problem;
  }
  const names = new Map(fields.map(({ name }) => [formatPath([name]), name]));
  for (const { path, message } of validateJson(schema, value)) {
    const name = [...names].find(([place]) => isWithin(path, place))?.[1] ?? "";
    // That it is missing was said in the form's own words.
    problems[name] ??= names.has(path) || path === "" ? sentence(message) : `${path} ${message}.`;
  }
  return Object.keys(problems).length === 0 ? { ok: true, value } : { ok: false, problems };
}

function readLine({ input, choices = [] }: FormField, typed: unknown) {
  if (input === "choice") return { ok: true, value: choices[Number(typed)] } as const;
  return input === "json" ? readEdited("json", printEdited(typed)) : ({ ok: true, value: typed } as const);
}

function isWithin(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`);
}

function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}
