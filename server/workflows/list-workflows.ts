import { database } from "@/server/db/database";
import type { SqlParameter } from "@/server/db/sql-client";
import { decodeCursor, foreignCursor, type Page, type PageRequest, toPage, usualPerPage } from "@/server/page";
import { type SummaryRow, selectSummaries, toSummary, type WorkflowSummary } from "@/server/workflows/workflow-summary";

export interface ListWorkflows extends PageRequest {
  readonly workspaceId: string;
  /** Words that name or description contain. */
  readonly search?: string;
}

/** Those changed last come first. */
export async function listWorkflows(request: ListWorkflows): Promise<Page<WorkflowSummary>> {
  const { workspaceId, search = "", cursor, limit = usualPerPage } = request;
  const conditions = ["w.workspace_id = $1"];
  const parameters: SqlParameter[] = [workspaceId];
  for (const word of search.split(/\s+/).filter((one) => one !== "")) {
    const place = parameters.push(`%${word.replace(/[\\%_]/g, "\\$&")}%`);
    conditions.push(`(w.name ilike $${place} or w.description ilike $${place})`);
  }
  if (cursor !== undefined) {
    const [updatedAt, id] = decodeCursor(cursor, 2);
    if (!Number.isFinite(Date.parse(updatedAt as string))) throw foreignCursor();
    const place = parameters.push(new Date(updatedAt as string).toISOString(), id as string);
    conditions.push(`(w.updated_at, w.id) < ($${place - 1}::timestamptz, $${place}::text)`);
  }
  const rows = await (await database()).execute<SummaryRow>(
    `${selectSummaries} where ${conditions.join(" and ")} order by w.updated_at desc, w.id desc limit ${Number(limit) + 1}`,
    parameters,
  );
  return toPage(rows, limit, toSummary, (row) => [row.updated_at.toISOString(), row.id]);
}
