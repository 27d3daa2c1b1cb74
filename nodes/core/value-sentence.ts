import { z } from "zod";
import { formatPath } from "./issue";

/**
 * What zod finds wrong, as a sentence that says what to write instead; a message in a schema goes before it. It never
 * repeats the value, which may be a secret. Importing this module sets it for the whole process; those that check what
 * people send do: documents, configs of nodes, requests, entries of models.
 */
export function valueSentence(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return writeKind(nounOf(issue), issue.input);
    case "invalid_value":
      return writeOneOf(issue.values, issue.input);
    case "too_small":
      return tooSmall(issue);
    case "too_big":
      return tooBig(issue);
    case "not_multiple_of":
      return `Write a multiple of ${issue.divisor}.`;
    case "invalid_format":
      return wrongForm(issue);
    case "unrecognized_keys":
      return unknownKeys(issue.keys);
    case "invalid_key":
      return `This name is not allowed here. ${firstOf(issue.issues)}`.trim();
    case "invalid_element":
      return `There is a value in it that is not allowed. ${firstOf(issue.issues)}`.trim();
    case "invalid_union":
      return noForm(issue);
    default:
      return "This value is not allowed here. Write another one.";
  }
}

// Schemas ask when a value is wrong, not when they are made: whoever is imported first sets it for all.
z.config({ customError: valueSentence });

type Raw<Code extends z.core.$ZodRawIssue["code"]> = Extract<z.core.$ZodRawIssue, { code: Code }>;

const nouns: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  bigint: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "an object",
  record: "an object",
  null: "null",
  date: "a date",
  nonoptional: "a value",
};

function nounOf(issue: Raw<"invalid_type">): string {
  return nouns[issue.expected] ?? "another kind of value";
}

function writeKind(noun: string, input: unknown): string {
  if (input === undefined) return `This is missing. Write ${noun}.`;
  const given = kindOf(input);
  return given === undefined || noun === given || noun === "a whole number"
    ? `Write ${noun}.`
    : `Write ${noun}, not ${given}.`;
}

/** Undefined for what JSON cannot hold, such as the number that `limit=abc` in an address became. */
function kindOf(input: unknown): string | undefined {
  if (input === null || typeof input === "boolean") return String(input);
  if (Array.isArray(input)) return "a list";
  if (typeof input === "number") return Number.isFinite(input) ? "a number" : undefined;
  return { string: "a text", object: "an object" }[typeof input as string];
}

const mostNamed = 20;

function writeOneOf(values: readonly unknown[], input: unknown): string {
  const missing = input === undefined ? "This is missing. " : "";
  const named = values.slice(0, mostNamed).map((value) => (typeof value === "string" ? `"${value}"` : String(value)));
  if (named.length === 1) return `${missing}Write ${named[0]}.`;
  const more = values.length > mostNamed ? " and others" : "";
  return `${missing}Write one of ${named.join(", ")}${more}.`;
}

const units: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ["character", "characters"],
  array: ["entry", "entries"],
  set: ["entry", "entries"],
  map: ["entry", "entries"],
  object: ["entry", "entries"],
  file: ["byte", "bytes"],
};

function tooSmall({ origin, minimum, inclusive = true }: Raw<"too_small">): string {
  const unit = units[origin];
  if (unit === undefined) return inclusive ? `Write ${minimum} or more.` : `Write more than ${minimum}.`;
  const least = Number(minimum) + (inclusive ? 0 : 1);
  return least === 1 ? `This is empty. Give at least one ${unit[0]}.` : `Give at least ${least} ${unit[1]}.`;
}

function tooBig({ origin, maximum, inclusive = true }: Raw<"too_big">): string {
  const unit = units[origin];
  if (unit === undefined) return inclusive ? `Write ${maximum} or less.` : `Write less than ${maximum}.`;
  const most = Number(maximum) - (inclusive ? 0 : 1);
  return `Give at most ${most.toLocaleString("en-US")} ${most === 1 ? unit[0] : unit[1]}.`;
}

const forms: Readonly<Record<string, string>> = {
  url: "an address, such as https://example.com",
  email: "an email address, such as ada@example.com",
  datetime: "a date with its time, such as 2026-01-31T12:00:00Z",
  date: "a date, such as 2026-01-31",
  time: "a time, such as 12:30:00",
  duration: "a duration, such as PT5M",
  uuid: "a UUID",
  ipv4: "an IPv4 address, such as 10.0.0.1",
  ipv6: "an IPv6 address, such as ::1",
  base64: "base64",
  base64url: "base64url",
  json_string: "JSON",
};

function wrongForm(issue: Raw<"invalid_format">): string {
  const { format, prefix, suffix, includes } = issue as typeof issue &
    Record<"prefix" | "suffix" | "includes", unknown>;
  if (format === "starts_with") return `Write a text that starts with "${prefix}".`;
  if (format === "ends_with") return `Write a text that ends with "${suffix}".`;
  if (format === "includes") return `Write a text with "${includes}" in it.`;
  const form = forms[format];
  return form === undefined
    ? "This is not in the form that is needed here. Write it in another way."
    : `Write ${form}.`;
}

function unknownKeys(keys: readonly string[]): string {
  const named = keys
    .slice(0, 5)
    .map((key) => JSON.stringify(key.slice(0, 60)))
    .join(", ");
  return keys.length === 1
    ? `There is no field ${named} here. Remove it, or correct its name.`
    : `There are no fields ${named}${keys.length > 5 ? " and others" : ""} here. Remove them, or correct their names.`;
}

function noForm(issue: Raw<"invalid_union">): string {
  const { errors = [], input } = issue;
  const options = "options" in issue && Array.isArray(issue.options) ? issue.options : [];
  if (options.length > 0) return writeOneOf(options, input);
  const kinds = errors.map(([first]) =>
    first?.code === "invalid_type" && first.path.length === 0 ? first : undefined,
  );
  const wanted = kinds.flatMap((one) => (one === undefined ? [] : [nouns[one.expected] ?? "another kind of value"]));
  if (wanted.length === errors.length && wanted.length > 0) return writeKind([...new Set(wanted)].join(" or "), input);
  // The forms that the value is of the right kind for: what is wrong inside is what its author wants to know.
  const [near, ...others] = errors.filter((_, i) => kinds[i] === undefined);
  return near !== undefined && others.length === 0
    ? firstOf(near)
    : "This has none of the forms that are allowed here. Write it in another way.";
}

function firstOf(issues: readonly z.core.$ZodIssue[]): string {
  const [first] = issues;
  if (first === undefined) return "";
  return first.path.length === 0 ? first.message : `${formatPath(first.path)}: ${first.message}`;
}
