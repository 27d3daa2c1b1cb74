import type { EvaluationBudget } from "./evaluation-budget";
import type { Focus } from "./jsonata-internals";

/** What JSONata's functions need to know about the evaluation that calls them. */
export interface EvaluationState {
  readonly budget: EvaluationBudget;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly random: () => number;
}

/** A variable with this name holds the state; no expression can write it, since names hold no space. */
export const stateVariable = "evaluation state";

export function stateOf({ environment }: Focus): EvaluationState {
  return environment.base.lookup(stateVariable) as EvaluationState;
}
