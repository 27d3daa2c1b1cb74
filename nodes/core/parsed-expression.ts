import jsonata from "jsonata";
import { AppError } from "./app-error";
import type { EvaluationBudget } from "./evaluation-budget";
import { expressionError } from "./expression-error";
import { boundedFunctions } from "./expression-functions";
import { expressionLimits } from "./expression-limits";
import { type EvaluationState, stateVariable } from "./expression-state";
import { type AstNode, assign, type BaseFrame, entryHook, exitHook, type Frame } from "./jsonata-internals";
import { compileLinear, LinearRegex } from "./linear-regex";

export interface ParsedExpression {
  readonly text: string;
  /** JSONata would write into the input: pushing to an empty list before it groups, or marking a list to be kept. */
  readonly writesInput: boolean;
  /** `| … | … |` changes parts of a value after it was made. */
  readonly changesValues: boolean;
  /** It can make an object with a function `then`: JavaScript takes that for a promise, which nobody settles. */
  readonly canWait: boolean;
  evaluate(scope: unknown, state: EvaluationState): Promise<unknown>;
}

/** Throws `EXPRESSION_INVALID` with line and column. */
export function parseJsonata(text: string): ParsedExpression {
  if (text.length > expressionLimits.textLength) throw tooLong();
  try {
    return prepare(text);
  } catch (error) {
    throw expressionError(error, text);
  }
}

function prepare(text: string): ParsedExpression {
  const options = { sequence: expressionLimits.items as number };
  const expression = jsonata(text, options);
  const nodes = [...nodesIn(expression.ast())];
  for (const { type, value } of nodes) if (type === "regex") compileLinear(value as RegExp);
  if (usesVariable(nodes, "eval")) throw evalRefused();
  if (isQuadratic(nodes)) options.sequence = expressionLimits.itemsOfQuadratic;
  // Copies: JSONata notes on a definition where it was last called.
  for (const [name, definition] of boundedFunctions) assign(expression, name, { ...definition });
  // Draws come in the order in which the parts run, which a pause could change.
  const mayPause = !usesVariable(nodes, "random") && !usesVariable(nodes, "shuffle");
  const hasRegex = nodes.some(({ type }) => type === "regex");
  assign(expression, entryHook, enterEvaluation({ mayPause, hasRegex }));
  assign(expression, exitHook, countResult);
  return {
    text,
    writesInput: nodes.some((node) => "group" in node || "keepSingletonArray" in node),
    changesValues: nodes.some(({ type }) => type === "transform"),
    canWait: (hasRegex || nodes.some(({ type }) => type === "lambda")) && nodes.some(makesObject),
    evaluate: (scope, state) => expression.evaluate(scope, { [stateVariable]: state }),
  };
}

/** The first part of an evaluation that runs sets its bounds up and takes this hook away, since it costs a wait. */
function enterEvaluation({ mayPause, hasRegex }: { mayPause: boolean; hasRegex: boolean }) {
  return (_node: AstNode, _input: unknown, { base }: Frame): void => {
    const { budget } = stateAt(base);
    base.bind(entryHook, undefined);
    if (hasRegex) base.RegexEngine = boundedRegex(budget);
    base.guardrails = () => {
      if (budget.step(base.depth) && mayPause) pauseAtNextPart(base, budget);
    };
  };
}

function boundedRegex(budget: EvaluationBudget): new (source: RegExp) => LinearRegex {
  return class extends LinearRegex {
    constructor(source: RegExp) {
      super(source, () => budget.checkTime());
    }
  };
}

/** All parts that reach the hook before the pause is over wait for the same one, so that their order stays. */
function pauseAtNextPart(base: BaseFrame, budget: EvaluationBudget): void {
  if (base.lookup(entryHook) !== undefined) return;
  let pause: Promise<void> | undefined;
  base.bind(entryHook, () => {
    pause ??= budget.pause().then(() => base.bind(entryHook, undefined));
    return pause;
  });
}

/** Functions count what they return themselves; here is what JSONata's own syntax makes. */
function countResult(node: AstNode, _input: unknown, frame: Frame, result: unknown): void {
  if (typeof result === "string") {
    if (node.type === "binary") stateAt(frame.base).budget.take(result);
    return;
  }
  if (typeof result !== "object" || result === null) return;
  const isMade = node.type === "unary" || node.type === "binary" || "sequence" in result || "group" in node;
  if (isMade) stateAt(frame.base).budget.take(result);
}

function stateAt(base: BaseFrame): EvaluationState {
  return base.lookup(stateVariable) as EvaluationState;
}

/** All nodes of the tree; some hang in it twice. */
function* nodesIn(value: unknown, seen = new Set<unknown>()): Generator<AstNode> {
  if (typeof value !== "object" || value === null || value instanceof RegExp || seen.has(value)) return;
  seen.add(value);
  if ("type" in value && typeof value.type === "string") yield value as AstNode;
  for (const child of Object.values(value)) yield* nodesIn(child, seen);
}

function makesObject(node: AstNode): boolean {
  return "group" in node || (node.type === "unary" && node.value === "{");
}

function usesVariable(nodes: readonly AstNode[], name: string): boolean {
  return nodes.some(({ type, value }) => type === "variable" && value === name);
}

/** `*` appends list to list, and a group over tuples (`@`, `#`, `%`) variable to variable, each by copying. */
function isQuadratic(nodes: readonly AstNode[]): boolean {
  const groupsTuples = nodes.some((node) => "tuple" in node) && nodes.some((node) => "group" in node);
  return groupsTuples || nodes.some(({ type }) => type === "wildcard");
}

function tooLong(): AppError {
  const most = expressionLimits.textLength.toLocaleString("en-US");
  return new AppError(
    "LIMIT_EXCEEDED",
    `The expression is longer than ${most} characters. Split it into several nodes.`,
  );
}

function evalRefused(): AppError {
  const message = "$eval is not available: an expression must be readable before it runs. Write it out instead.";
  return new AppError("EXPRESSION_INVALID", message);
}
