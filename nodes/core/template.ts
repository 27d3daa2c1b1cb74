import type { Template } from "liquidjs";
import { AppError } from "./app-error";
import { BoundedCache } from "./bounded-cache";
import { templateEngine } from "./template-engine";
import { templateError } from "./template-error";
import { findVariables, isComputedRoot, type VariableUse } from "./template-variables";

/** Root names that every template may read and that therefore make no port. */
export const templateReservedNames: readonly string[] = ["input", "secrets", "run"];

export interface TemplateVariable {
  readonly name: string;
  /** False where each use has `| default`, so that the template renders without a value. */
  readonly required: boolean;
}

export interface ParsedTemplate {
  readonly templates: Template[];
  /** Reads of names from outside, in the order of the text. */
  readonly uses: readonly VariableUse[];
}

const parsedTemplates = new BoundedCache<ParsedTemplate>(1_000);

/** Parses LiquidJS; repeated texts come from a cache. Throws `TEMPLATE_INVALID` with line and column. */
export function parseTemplate(text: string): ParsedTemplate {
  return parsedTemplates.get(text, parse);
}

/**
 * Renders with the values of `scope`; objects and lists are printed as JSON, nothing is escaped. `"now" | date` is
 * `scope.run.startedAt`. Throws `TEMPLATE_INVALID` for a name without a value and `LIMIT_EXCEEDED` past
 * `templateLimits`.
 */
export function renderTemplate(text: string, scope: Readonly<Record<string, unknown>>): string {
  const { templates } = parseTemplate(text);
  try {
    // A copy: `increment` and `decrement` write into the scope that they get.
    return templateEngine.renderSync(templates, Object.assign(Object.create(null), scope));
  } catch (error) {
    throw templateError(error, scope);
  }
}

/** Root names that the template reads from outside, in the order of first use: the ports that it makes. */
export function templateVariables(
  text: string,
  reserved: readonly string[] = templateReservedNames,
): TemplateVariable[] {
  const required = new Map<string, boolean>();
  for (const { path, hasDefault } of parseTemplate(text).uses) {
    const name = path[0] as string;
    if (!reserved.includes(name)) required.set(name, required.get(name) === true || !hasDefault);
  }
  return [...required].map(([name, isRequired]) => ({ name, required: isRequired }));
}

/** Names of the secrets that the template reads, each once, in the order of first use. */
export function secretsInTemplate(text: string): string[] {
  const uses = parseTemplate(text).uses.filter(({ path }) => path[0] === "secrets");
  return [...new Set(uses.map(({ path }) => path[1] as string))];
}

/** Whether the template reads the run's input or the run itself: what a cached result then depends on. */
export function inputFieldsInTemplate(text: string): { readonly input: boolean; readonly run: boolean } {
  const roots = new Set(parseTemplate(text).uses.map(({ path }) => path[0]));
  return { input: roots.has("input"), run: roots.has("run") || /\b(now|today)\b/.test(text) };
}

function parse(text: string): ParsedTemplate {
  const templates = parseWithLiquid(text);
  const found = findVariables(templates);
  const uses: VariableUse[] = [];
  for (const each of found) {
    if (isComputedRoot(each)) throw computedRoot(text, each.computedAt);
    if (each.path[0] === "secrets" && each.path.length < 2) throw secretNotNamed(text, each.offset);
    uses.push(each);
  }
  return { templates, uses };
}

function parseWithLiquid(text: string): Template[] {
  try {
    return templateEngine.parse(text);
  } catch (error) {
    throw templateError(error);
  }
}

function computedRoot(text: string, offset: number): AppError {
  return invalidAt(text, offset, "The template computes a name in brackets. Write the name out, such as {{ topic }}.");
}

/** Every secret is named in the template, so that its use can be shown, granted and audited before a run. */
function secretNotNamed(text: string, offset: number): AppError {
  return invalidAt(text, offset, "The template must name the secret that it reads: write {{ secrets.NAME }}.");
}

function invalidAt(text: string, offset: number, sentence: string): AppError {
  const before = text.slice(0, offset).split("\n");
  const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  const message = `${sentence} (Line ${place.line}, column ${place.column} of the template.)`;
  return new AppError("TEMPLATE_INVALID", message, { details: place });
}
