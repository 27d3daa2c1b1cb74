import type { NodeDefinition } from "@/nodes/core/node-definition";
import { type Policy, type ResolvedPolicy, resolvePolicy } from "@/nodes/core/workflow";

/**
 * A node's policy with some parts set anew. What equals its default leaves no trace in the document; undefined when
 * nothing is left.
 */
export function withPolicy(before: Policy | undefined, part: Partial<Policy>): Policy | undefined {
  const defaults: Partial<ResolvedPolicy> = resolvePolicy(undefined);
  const kept = Object.entries({ ...before, ...part }).filter(
    ([key, value]) => value !== undefined && value !== defaults[key as keyof ResolvedPolicy],
  );
  return kept.length === 0 ? undefined : (Object.fromEntries(kept) as Policy);
}

export interface ErrorChoice {
  readonly value: ResolvedPolicy["onError"];
  readonly label: string;
  readonly hint: string;
}

/** What may happen when a node fails; going on with nothing makes no sense where the outputs are the decision. */
export function errorChoices(definition: NodeDefinition | undefined): ErrorChoice[] {
  const choices: ErrorChoice[] = [
    { value: "stop", label: "Stop the run", hint: "The run fails, and what is at work is canceled." },
    { value: "continue", label: "Go on without it", hint: "Its outputs are null, and the run goes on." },
    { value: "branch", label: "Take another way", hint: "The port error fires with what happened; connect it." },
  ];
  return choices.filter(({ value }) => value !== "continue" || definition?.canContinue !== false);
}
