import { randomUUID } from "node:crypto";
import { commitChange } from "@/server/workflows/commit-change";
import { fitChanges } from "@/server/workflows/fit-changes";
import { getSummary } from "@/server/workflows/get-summary";
import type { WorkflowSummary } from "@/server/workflows/workflow-summary";

/** The address (slug) stays: what links to it goes on working. */
export async function renameWorkflow(workspaceId: string, id: string, name: string): Promise<WorkflowSummary> {
  await commitChange({
    workspaceId,
    id,
    origin: "list",
    changeId: randomUUID(),
    fit: ({ document }) => fitChanges(document, [{ type: "workflow.set", set: { name } }]),
  });
  return getSummary(workspaceId, id);
}
