import { type ArgumentPattern, type ArgumentRule, argumentsBeyond, literalLike } from "@/nodes/core/argument-pattern";

/** How one argument of later calls may be, while a person decides it. */
export interface RuleDraft {
  readonly name: string;
  /** The argument of the call that is asked about. */
  readonly value: unknown;
  readonly kind: "is" | "like" | "any";
  /** Of `like`: text with `*` for what may differ. */
  readonly like: string;
}

/** Nothing but this very call, until the person widens it. */
export function startRules(args: Readonly<Record<string, unknown>>): RuleDraft[] {
  return Object.entries(args).map(([name, value]) => ({
    ...{ name, value, kind: "is" },
    like: typeof value === "string" ? literalLike(value) : "",
  }));
}

export function patternOf(drafts: readonly RuleDraft[]): ArgumentPattern {
  return Object.fromEntries(drafts.map((draft) => [draft.name, ruleOf(draft)]));
}

function ruleOf({ kind, value, like }: RuleDraft): ArgumentRule {
  if (kind === "any") return { any: true };
  return kind === "like" ? { like } : { is: value };
}

/** Says what to do where a rule would not even allow the call that is asked about. */
export function ruleProblem(draft: RuleDraft): string | undefined {
  const isFit = argumentsBeyond({ [draft.name]: ruleOf(draft) }, { [draft.name]: draft.value }).length === 0;
  return isFit ? undefined : "This does not fit the call that you are asked about. Write * for what may differ.";
}
