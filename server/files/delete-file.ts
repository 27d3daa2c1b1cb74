import { rm } from "node:fs/promises";
import type { DatabaseSession } from "@/server/db/open-database";
import { pathOf } from "@/server/files/stored-file";

/** Deletes a file with its bytes; one that is gone already is no error. */
export async function deleteFile(
  database: Pick<DatabaseSession, "execute">,
  workspaceId: string,
  fileId: string,
): Promise<void> {
  const gone = await database.execute<{ id: string }>(
    "delete from files where id = $1 and workspace_id = $2 returning id",
    [fileId, workspaceId],
  );
  // The id comes from the table, so that it is one of ours and no path.
  for (const { id } of gone) await rm(/* turbopackIgnore: true */ pathOf(id), { force: true });
}
