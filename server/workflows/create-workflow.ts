import { emptyWorkflow, type Workflow } from "@/nodes/core/workflow";
import { getSummary } from "@/server/workflows/get-summary";
import { insertWorkflow } from "@/server/workflows/insert-workflow";
import { parseDocument } from "@/server/workflows/parse-document";
import type { WorkflowSummary } from "@/server/workflows/workflow-summary";

export interface CreateWorkflow {
  readonly workspaceId: string;
  /** Parsed JSON that may be a document; absent: an empty one. */
  readonly document?: unknown;
  /** Replaces the document's name. */
  readonly name?: string;
}

/** A workflow that is written on this machine. Throws `WORKFLOW_INVALID` with its issues. */
export async function createWorkflow({ workspaceId, document, name }: CreateWorkflow): Promise<WorkflowSummary> {
  const given: Workflow = document === undefined ? emptyWorkflow("Untitled workflow") : parseDocument(document);
  const named = name === undefined ? given : { ...given, name };
  const id = await insertWorkflow({ workspaceId, document: named, origin: "local", reason: "created" });
  return getSummary(workspaceId, id);
}
