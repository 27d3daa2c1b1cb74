import { formatPath } from "./issue";
import { isJsonObject } from "./json";
import { knownKeywords } from "./json-schema";
import { compilePattern, resolveReference } from "./json-schema-values";

const typeNames = ["string", "number", "integer", "boolean", "array", "object", "null"];

/** Keywords that describe and do not restrict. */
const annotations = new Set(
  "$schema $id $anchor $comment $defs definitions title description default examples deprecated readOnly writeOnly format contentMediaType contentEncoding contentSchema".split(
    " ",
  ),
);

const holders = {
  one: new Set("items contains not if then else additionalProperties propertyNames".split(" ")),
  list: new Set("allOf anyOf oneOf prefixItems".split(" ")),
  map: new Set("properties patternProperties dependentSchemas $defs definitions".split(" ")),
};

/** Why a JSON Schema cannot be used, as a sentence that says what to change; undefined when it can. */
export function schemaProblem(schema: unknown): string | undefined {
  return problemAt(schema, schema, []);
}

type Path = readonly (string | number)[];

function problemAt(schema: unknown, root: unknown, path: Path): string | undefined {
  if (typeof schema === "boolean") return undefined;
  const at = path.length === 0 ? "The schema" : `The schema at ${formatPath(path)}`;
  if (!isJsonObject(schema)) return `${at} must be an object, such as { "type": "string" }.`;
  if (path.length > 120) return `${at} is nested too deep.`;
  for (const [key, rule] of Object.entries(schema)) {
    const problem = keywordProblem(key, rule, root, at) ?? inside(key, rule, root, [...path, key]);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function keywordProblem(key: string, rule: unknown, root: unknown, at: string): string | undefined {
  // Unknown words that no standard gives a meaning to are notes; those that would restrict must not be passed over.
  if (key.startsWith("unevaluated") || key === "$dynamicRef" || key === "$recursiveRef")
    return `${at} uses ${key}, which is not supported. Leave it out.`;
  if (!knownKeywords.has(key) && !annotations.has(key)) return undefined;
  if (key === "type") return typeProblem(rule, at);
  if (key === "$ref")
    return resolveReference(root, rule) === undefined
      ? `${at} refers to ${String(rule)}, which it does not have. References look like #/$defs/name.`
      : undefined;
  if (key === "pattern") return patternProblem(rule, at);
  if (key === "required" || key === "enum" || holders.list.has(key))
    return Array.isArray(rule) ? undefined : `${at} needs a list at ${key}.`;
  if (holders.map.has(key)) return isJsonObject(rule) ? undefined : `${at} needs an object at ${key}.`;
  if (/^(min|max|exclusive|multipleOf)/.test(key))
    return typeof rule === "number" ? undefined : `${at} needs a number at ${key}.`;
  return undefined;
}

function typeProblem(rule: unknown, at: string): string | undefined {
  const types = Array.isArray(rule) ? rule : [rule];
  const wrong = types.find((type) => !typeNames.includes(type as string));
  return wrong === undefined && types.length > 0
    ? undefined
    : `${at} has the type ${JSON.stringify(wrong)}. Types are ${typeNames.join(", ")}.`;
}

function patternProblem(rule: unknown, at: string): string | undefined {
  if (typeof rule !== "string") return `${at} needs a text at pattern.`;
  try {
    compilePattern(rule);
    return undefined;
  } catch {
    return `${at} has a pattern that cannot be used: ${rule}. Patterns are RE2: no look-around, no back-references.`;
  }
}

function inside(key: string, rule: unknown, root: unknown, path: Path): string | undefined {
  if (holders.one.has(key)) return problemAt(rule, root, path);
  const parts = holders.list.has(key)
    ? (rule as unknown[]).map((part, i) => [i, part] as const)
    : holders.map.has(key)
      ? Object.entries(rule as Record<string, unknown>)
      : [];
  for (const [name, part] of parts) {
    const patterned = key === "patternProperties" ? patternProblem(name, "The schema") : undefined;
    const problem = patterned ?? problemAt(part, root, [...path, name]);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
