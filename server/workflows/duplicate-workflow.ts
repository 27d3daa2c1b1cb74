import { database } from "@/server/db/database";
import { getSummary } from "@/server/workflows/get-summary";
import { insertWorkflow } from "@/server/workflows/insert-workflow";
import { readStored } from "@/server/workflows/stored-workflow";
import type { WorkflowSummary } from "@/server/workflows/workflow-summary";

/** A copy of the newest revision. It may reach what the original may: somebody looked at that. */
export async function duplicateWorkflow(workspaceId: string, id: string): Promise<WorkflowSummary> {
  const { document, origin, grants } = await readStored(await database(), workspaceId, id);
  const copy = { ...document, name: `${document.name.slice(0, 190)} copy`.trim() };
  const copyId = await insertWorkflow({ workspaceId, document: copy, origin, grants, reason: "duplicated" });
  return getSummary(workspaceId, copyId);
}
