import jsonata from "jsonata";

/**
 * What JSONata 2.2 lets its callers see without saying so in its types: the hooks that it looks up under these
 * symbols, the frame of an evaluation, and the definitions of its functions.
 */
export const entryHook = Symbol.for("jsonata.__evaluate_entry");
export const exitHook = Symbol.for("jsonata.__evaluate_exit");
const frameHook = Symbol.for("jsonata.__createFrame_push");

/** The frame of one evaluation, reached as `base` from all frames in it. */
export interface BaseFrame extends Frame {
  /** Parts of the expression that are being evaluated at this moment. */
  depth: number;
  /** Runs before each part. */
  guardrails: () => void;
  RegexEngine: unknown;
}

export interface Frame {
  readonly base: BaseFrame;
  bind(name: string | symbol, value: unknown): void;
  lookup(name: string | symbol): unknown;
}

export interface AstNode {
  readonly type: string;
  readonly value?: unknown;
  readonly position?: number;
}

/** What a function of JSONata gets as `this`. */
export interface Focus {
  readonly environment: Frame;
  readonly createSequence: (...first: unknown[]) => unknown[];
}

export type Implementation = (this: Focus, ...args: unknown[]) => unknown;

export interface FunctionDefinition {
  readonly _jsonata_function: true;
  readonly implementation: Implementation;
  readonly signature?: unknown;
}

/** A hook binds like a variable: under a symbol, it cannot be read or replaced by an expression. */
export function assign(expression: jsonata.Expression, name: string | symbol, value: unknown): void {
  expression.assign(name as string, value);
}

const builtinNames = [
  ..."sum count max min average string substring substringBefore substringAfter lowercase uppercase length".split(" "),
  ..."trim pad match contains replace split join formatNumber formatBase formatInteger parseInteger number".split(" "),
  ..."floor ceil round abs sqrt power random boolean not map zip filter single reduce sift keys lookup".split(" "),
  ..."append exists spread merge reverse each error assert type sort shuffle distinct base64encode".split(" "),
  ..."base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl eval toMillis fromMillis clone".split(" "),
  ..."now millis".split(" "),
];

/** JSONata's own functions by name, read from the frame that it makes for an evaluation. */
export function readBuiltins(): ReadonlyMap<string, FunctionDefinition> {
  const builtins = new Map<string, FunctionDefinition>();
  const probe = jsonata("null");
  assign(probe, frameHook, (frame: Frame) => {
    for (const name of builtinNames) builtins.set(name, frame.lookup(name) as FunctionDefinition);
  });
  // The hook runs before `evaluate` first waits, so the map is filled when it returns.
  void probe.evaluate(null);
  return builtins;
}
