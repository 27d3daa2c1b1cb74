import { cutText } from "./cut-text";
import type { GraphNode } from "./graph";
import { isJsonObject } from "./json";
import { inputFieldsInTemplate, renderTemplate, secretsInTemplate, templateVariables } from "./template";
import { toolSpecOf } from "./tool-spec";

/** What the call of a tool would do, for a person who decides about it. It never holds a secret. */
export interface CallView {
  /** How people call the tool. */
  readonly title: string;
  /** Its node type, and how that is called. */
  readonly type: string;
  readonly typeTitle: string;
  /** A sentence: what the tool is for. */
  readonly does: string;
  readonly request?: RequestView;
}

export interface RequestView {
  readonly method: string;
  /** The address as the settings have it. */
  readonly template: string;
  /** With the arguments filled in; absent where a secret or a value that only the call will know has a part in it. */
  readonly address?: string;
}

const longestAddress = 2_000;

/** @param args the arguments of the call @param around what its templates read beside its inputs */
export function callView(
  node: GraphNode,
  args: Readonly<Record<string, unknown>>,
  around: { readonly input: unknown; readonly run: unknown },
): CallView {
  const { definition, config, title } = node;
  const request = definition.tool?.request?.(config);
  return {
    title,
    type: definition.type,
    typeTitle: definition.title,
    does: cutText(definition.tool?.does?.(config) ?? toolSpecOf(node).description, 500),
    ...(request === undefined ? {} : { request: requestView(node, request, { ...args, ...around }) }),
  };
}

function requestView(
  node: GraphNode,
  { method, address: template }: { readonly method: string; readonly address: string },
  scope: Readonly<Record<string, unknown>>,
): RequestView {
  const connected = node.inputs.filter(({ from }) => from.length > 0).map(({ port }) => port.name);
  const address = filledAddress(template, scope, connected);
  return {
    method,
    template: cutText(withoutPassword(template), longestAddress),
    ...(address === undefined ? {} : { address }),
  };
}

/**
 * The address that a template makes of these values, written as a request would name it. Undefined where a secret has a part
 * in it, or one of the names `unknown`, or where it cannot be made.
 */
export function filledAddress(
  template: string,
  scope: Readonly<Record<string, unknown>>,
  unknown: readonly string[] = [],
): string | undefined {
  try {
    if (secretsInTemplate(template).length > 0) return undefined;
    const names = templateVariables(template).map(({ name }) => name);
    if (names.some((name) => unknown.includes(name))) return undefined;
    const empty = Object.fromEntries(names.map((name) => [name, null]));
    return plainAddress(renderTemplate(template, { ...empty, ...scope }).trim());
  } catch {
    return undefined;
  }
}

/** The same after a person changed the arguments. Undefined where it reads more than those. */
export function refilledAddress({ template, address }: RequestView, args: unknown): string | undefined {
  if (address === undefined || !isJsonObject(args) || template.endsWith("…")) return undefined;
  const { input, run } = inputFieldsInTemplate(template);
  return input || run ? undefined : filledAddress(template, args);
}

/** As a request spells it: what only looks like another place is seen for what it is. */
function plainAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return cutText(withoutPassword(url === undefined ? text : url.href), longestAddress);
}

function withoutPassword(address: string): string {
  return address.replace(/^(\s*[a-z]+:\/\/)[^/?#@]*@/i, "$1…@");
}
