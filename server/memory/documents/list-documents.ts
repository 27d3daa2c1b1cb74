import type { DocumentStatus } from "@/nodes/core/collection-status";
import type { Database } from "@/server/db/open-database";
import { type Document, type DocumentRow, selectDocuments, toDocument } from "@/server/memory/documents/document";
import { decodeCursor, type Page, type PageRequest, toPage, usualPerPage } from "@/server/page";

export interface ListDocuments extends PageRequest {
  readonly workspaceId: string;
  readonly collectionId: string;
  readonly status?: DocumentStatus;
}

/** The newest first. */
export async function listDocuments(database: Database, request: ListDocuments): Promise<Page<Document>> {
  const { workspaceId, collectionId, status, cursor, limit = usualPerPage } = request;
  const before = cursor === undefined ? null : (decodeCursor(cursor, 1)[0] as string);
  const rows = await database.execute<DocumentRow>(
    `${selectDocuments} where d.workspace_id = $1 and d.collection_id = $2 and ($3::text is null or d.id < $3)
       and ($4::text is null or d.status = $4) order by d.id desc limit ${Number(limit) + 1}`,
    [workspaceId, collectionId, before, status ?? null],
  );
  return toPage(rows, limit, toDocument, ({ id }) => [id]);
}
