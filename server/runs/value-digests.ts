import type { DatabaseSession } from "@/server/db/open-database";

/** SHA-256 of stored values by id: two are the same where it is. Values of other workspaces, and those that are gone, are left out. */
export async function valueDigests(
  session: DatabaseSession,
  workspaceId: string,
  ids: readonly string[],
): Promise<Record<string, string>> {
  const rows = await session.execute<{ id: string; sha256: string }>(
    `select v.id, v.sha256 from stored_values v join runs r on r.id = v.run_id
     where v.id = any($1) and r.workspace_id = $2`,
    [ids, workspaceId],
  );
  return Object.fromEntries(rows.map(({ id, sha256 }) => [id, sha256]));
}
