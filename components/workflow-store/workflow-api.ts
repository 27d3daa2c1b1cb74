import type { Workflow } from "@/nodes/core/workflow";
import type { WorkflowChange } from "@/nodes/core/workflow-change";

/** Changes of one commit as the server stored them. Revisions rise by one an update. */
export interface WorkflowUpdate {
  readonly revision: number;
  /** The tab that made them. */
  readonly origin: string;
  /** How a tab knows its own update again. */
  readonly changeId: string;
  readonly changes: readonly WorkflowChange[];
}

export interface StoredWorkflow {
  readonly revision: number;
  readonly document: Workflow;
}

export interface ChangeRequest {
  readonly id: string;
  readonly baseRevision: number;
  readonly origin: string;
  /** A repeated send of the same id is applied once. */
  readonly changeId: string;
  readonly changes: readonly WorkflowChange[];
}

export interface ChangeAnswer {
  readonly revision: number;
  /** Everything after `baseRevision` in order, this change included as the server applied it. */
  readonly updates: readonly WorkflowUpdate[];
}

/**
 * What the store needs of a server. Errors are `AppError`s: `NETWORK_FAILED` and other passing ones are tried again,
 * the rest is shown.
 */
export interface WorkflowApi {
  get(id: string): Promise<StoredWorkflow>;
  /** `keepalive`: the page is going away, the request must outlive it. */
  change(request: ChangeRequest, options?: { readonly keepalive?: boolean }): Promise<ChangeAnswer>;
}
