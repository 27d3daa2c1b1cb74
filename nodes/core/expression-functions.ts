import { AppError } from "./app-error";
import { parsedPictureProblem, pictureProblem } from "./date-picture";
import { isContainer } from "./evaluation-budget";
import { type EvaluationState, stateOf } from "./expression-state";
import { type Focus, type FunctionDefinition, type Implementation, readBuiltins } from "./jsonata-internals";
import { sortWith } from "./merge-sort";

/** A replacement of one of JSONata's functions; arguments arrive checked against the signature of the original. */
type Replacement = (args: unknown[], focus: Focus, state: EvaluationState, original: Implementation) => unknown;

const replacements: Readonly<Record<string, Replacement>> = {
  now: ([picture, zone], focus, { startedAt }) => fromMillis(focus, startedAt, picture, zone),
  millis: (_args, _focus, { startedAt }) => startedAt,
  random: (_args, _focus, { random }) => random(),
  shuffle: ([list], _focus, { random }) => (Array.isArray(list) ? shuffle(list, random) : list),
  eval: () => {
    throw invalid("$eval is not available: an expression must be readable before it runs. Write it out instead.");
  },

  length: ([text], _focus, _state, original) => (isSimpleText(text) ? text.length : original.call(_focus, text)),
  substring: ([text, start, length], focus, _state, original) =>
    isSimpleText(text) && typeof start === "number"
      ? substring(text, start, length as number | undefined)
      : original.call(focus, text, start, length),
  pad: ([text, width, char], focus, { budget }, original) => {
    if (typeof width === "number") budget.assertLength(Math.abs(width));
    return original.call(focus, text, width, char);
  },
  join: ([list, separator = ""], focus, { budget }, original) => {
    if (Array.isArray(list)) budget.assertLength(joinedLength(list as string[], separator as string));
    return original.call(focus, list, separator);
  },
  replace: ([text, pattern, replacement, most], focus, { budget }, original) => {
    if (typeof text !== "string" || typeof pattern !== "string" || typeof replacement !== "string" || pattern === "") {
      return original.call(focus, text, pattern, replacement, most);
    }
    const limit = most as number | undefined;
    if (limit !== undefined && !(limit >= 0)) return original.call(focus, text, pattern, replacement, limit);
    const count = Math.min(text.split(pattern).length - 1, limit ?? Number.POSITIVE_INFINITY);
    budget.assertLength(text.length + count * (replacement.length - pattern.length));
    return replaceFirst(text, pattern, replacement, count);
  },

  sort: ([list, comparator], focus, state, original) => {
    if (!Array.isArray(list) || comparator === undefined) return sortPlain(list, focus, original);
    // Called through `apply`, which JSONata's own functions have as well as JavaScript's.
    const isAfter = comparator as { apply: (self: Focus, args: unknown[]) => unknown };
    return sortWith(list, async (a, b) => {
      state.budget.checkTime();
      return Boolean(await isAfter.apply(focus, [a, b]));
    });
  },
  distinct: ([value], focus) => (Array.isArray(value) && value.length > 1 ? distinct(value, focus) : value),
  spread: ([value], focus) => spread(value, focus),

  formatNumber: withPicture(1),
  formatInteger: withPicture(1),
  fromMillis: withPicture(1),
  parseInteger: withParsedPicture(),
  toMillis: withParsedPicture(),
};

/** JSONata's functions, each of them bounded by the budget of the evaluation that calls it. */
export const boundedFunctions: ReadonlyMap<string, FunctionDefinition> = bindAll();

function bindAll(): Map<string, FunctionDefinition> {
  const bounded = new Map<string, FunctionDefinition>();
  for (const [name, definition] of readBuiltins()) {
    bounded.set(name, { ...definition, implementation: bound(definition.implementation, replacements[name]) });
  }
  return bounded;
}

function bound(original: Implementation, replacement: Replacement | undefined): Implementation {
  const implementation = function (this: Focus, ...args: unknown[]): unknown {
    const state = stateOf(this);
    state.budget.checkTime();
    const result = replacement === undefined ? original.apply(this, args) : replacement(args, this, state, original);
    return result instanceof Promise ? result.then((value) => state.budget.take(value)) : state.budget.take(result);
  };
  // JSONata counts the parameters of a function, and reads their names from its source for partial application.
  return Object.defineProperties(implementation, {
    length: { value: original.length },
    toString: { value: () => original.toString() },
  });
}

function withPicture(index: number): Replacement {
  return (args, focus, _state, original) => {
    const picture = args[index];
    const problem = typeof picture === "string" ? pictureProblem(picture) : undefined;
    if (problem !== undefined) throw invalid(problem);
    return original.apply(focus, args);
  };
}

function withParsedPicture(): Replacement {
  return ([text, picture], focus, _state, original) => {
    const problem = typeof text === "string" ? parsedPictureProblem(text, picture as string | undefined) : undefined;
    if (problem !== undefined) throw invalid(problem);
    return original.call(focus, text, picture);
  };
}

function fromMillis(focus: Focus, millis: number, picture: unknown, zone: unknown): unknown {
  const definition = boundedFunctions.get("fromMillis") as FunctionDefinition;
  return definition.implementation.call(focus, millis, picture, zone);
}

/** Fisher and Yates, drawing from the end. */
function shuffle(list: readonly unknown[], random: () => number): unknown[] {
  const shuffled = [...list];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
  }
  return shuffled;
}

/** Whether each character is one code unit: JSONata counts characters, and needs a list of them to do so. */
function isSimpleText(value: unknown): value is string {
  return typeof value === "string" && !/[\ud800-\udfff]/.test(value);
}

function substring(text: string, start: number, length: number | undefined): string {
  const from = text.length + start < 0 ? 0 : start;
  if (length === undefined) return text.slice(from);
  if (length <= 0) return "";
  return text.slice(from, from >= 0 ? from + length : text.length + from + length);
}

function joinedLength(list: readonly string[], separator: string): number {
  return list.reduce((sum, { length }) => sum + length, separator.length * Math.max(0, list.length - 1));
}

function replaceFirst(text: string, pattern: string, replacement: string, count: number): string {
  const parts = text.split(pattern);
  return [parts.slice(0, count + 1).join(replacement), ...parts.slice(count + 1)].join(pattern);
}

/** Texts and numbers by code units and value; JSONata's own sort copies the list for each item. */
function sortPlain(list: unknown, focus: Focus, original: Implementation): unknown {
  if (!Array.isArray(list) || list.length < 2) return list;
  const isSortable = (type: string) => list.every((item) => typeof item === type);
  // The original says what it refuses.
  if (!isSortable("number") && !isSortable("string")) return original.call(focus, list.slice(0, 2).concat([null]));
  return [...list].sort((a, b) => (a > b ? 1 : a < b ? -1 : 0));
}

function distinct(list: readonly unknown[], focus: Focus): unknown[] {
  const firsts = new Map<unknown, unknown>();
  for (const item of list) {
    const key = identity(item);
    if (!firsts.has(key)) firsts.set(key, item);
  }
  return isSequence(list) ? fill(focus.createSequence(), firsts.values()) : [...firsts.values()];
}

/** JSONata unwraps a sequence of one item; a list that was written as one stays a list. */
function isSequence(list: readonly unknown[]): boolean {
  return "sequence" in list && list.sequence === true;
}

function fill(sequence: unknown[], items: Iterable<unknown>): unknown[] {
  for (const item of items) sequence.push(item);
  return sequence;
}

/** Equal for what JSONata holds for equal: objects whatever the order of their fields. */
function identity(value: unknown): unknown {
  return isContainer(value)
    ? `json:${JSON.stringify(value, sortFields)}`
    : typeof value === "string"
      ? `text:${value}`
      : value;
}

function sortFields(_key: string, value: unknown): unknown {
  if (!isContainer(value) || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** One object for each field of an object, or of those in a list. A function is no data: its insides stay hidden. */
function spread(value: unknown, focus: Focus): unknown {
  if (!isContainer(value)) return value;
  if (Array.isArray(value))
    return fill(
      focus.createSequence(),
      value.flatMap((item) => listOf(spread(item, focus))),
    );
  const fields = Object.entries(value).map(([key, field]) => Object.assign(Object.create(null), { [key]: field }));
  return fill(focus.createSequence(), fields);
}

function listOf(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function invalid(message: string): AppError {
  return new AppError("EXPRESSION_INVALID", message);
}
