import { AppError } from "../core/app-error";
import { errorIssue, type Issue, warningIssue } from "../core/issue";
import { isJsonObject, type JsonObject, type JsonValue } from "../core/json";
import { suggestNames } from "../core/near-names";
import type { InputField } from "./definition";

export interface ParsedInput {
  /** Every field has a key: its value, its default, or null. Keys that no field has are left out. */
  readonly value: JsonObject;
  /** Paths such as `input.topic`. Errors refuse the run; a key that no field has is a warning. */
  readonly issues: readonly Issue[];
}

/**
 * Checks what a run is started with against the fields of its `input` node. Types are strict (`"12"` is no number):
 * forms convert before they send, so that an interface that forgets to is told so. An explicit null counts as absent.
 */
export function parseRunInput(fields: readonly InputField[], raw: JsonObject): ParsedInput {
  const read = fields.map((field) => readField(field, Object.hasOwn(raw, field.name) ? raw[field.name] : undefined));
  const known = new Set(fields.map((field) => field.name));
  const strange = Object.keys(raw).filter((key) => !known.has(key));
  return {
    value: Object.fromEntries(fields.map((field, i) => [field.name, read[i]?.value ?? null])),
    issues: [...read.flatMap(({ issue }) => issue ?? []), ...strange.map((key) => strangeKey(key, fields))],
  };
}

/** The value that `parseRunInput` gives, or an error that names the first field that is wrong. */
export function requireRunInput(fields: readonly InputField[], raw: JsonObject): JsonObject {
  const { value, issues } = parseRunInput(fields, raw);
  const wrong = issues.find((issue) => issue.severity === "error");
  if (wrong !== undefined)
    throw new AppError("NODE_INPUT_INVALID", `${wrong.path}: ${wrong.message}`, {
      userMessage: wrong.message,
      field: wrong.path,
    });
  return value;
}

function readField(field: InputField, given: JsonValue | undefined): { value: JsonValue; issue?: Issue } {
  const value = given ?? field.default ?? null;
  const missing = field.required && (value === null || value === "");
  const wrong = missing ? "a value is required." : value === null ? undefined : checkFieldValue(field, value);
  if (wrong === undefined) return { value };
  return { value, issue: errorIssue(`input.${field.name}`, "NODE_INPUT_INVALID", `${field.name}: ${wrong}`) };
}

/** Why a value does not fit a field, as the end of a sentence; undefined when it fits. */
export function checkFieldValue(field: InputField, value: JsonValue): string | undefined {
  if (field.type === "text")
    return typeof value === "string" ? checkText(field, value) : `it must be text, not ${nameOf(value)}.`;
  if (field.type === "number")
    return typeof value === "number" ? undefined : `it must be a number, not ${nameOf(value)}.`;
  if (field.type === "boolean")
    return typeof value === "boolean" ? undefined : `it must be true or false, not ${nameOf(value)}.`;
  if (field.type === "file")
    return fileIdOf(value) === undefined
      ? `it must be an uploaded file: { "fileId": … }, not ${nameOf(value)}.`
      : undefined;
  return undefined;
}

function checkText(field: InputField, text: string): string | undefined {
  const { minLength, maxLength, options } = field;
  if (options !== undefined && options.length > 0 && !options.includes(text))
    return `it must be one of ${options.join(", ")}.`;
  if (minLength !== undefined && text.length < minLength)
    return `it must have at least ${minLength} characters; it has ${text.length}.`;
  if (maxLength !== undefined && text.length > maxLength)
    return `it must have at most ${maxLength} characters; it has ${text.length}.`;
  return undefined;
}

/** The id of the upload that a value of type `file` names; its other properties are the server's to say. */
export function fileIdOf(value: JsonValue): string | undefined {
  if (!isJsonObject(value) || !Object.hasOwn(value, "fileId")) return undefined;
  return typeof value.fileId === "string" && value.fileId !== "" ? value.fileId : undefined;
}

function nameOf(value: JsonValue): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return { string: "text", number: "a number", boolean: "yes or no" }[typeof value as string] ?? "an object";
}

function strangeKey(key: string, fields: readonly InputField[]): Issue {
  const help = suggestNames(
    key,
    fields.map((field) => field.name),
  );
  return warningIssue(
    `input.${key}`,
    "NODE_INPUT_INVALID",
    `The workflow's input has no field "${key}", so it is left out.${help}`,
  );
}
