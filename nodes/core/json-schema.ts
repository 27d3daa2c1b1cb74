import { AppError } from "./app-error";
import { cutText } from "./cut-text";
import { formatPath } from "./issue";
import { isJsonObject } from "./json";
import {
  canonical,
  isMultiple,
  isOfType,
  kindWords,
  matches,
  resolveReference,
  same,
  shown,
  typeWords,
} from "./json-schema-values";

/**
 * JSON Schema (2020-12), so that a value that a model or an author made can be held against a schema that an author
 * wrote. Our own because both are untrusted here: `pattern` runs on a linear-time engine, references and their products
 * are bounded, no code is generated, and the messages are sentences for people and for the model that has to repair its
 * answer. `format` is an annotation; `schemaProblem` refuses the keywords that are not known.
 */
export interface JsonProblem {
  /** As in `items[2].price`; `""` is the value itself. */
  readonly path: string;
  readonly message: string;
}

/** A schema may be any JSON (a boolean is one); wrong ones check nothing: ask `schemaProblem` first. */
export function validateJson(schema: unknown, value: unknown): JsonProblem[] {
  return check(schema, value, [], { root: schema, steps: 0, depth: 0 });
}

/** The first problems as one line: `price must be a number, not text; name is missing`. */
export function describeProblems(problems: readonly JsonProblem[], subject: string, most = 5): string {
  const lines = problems.slice(0, most).map(({ path, message }) => `${path === "" ? subject : path} ${message}`);
  const more = problems.length > most ? `; and ${problems.length - most} more` : "";
  return `${lines.join("; ")}${more}.`;
}

type Path = readonly (string | number)[];

interface Walk {
  readonly root: unknown;
  steps: number;
  depth: number;
}

/** More than honest schemas need; references that multiply each other reach it at once. */
const most = { steps: 2_000_000, depth: 300, problems: 50 } as const;

type Rules = Record<string, unknown>;
type Keyword = (rule: unknown, value: unknown, path: Path, walk: Walk, rules: Rules) => JsonProblem[];

function check(schema: unknown, value: unknown, path: Path, walk: Walk): JsonProblem[] {
  if (schema === false) return one(path, "is not allowed");
  if (!isJsonObject(schema)) return [];
  walk.steps += 1;
  if (walk.steps > most.steps || walk.depth > most.depth)
    throw new AppError(
      "LIMIT_EXCEEDED",
      "The JSON Schema refers to itself without end, or multiplies too often. Make it simpler.",
    );
  walk.depth += 1;
  const problems: JsonProblem[] = [];
  for (const key of Object.keys(schema)) {
    if (Object.hasOwn(keywords, key) && problems.length < most.problems)
      problems.push(...(keywords[key] as Keyword)(schema[key], value, path, walk, schema));
  }
  walk.depth -= 1;
  return problems;
}

function one(path: Path, message: string): JsonProblem[] {
  return [{ path: formatPath(path), message }];
}

const when = (wrong: boolean, path: Path, message: string): JsonProblem[] => (wrong ? one(path, message) : []);
const fits = (schema: unknown, value: unknown, path: Path, walk: Walk) => check(schema, value, path, walk).length === 0;
const listed = (rule: unknown): unknown[] => (Array.isArray(rule) ? rule : []);
const entries = (rule: unknown): [string, unknown][] => (isJsonObject(rule) ? Object.entries(rule) : []);

const number =
  (test: (value: number, bound: number) => boolean, words: string): Keyword =>
  (rule, value, path) =>
    typeof value === "number" && typeof rule === "number"
      ? when(!test(value, rule), path, `must be ${words} ${rule}, not ${value}`)
      : [];

const size =
  (
    measure: (value: unknown) => number | undefined,
    test: (size: number, bound: number) => boolean,
    words: (bound: number) => string,
  ): Keyword =>
  (rule, value, path) => {
    const length = measure(value);
    return length !== undefined && typeof rule === "number"
      ? when(!test(length, rule), path, `must have ${words(rule)}, not ${length}`)
      : [];
  };

const least = (size: number, bound: number) => size >= bound;
const atMost = (size: number, bound: number) => size <= bound;
const characters = (value: unknown) => (typeof value === "string" ? [...value].length : undefined);
const items = (value: unknown) => (Array.isArray(value) ? value.length : undefined);
const keys = (value: unknown) => (isJsonObject(value) ? Object.keys(value).length : undefined);

const keywords: Readonly<Record<string, Keyword>> = {
  $ref: (rule, value, path, walk) => check(resolveReference(walk.root, rule), value, path, walk),
  type: (rule, value, path) => {
    const types = Array.isArray(rule) ? rule : [rule];
    return when(
      !types.some((type) => isOfType(type, value)),
      path,
      `must be ${types.map(typeWords).join(" or ")}, not ${kindWords(value)}`,
    );
  },
  enum: (rule, value, path) =>
    when(
      !listed(rule).some((allowed) => same(allowed, value)),
      path,
      `must be one of ${cutText(listed(rule).map(shown).join(", "), 500)}, not ${shown(value)}`,
    ),
  const: (rule, value, path) => when(!same(rule, value), path, `must be ${shown(rule)}, not ${shown(value)}`),
  minimum: number((value, bound) => value >= bound, "at least"),
  maximum: number((value, bound) => value <= bound, "at most"),
  exclusiveMinimum: number((value, bound) => value > bound, "above"),
  exclusiveMaximum: number((value, bound) => value < bound, "below"),
  multipleOf: number(isMultiple, "a multiple of"),
  minLength: size(characters, least, (bound) => `at least ${bound} characters`),
  maxLength: size(characters, atMost, (bound) => `at most ${bound} characters`),
  pattern: (rule, value, path) =>
    when(typeof value === "string" && !matches(rule, value), path, `must match ${shown(rule)}`),
  minItems: size(items, least, (bound) => `at least ${bound} items`),
  maxItems: size(items, atMost, (bound) => `at most ${bound} items`),
  uniqueItems: (rule, value, path) =>
    when(
      rule === true && Array.isArray(value) && new Set(value.map(canonical)).size < value.length,
      path,
      "must not hold the same item twice",
    ),
  prefixItems: (rule, value, path, walk) =>
    Array.isArray(value)
      ? listed(rule).flatMap((schema, i) => (i < value.length ? check(schema, value[i], [...path, i], walk) : []))
      : [],
  items: (rule, value, path, walk, rules) =>
    Array.isArray(value)
      ? value.flatMap((item, i) => (i < listed(rules.prefixItems).length ? [] : check(rule, item, [...path, i], walk)))
      : [],
  contains: (rule, value, path, walk, rules) => {
    if (!Array.isArray(value)) return [];
    const count = value.filter((item, i) => fits(rule, item, [...path, i], walk)).length;
    const [min, max] = [Number(rules.minContains ?? 1), Number(rules.maxContains ?? Number.POSITIVE_INFINITY)];
    return when(
      count < min || count > max,
      path,
      `must hold ${count < min ? `at least ${min}` : `at most ${max}`} of the items that the schema names, not ${count}`,
    );
  },
  minProperties: size(keys, least, (bound) => `at least ${bound} keys`),
  maxProperties: size(keys, atMost, (bound) => `at most ${bound} keys`),
  required: (rule, value, path) =>
    isJsonObject(value)
      ? listed(rule).flatMap((key) => when(!Object.hasOwn(value, String(key)), [...path, String(key)], "is missing"))
      : [],
  properties: (rule, value, path, walk) =>
    isJsonObject(value)
      ? entries(rule).flatMap(([key, schema]) =>
          Object.hasOwn(value, key) ? check(schema, value[key], [...path, key], walk) : [],
        )
      : [],
  patternProperties: (rule, value, path, walk) =>
    entries(rule).flatMap(([pattern, schema]) =>
      entries(value).flatMap(([key, item]) => (matches(pattern, key) ? check(schema, item, [...path, key], walk) : [])),
    ),
  additionalProperties: (rule, value, path, walk, rules) => {
    const known = (key: string) =>
      (isJsonObject(rules.properties) && Object.hasOwn(rules.properties, key)) ||
      entries(rules.patternProperties).some(([pattern]) => matches(pattern, key));
    return entries(value).flatMap(([key, item]) => (known(key) ? [] : check(rule, item, [...path, key], walk)));
  },
  propertyNames: (rule, value, path, walk) =>
    entries(value).flatMap(([key]) =>
      when(!fits(rule, key, path, walk), [...path, key], "has a name that is not allowed"),
    ),
  dependentRequired: (rule, value, path) =>
    entries(rule).flatMap(([key, needed]) =>
      isJsonObject(value) && Object.hasOwn(value, key)
        ? listed(needed).flatMap((other) =>
            when(!Object.hasOwn(value, String(other)), [...path, String(other)], `is missing; ${key} needs it`),
          )
        : [],
    ),
  dependentSchemas: (rule, value, path, walk) =>
    entries(rule).flatMap(([key, schema]) =>
      isJsonObject(value) && Object.hasOwn(value, key) ? check(schema, value, path, walk) : [],
    ),
  allOf: (rule, value, path, walk) => listed(rule).flatMap((schema) => check(schema, value, path, walk)),
  anyOf: (rule, value, path, walk) =>
    nearest(
      listed(rule).map((schema) => check(schema, value, path, walk)),
      path,
    ),
  oneOf: (rule, value, path, walk) => {
    const results = listed(rule).map((schema) => check(schema, value, path, walk));
    const count = results.filter((problems) => problems.length === 0).length;
    return count > 1 ? one(path, `must fit one of the allowed forms, and fits ${count}`) : nearest(results, path);
  },
  not: (rule, value, path, walk) => when(fits(rule, value, path, walk), path, "has a form that is not allowed"),
  if: (rule, value, path, walk, rules) =>
    check(fits(rule, value, path, walk) ? rules.then : rules.else, value, path, walk),
};

/** Keywords that are looked at here or beside another one. */
export const knownKeywords: ReadonlySet<string> = new Set([
  ...Object.keys(keywords),
  "minContains",
  "maxContains",
  "then",
  "else",
]);

/** Of several forms of which none fits, the complaints about the one that came closest. */
function nearest(results: readonly JsonProblem[][], path: Path): JsonProblem[] {
  if (results.length === 0 || results.some((problems) => problems.length === 0)) return [];
  const closest = [...results].sort((a, b) => a.length - b.length)[0] as JsonProblem[];
  return results.length === 1
    ? closest
    : one(
        path,
        `fits none of the ${results.length} allowed forms (nearest: ${describeProblems(closest, "it", 2).slice(0, -1)})`,
      );
}
