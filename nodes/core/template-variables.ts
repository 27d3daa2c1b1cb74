import type { Arguments, Expression, Template, Token } from "liquidjs";
import { TypeGuards, Value } from "liquidjs";

/** One place where a template reads a name that the template itself did not set. */
export interface VariableUse {
  /** The path as far as it is written out: `["order", "lines"]` for `order.lines[index]`. */
  readonly path: readonly string[];
  /** Offset in the text of the template. */
  readonly offset: number;
  /** Whether the first filter is `default`, which makes an absent value harmless. */
  readonly hasDefault: boolean;
}

/** A root that is computed, such as `[name]`: no name to make a port of. */
export interface ComputedRoot {
  readonly computedAt: number;
}

type Found = VariableUse | ComputedRoot;

/**
 * Every use of a name from outside, in the order of the text. Follows the scoping rules of LiquidJS's own analysis,
 * which knows names and places but not whether a `default` stands behind them.
 */
export function findVariables(templates: readonly Template[]): Found[] {
  const found: Found[] = [];
  visitAll(templates, { assigned: new Set(), blocks: [] }, found);
  return found.sort((a, b) => offsetOf(a) - offsetOf(b));
}

export function isComputedRoot(found: Found): found is ComputedRoot {
  return "computedAt" in found;
}

interface Scope {
  readonly assigned: Set<string>;
  readonly blocks: readonly ReadonlySet<string>[];
}

function visitAll(templates: readonly Template[], scope: Scope, found: Found[]): void {
  for (const template of templates) visit(template, scope, found);
}

function visit(template: Template, scope: Scope, found: Found[]): void {
  for (const argument of template.arguments?.() ?? []) visitArgument(argument, scope, found);
  const block = template.blockScope === undefined ? [] : [new Set(template.blockScope())];
  const inner: Scope = { assigned: scope.assigned, blocks: [...scope.blocks, ...block] };
  visitAll(childrenOf(template), inner, found);
  // After the children: what a capture reads while it is filled comes from outside.
  for (const name of template.localScope?.() ?? []) scope.assigned.add(name.content);
}

/** Without partials the generator of LiquidJS never waits: its first step returns. */
function childrenOf(template: Template): readonly Template[] {
  return (template.children?.(false, true).next().value as Template[] | undefined) ?? [];
}

type Argument = Arguments extends Iterable<infer Each> ? Each : never;

function visitArgument(argument: Argument, scope: Scope, found: Found[]): void {
  if (!(argument instanceof Value)) {
    visitToken(argument, false, scope, found);
    return;
  }
  visitFiltered(argument, scope, found);
}

/** An operand or an operation, and the filters behind it. */
interface Filtered {
  readonly initial: Expression;
  readonly filters: readonly { readonly name: string; readonly args: readonly FilterArgument[] }[];
}

type FilterArgument = Token | readonly [name?: string, value?: Token];

function visitFiltered(argument: Filtered, scope: Scope, found: Found[]): void {
  const operands = argument.initial.postfix;
  const hasDefault = argument.filters[0]?.name === "default" && operands.length === 1;
  for (const token of operands) visitToken(token, hasDefault, scope, found);
  for (const filter of argument.filters) {
    for (const given of filter.args) visitToken(isNamed(given) ? given[1] : given, false, scope, found);
  }
}

function isNamed(argument: FilterArgument): argument is readonly [name?: string, value?: Token] {
  return Array.isArray(argument);
}

function visitToken(token: Token | undefined, hasDefault: boolean, scope: Scope, found: Found[]): void {
  if (token === undefined) return;
  if (isFiltered(token)) {
    visitFiltered(token, scope, found);
    return;
  }
  if (TypeGuards.isRangeToken(token)) {
    visitToken(token.lhs, false, scope, found);
    visitToken(token.rhs, false, scope, found);
    return;
  }
  if (!TypeGuards.isPropertyAccessToken(token)) return;
  if (token.variable !== undefined) {
    visitToken(token.variable, hasDefault, scope, found);
    return;
  }
  const path = writtenPath(token.props);
  const [root] = path;
  if (root === undefined) found.push({ computedAt: token.begin });
  else if (!scope.assigned.has(root) && !scope.blocks.some((names) => names.has(root))) {
    found.push({ path, offset: token.begin, hasDefault });
  }
  for (const prop of token.props) visitToken(prop, false, scope, found);
}

/** What `cycle` takes: a value with filters, not yet made into one. */
function isFiltered(token: Token): token is Token & Filtered {
  return "initial" in token && "filters" in token;
}

function writtenPath(props: readonly Token[]): string[] {
  const path: string[] = [];
  for (const prop of props) {
    const isWritten = TypeGuards.isWordToken(prop) || TypeGuards.isQuotedToken(prop) || TypeGuards.isNumberToken(prop);
    if (!isWritten) break;
    path.push(String(prop.content));
  }
  return path;
}

function offsetOf(found: Found): number {
  return isComputedRoot(found) ? found.computedAt : found.offset;
}
