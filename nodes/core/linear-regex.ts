import { RE2JS, RE2JSException } from "re2js";
import { AppError } from "./app-error";

/** Steps of one search: the size of the compiled pattern times the characters left. About half a second. */
const mostSteps = 50_000_000;

/** The part of JavaScript's RegExp that JSONata asks for, in time linear in the text. */
export class LinearRegex {
  lastIndex = 0;
  private readonly pattern: RE2JS;
  private readonly beforeSearch: () => void;

  /** `beforeSearch` runs before each search and may throw: where a caller bounds the time of many. */
  constructor(source: RegExp, beforeSearch: () => void = () => {}) {
    this.pattern = compileLinear(source);
    this.beforeSearch = beforeSearch;
  }

  /** As RegExp's with the flag `g`: searches from `lastIndex`, and moves it behind the match. */
  exec(
    text: string,
  ): { readonly index: number; readonly [group: number]: string | undefined; readonly length: number } | null {
    this.beforeSearch();
    const input = String(text);
    const matcher = this.pattern.matcher(input);
    const from = Number.isInteger(this.lastIndex) ? this.lastIndex : 0;
    assertAffordable(matcher.programSize() * (input.length - from));
    if (from > input.length || !matcher.find(from)) {
      this.lastIndex = 0;
      return null;
    }
    this.lastIndex = matcher.end();
    const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, group) => matcher.group(group) ?? undefined);
    return Object.assign(groups, { index: matcher.start() });
  }
}

const compiled = new WeakMap<RegExp, RE2JS>();

/** Throws `EXPRESSION_INVALID` for what cannot be matched in linear time. */
export function compileLinear(source: RegExp): RE2JS {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  const pattern = compile(source);
  compiled.set(source, pattern);
  return pattern;
}

function compile({ source, ignoreCase, multiline }: RegExp): RE2JS {
  const flags = (ignoreCase ? RE2JS.CASE_INSENSITIVE : 0) | (multiline ? RE2JS.MULTILINE : 0);
  try {
    return RE2JS.compile(RE2JS.translateRegExp(source), flags);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw notLinear(source, error);
  }
}

function notLinear(source: string, cause: RE2JSException): AppError {
  const shown = source.length > 80 ? `${source.slice(0, 80)}…` : source;
  const message = `The regular expression /${shown}/ cannot be used: ${reasonOf(source, cause)}`;
  return new AppError("EXPRESSION_INVALID", message, { cause });
}

function reasonOf(source: string, cause: RE2JSException): string {
  if (/\(\?<?[=!]/.test(source))
    return "looking ahead or behind is not supported. Match more, and pick a group of the match.";
  if (/\\[1-9]|\\k</.test(source))
    return "referring back to a group is not supported. Compare the groups of the match instead.";
  if (/repeat count/.test(cause.message)) return "it repeats too often. Repeat 1,000 times at most.";
  return `${cause.message}.`;
}

function assertAffordable(steps: number): void {
  if (steps <= mostSteps) return;
  throw new AppError(
    "LIMIT_EXCEEDED",
    "The regular expression is too large for a text of this length. Make the pattern simpler, or search a shorter text.",
  );
}
