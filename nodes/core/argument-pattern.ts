import { z } from "zod";
import { cutText } from "./cut-text";
import { isSameJson } from "./same-json";

/**
 * Which calls of a tool are allowed beyond the one that was asked about, parameter by parameter. An argument that a pattern
 * does not name is not allowed: what a person has not seen is asked about.
 */

const argumentRuleSchema = z.union(
  [
    z
      .strictObject({ is: z.unknown().optional() })
      .refine(({ is }) => is !== undefined, "Write the value that it has to be."),
    z.strictObject({ like: z.string().max(4_000) }),
    z.strictObject({ any: z.literal(true) }),
  ],
  'Write {"is": value}, {"like": "text with * for what may differ"} or {"any": true}.',
);
export type ArgumentRule =
  | { readonly is?: unknown }
  /** Text in which `*` stands for any characters; `\*` is the character itself. */
  | { readonly like: string }
  /** Also when it is not given. */
  | { readonly any: true };

export const argumentPatternSchema = z.record(z.string().max(200), argumentRuleSchema);
export type ArgumentPattern = Readonly<Record<string, ArgumentRule>>;

/** More than a person reads before agreeing to it. */
export const mostPatternCharacters = 16_000;

type Arguments = Readonly<Record<string, unknown>>;

/** Allows calls with these arguments alone. */
export function exactPattern(args: Arguments): ArgumentPattern {
  return Object.fromEntries(Object.entries(args).map(([name, is]) => [name, { is }]));
}

/** Names of arguments that a pattern does not allow; none where the call is allowed. */
export function argumentsBeyond(pattern: ArgumentPattern, args: Arguments): string[] {
  const names = new Set([...Object.keys(pattern), ...Object.keys(args)]);
  return [...names].filter((name) => !Object.hasOwn(pattern, name) || !fits(pattern[name] as ArgumentRule, args, name));
}

function fits(rule: ArgumentRule, args: Arguments, name: string): boolean {
  if ("any" in rule) return true;
  if (!Object.hasOwn(args, name)) return false;
  const value = args[name];
  return "like" in rule ? typeof value === "string" && isLike(rule.like, value) : isSameJson(rule.is, value);
}

function isLike(like: string, text: string): boolean {
  const [first = "", ...middle] = literalPieces(like);
  const last = middle.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const piece of middle) {
    const at = text.indexOf(piece, from);
    if (at === -1) return false;
    from = at + piece.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}

/** What stands between the stars. */
function literalPieces(like: string): string[] {
  const pieces = [""];
  for (let i = 0; i < like.length; i++) {
    const isEscape = like[i] === "\\" && (like[i + 1] === "*" || like[i + 1] === "\\");
    if (isEscape) i += 1;
    if (!isEscape && like[i] === "*") pieces.push("");
    else pieces.push(`${pieces.pop()}${like[i]}`);
  }
  return pieces;
}

/** A text as the pattern that it alone fits. */
export function literalLike(text: string): string {
  return text.replace(/[\\*]/g, "\\$&");
}

const mostShown = 200;

/** A pattern as people read it, after "when": `to is exactly "al", subject fits "Re: *" and body is anything`. */
export function patternWords(pattern: ArgumentPattern): string {
  const rules = Object.entries(pattern).map(([name, rule]) => `${name} ${ruleWords(rule)}`);
  const last = rules.pop();
  if (last === undefined) return "it has no arguments";
  return rules.length === 0 ? last : `${rules.join(", ")} and ${last}`;
}

function ruleWords(rule: ArgumentRule): string {
  if ("any" in rule) return "is anything";
  const [verb, value] = "like" in rule ? (["fits", rule.like] as const) : (["is exactly", rule.is] as const);
  return `${verb} ${cutText(JSON.stringify(value) ?? "null", mostShown)}`;
}
