import { randomUUID } from "node:crypto";
import { AppError } from "@/nodes/core/app-error";
import { keepSecrets } from "@/nodes/core/keep-secrets";
import { applyChanges, type WorkflowChange } from "@/nodes/core/workflow-change";
import { definitions } from "@/nodes/definitions";
import { commitChange } from "@/server/workflows/commit-change";
import { getSummary } from "@/server/workflows/get-summary";
import { parseDocument } from "@/server/workflows/parse-document";
import type { WorkflowSummary } from "@/server/workflows/workflow-summary";

export interface SaveWorkflow {
  readonly workspaceId: string;
  readonly id: string;
  /** Parsed JSON that may be a document. */
  readonly document: unknown;
  /** The revision that it replaces; absent: whatever is there. */
  readonly expectedRevision?: number;
  readonly origin?: string;
}

/**
 * Replaces the whole document, as a version of its own; secrets that it has left out, as an export does, stay. Throws `WORKFLOW_INVALID`, and `CONFLICT` when it has
 * changed meanwhile.
 */
export async function saveWorkflow(request: SaveWorkflow): Promise<WorkflowSummary> {
  const { workspaceId, id, expectedRevision, origin = "rest" } = request;
  const given = parseDocument(request.document);
  await commitChange({
    workspaceId,
    id,
    origin,
    changeId: randomUUID(),
    keepAs: "saved",
    fit: ({ document, revision }) => {
      if (expectedRevision !== undefined && expectedRevision !== revision) throw stale(expectedRevision, revision);
      const replacement = keepSecrets(given, document, definitions);
      const changes: WorkflowChange[] = [{ type: "workflow.replace", workflow: replacement }];
      const { workflow, applied, inverse } = applyChanges(document, changes);
      return { workflow, changes: applied, inverse };
    },
  });
  return getSummary(workspaceId, id);
}

function stale(expected: number, newest: number): AppError {
  return new AppError("CONFLICT", `This workflow is at revision ${newest} now; the change was made on ${expected}.`, {
    hint: "Read it again and make the change on the newest revision.",
    details: { revision: newest },
  });
}
