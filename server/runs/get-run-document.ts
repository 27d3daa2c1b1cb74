import type { Workflow } from "@/nodes/core/workflow";
import type { DatabaseSession } from "@/server/db/open-database";
import { readRunRow } from "@/server/runs/get-run";

export interface RunDocument {
  readonly workflowId: string | null;
  /** The document that the run was frozen with; null when it is gone. */
  readonly document: Workflow | null;
}

/** Throws `NOT_FOUND`. */
export async function getRunDocument(
  session: DatabaseSession,
  workspaceId: string,
  runId: string,
): Promise<RunDocument> {
  const { workflowId, graph } = await readRunRow(session, workspaceId, runId);
  return { workflowId, document: graph?.document ?? null };
}
