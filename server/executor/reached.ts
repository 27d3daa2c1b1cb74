import type { Workflow } from "@/nodes/core/workflow";
import type { StoredAgent } from "@/server/executor/saved-agents";

/** A workflow that another one calls, by id or slug. */
export interface CalledWorkflow {
  readonly id: string;
  readonly name: string;
  readonly workflow: Workflow;
  /** Its id and revision: what names it never changes. */
  readonly revision: string;
  readonly origin: "local" | "imported";
}

/** Workflows by the id or slug that calls them. */
export type Called = ReadonlyMap<string, CalledWorkflow>;

/** What a document reaches: the workflows that it calls and the saved agents that it uses, however deep. */
export interface Reached {
  readonly called: Called;
  readonly agents: ReadonlyMap<string, StoredAgent>;
}

export const nothingReached: Reached = { called: new Map(), agents: new Map() };
