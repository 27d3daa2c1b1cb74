import { inField, isAppError } from "./app-error";
import { parseExpression } from "./expression";
import type { ConfigIssue } from "./node-definition";
import type { Port } from "./port";
import { inputFieldsInTemplate, parseTemplate, secretsInTemplate, templateVariables } from "./template";

/** A text of a config that is a template. */
export interface TemplateField {
  /** Path in the config, such as `headers.Accept`. */
  readonly field: string;
  readonly text: string;
}

/**
 * One input port per root name that the templates use, in the order of first use; required unless each use has a
 * default. A name in `fixed` means that port of the node and makes none. Throws `TEMPLATE_INVALID` naming the field.
 */
export function templatePorts(fields: readonly TemplateField[], fixed: readonly string[] = []): Port[] {
  const ports = new Map<string, Port>();
  for (const { field, text } of fields) {
    for (const { name, required } of readIn(field, () => templateVariables(text))) {
      if (fixed.includes(name)) continue;
      ports.set(name, { name, kind: "any", required: required || ports.get(name)?.required === true });
    }
  }
  return [...ports.values()];
}

/** Whether what the templates give depends on the run's input; undefined where it depends on the run itself or does not parse. */
export function templateReuse(fields: readonly TemplateField[]): { readonly readsInput: boolean } | undefined {
  const reads = fields.map(({ text }) => attempt(() => inputFieldsInTemplate(text)));
  if (reads.some((one) => one === undefined || one.run)) return undefined;
  return { readsInput: reads.some((one) => one?.input === true) };
}

/** Names of the secrets that the templates read; empty where one does not parse (`templateIssues` says so). */
export function secretsIn(fields: readonly TemplateField[]): string[] {
  return [...new Set(fields.flatMap(({ text }) => attempt(() => secretsInTemplate(text)) ?? []))];
}

/** What keeps the templates from rendering: they do not parse, or read a secret where none may stand. */
export function templateIssues(fields: readonly TemplateField[], options: { secrets: boolean }): ConfigIssue[] {
  return fields.flatMap(({ field, text }) => {
    const broken = issueOf(field, () => parseTemplate(text));
    if (broken !== undefined) return [broken];
    const secrets = options.secrets ? [] : secretsInTemplate(text);
    return secrets.length === 0 ? [] : [secretHere(field, secrets[0] as string)];
  });
}

export function expressionIssues(field: string, text: string): ConfigIssue[] {
  const broken = issueOf(field, () => parseExpression(text));
  return broken === undefined ? [] : [broken];
}

function secretHere(field: string, name: string): ConfigIssue {
  const message = `The secret ${name} cannot be used here: what stands in this field goes to a model or into the trace. Secrets belong in the address, headers or body of an http node.`;
  return { field, code: "TEMPLATE_INVALID", message };
}

function issueOf(field: string, parse: () => unknown): ConfigIssue | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    if (!isAppError(error)) throw error;
    const code = error.code === "EXPRESSION_INVALID" ? error.code : "TEMPLATE_INVALID";
    return { field, code, message: error.userMessage };
  }
}

function readIn<T>(field: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw inField(error, field);
  }
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (isAppError(error)) return undefined;
    throw error;
  }
}
