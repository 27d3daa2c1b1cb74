import { AppError } from "./app-error";
import { BoundedCache } from "./bounded-cache";
import { EvaluationBudget } from "./evaluation-budget";
import { expressionError } from "./expression-error";
import { expressionLimits } from "./expression-limits";
import type { JsonValue } from "./json";
import { type ParsedExpression, parseJsonata } from "./parsed-expression";
import { plainJson } from "./plain-json";
import { seededRandom } from "./seeded-random";

export interface EvaluationOptions {
  /** Milliseconds since 1970: what `$now()` and `$millis()` give. */
  readonly startedAt: number;
  /** `$random()` and `$shuffle()` give the same for the same seed. */
  readonly seed: string;
  readonly signal?: AbortSignal;
  /** Time of its own that the evaluation may take. Default: `expressionLimits.timeoutMs`. */
  readonly timeoutMs?: number;
}

/** What an expression reads: `value` and the other ports by name, `input` and `run` are fields of this object. */
export type ExpressionScope = Readonly<Record<string, unknown>>;

const parsedExpressions = new BoundedCache<ParsedExpression>(1_000);

/** Parses JSONata; repeated texts come from a cache. Throws `EXPRESSION_INVALID` with line and column. */
export function parseExpression(text: string): ParsedExpression {
  return parsedExpressions.get(text, parseJsonata);
}

/**
 * The expression's result as plain JSON; undefined is null. Throws `EXPRESSION_INVALID` for what does not parse or
 * does not fit the values, `LIMIT_EXCEEDED` past `expressionLimits`, `CANCELED` after the signal. Values of the scope
 * are not changed.
 */
export async function evaluateExpression(
  text: string,
  scope: ExpressionScope,
  options: EvaluationOptions,
): Promise<JsonValue> {
  return plainJson(await evaluate(text, scope, options));
}

/** `$boolean` of the expression's result, false where that is undefined. Throws as `evaluateExpression`. */
export async function conditionHolds(
  text: string,
  scope: ExpressionScope,
  options: EvaluationOptions,
): Promise<boolean> {
  return holds(plainJson(await evaluate(text, scope, options)));
}

/** JSONata's `$boolean`: empty texts, lists and objects, zero and null are false, and so is a list of such. */
function holds(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(holds);
  if (typeof value === "object" && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

async function evaluate(text: string, scope: ExpressionScope, options: EvaluationOptions): Promise<unknown> {
  const expression = parseExpression(text);
  const { timeoutMs, signal, startedAt, seed } = options;
  const budget = new EvaluationBudget({ timeoutMs, signal, remembersSizes: !expression.changesValues });
  const input = expression.writesInput ? plainJson(scope) : scope;
  try {
    const evaluation = expression.evaluate(input, { budget, startedAt, random: lazyRandom(seed) });
    return await (expression.canWait ? orStuck(evaluation, budget, options) : evaluation);
  } catch (error) {
    throw expressionError(error, text);
  }
}

function lazyRandom(seed: string): () => number {
  let random: (() => number) | undefined;
  return () => {
    random ??= seededRandom(seed);
    return random();
  };
}

/**
 * An expression can make JSONata wait for a promise that nobody settles: an object with a function `then` is one to
 * JavaScript. No part of it runs meanwhile that could notice, so a timer does.
 */
function orStuck(
  evaluation: Promise<unknown>,
  budget: EvaluationBudget,
  { signal, timeoutMs = expressionLimits.timeoutMs }: EvaluationOptions,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const stop = (error: AppError) => {
      budget.end(error);
      settle();
      reject(error);
    };
    const cancel = () => stop(new AppError("CANCELED", "The evaluation of the expression was canceled."));
    const watch = () => {
      const left = timeoutMs - budget.idleMs();
      if (left > 0) timer = setTimeout(watch, left);
      else stop(stuck());
    };
    let timer = setTimeout(watch, timeoutMs);
    const settle = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
    };
    signal?.addEventListener("abort", cancel, { once: true });
    evaluation.then(resolve, reject).finally(settle);
  });
}

function stuck(): AppError {
  const message =
    'The expression waits without end: it makes an object with a function named "then". Rename that field.';
  return new AppError("LIMIT_EXCEEDED", message);
}
