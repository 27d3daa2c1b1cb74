import { AppError } from "@/nodes/core/app-error";
import type { DatabaseSession } from "@/server/db/open-database";
import { type Document, type DocumentRow, selectDocuments, toDocument } from "@/server/memory/documents/document";

/** Throws `NOT_FOUND`, also for a document of another collection. */
export async function getDocument(
  database: Pick<DatabaseSession, "execute">,
  workspaceId: string,
  id: string,
  collectionId?: string,
): Promise<Document> {
  const [row] = await database.execute<DocumentRow>(
    `${selectDocuments} where d.id = $1 and d.workspace_id = $2 and ($3::text is null or d.collection_id = $3)`,
    [id, workspaceId, collectionId ?? null],
  );
  if (row === undefined) throw new AppError("NOT_FOUND", `There is no document ${id}.`);
  return toDocument(row);
}
