import type { Context, Emitter, Template } from "liquidjs";
import { Liquid } from "liquidjs";
import { AppError } from "./app-error";
import { printValue } from "./json";

/** What one template may cost; past any of them it ends with `LIMIT_EXCEEDED`. */
export const templateLimits = {
  /** Characters of the template itself. */
  textLength: 200_000,
  /** Characters of the rendered text, and of every text that the template captures. */
  outputLength: 1_000_000,
  /** Characters written and list items made, all together, while one template renders. */
  memory: 10_000_000,
  timeMs: 250,
} as const;

/** Tags that read other files, or belong to pages made of layouts. */
export const removedTags = ["include", "render", "layout", "block"] as const;

/** `*_exp` hide variables from the analysis that makes the ports, `sample` gives another result on each attempt. */
const removedFilters = [
  "where_exp",
  "reject_exp",
  "group_by_exp",
  "has_exp",
  "find_exp",
  "find_index_exp",
  "sample",
] as const;

/** Filters that take text: an object or a list reaches them as JSON, the way that it would have been printed. */
const textFilters = [
  "append",
  "prepend",
  "capitalize",
  "downcase",
  "upcase",
  "escape",
  "escape_once",
  "remove",
  "replace",
  "replace_first",
  "replace_last",
  "strip",
  "strip_html",
  "strip_newlines",
  "squish",
  "truncate",
  "truncatewords",
  "url_encode",
  "base64_encode",
  "newline_to_br",
  "normalize_whitespace",
  "number_of_words",
] as const;

const dateFilters = ["date", "date_to_xmlschema", "date_to_rfc822", "date_to_string", "date_to_long_string"] as const;

type FilterHandler = (this: { context: Context }, ...args: unknown[]) => unknown;

/** The one LiquidJS engine: strict, without files, without the machine's clock, zone or locale, and bounded. */
export const templateEngine = createEngine();

function createEngine(): Liquid {
  const engine = new Liquid({
    strictVariables: true,
    lenientIf: true,
    strictFilters: true,
    ownPropertyOnly: true,
    dynamicPartials: false,
    templates: {},
    timezoneOffset: 0,
    locale: "en-US",
    parseLimit: templateLimits.textLength,
    renderLimit: templateLimits.timeMs,
    memoryLimit: templateLimits.memory,
  });
  for (const name of removedTags) delete engine.tags[name];
  for (const name of removedFilters) engine.unregisterFilter(name);
  for (const name of textFilters) wrapFilter(engine, name, (handler, args) => handler(...args.map(textOfObject)));
  for (const name of dateFilters) {
    wrapFilter(engine, name, (handler, [value, ...rest], context) => handler(dateOf(value, context), ...rest));
  }
  wrapFilter(engine, "join", (handler, [list, ...rest]) =>
    handler(Array.isArray(list) ? list.map(textOfObject) : list, ...rest),
  );
  boundOutput(engine);
  return engine;
}

function wrapFilter(
  engine: Liquid,
  name: string,
  wrap: (handler: (...args: unknown[]) => unknown, args: unknown[], context: Context) => unknown,
): void {
  const registered = engine.filters[name];
  if (registered === undefined) throw new Error(`LiquidJS has no filter ${name}`);
  const original = (typeof registered === "function" ? registered : registered.handler) as FilterHandler;
  const wrapped: FilterHandler = function (...args) {
    return wrap((...given) => original.apply(this, given), args, this.context);
  };
  engine.registerFilter(name, typeof registered === "function" ? wrapped : { ...registered, handler: wrapped });
}

function textOfObject(value: unknown): unknown {
  return isPlain(value) ? printValue(value) : value;
}

/** LiquidJS wraps its own loop objects and literals in classes, which print themselves. */
function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return true;
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** `now` and `today` are the start of the run, so that a repeated attempt renders the same text. */
function dateOf(value: unknown, context: Context): unknown {
  if (value !== "now" && value !== "today") return value;
  const run = (context.environments as { run?: { startedAt?: string | number } }).run;
  if (run?.startedAt === undefined) {
    throw new AppError(
      "TEMPLATE_INVALID",
      `"${value}" is the time at which the run started, and there is no run here. Use a date from the input.`,
    );
  }
  return new Date(run.startedAt);
}

/** Every text that a render makes, its captures included, goes through an emitter that prints JSON and counts. */
function boundOutput(engine: Liquid): void {
  const { renderer } = engine;
  const original = renderer.renderTemplates.bind(renderer);
  renderer.renderTemplates = (templates: Template[], context: Context, emitter?: Emitter) =>
    original(templates, context, emitter ?? new BoundedEmitter(context));
}

class BoundedEmitter implements Emitter {
  buffer = "";
  private readonly context: Context;

  constructor(context: Context) {
    this.context = context;
  }

  write(value: unknown): void {
    const text = textOf(value);
    this.context.memoryLimit.use(text.length);
    if (this.buffer.length + text.length > templateLimits.outputLength) {
      throw new AppError(
        "LIMIT_EXCEEDED",
        `The template makes a text of more than ${templateLimits.outputLength.toLocaleString("en-US")} characters. Use less of the input, for example with "truncate", "slice" or a "limit" on the loop.`,
      );
    }
    this.buffer += text;
  }
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (value === null || value === undefined) return "";
  return isPlain(value) ? printValue(value) : String(value);
}
