import type { Database } from "@/server/db/open-database";
import { env } from "@/server/env";
import { deleteFile } from "@/server/files/delete-file";
import { refuseLarge, saveStream } from "@/server/files/save-stream";
import { findCollection } from "@/server/memory/collection-row";
import { insertDocument, refuseDouble } from "@/server/memory/documents/add-document";
import type { Document } from "@/server/memory/documents/document";

export interface AddFile {
  readonly workspaceId: string;
  /** Id or slug. */
  readonly collection: string;
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
  /** What its sender says: its `Content-Type`, with an encoding. */
  readonly declared?: string;
  /** In bytes, where the sender says it: what is too large is refused before it is read. */
  readonly announced?: number;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/**
 * Stores a file, and has it read and stored as a document by a job. Throws `LIMIT_EXCEEDED`, and `CONFLICT` where the same
 * file is in the collection already.
 */
export async function addFile(database: Database, request: AddFile): Promise<Document> {
  const { workspaceId, name, content, declared, announced = 0, metadata = {} } = request;
  const { id: collectionId } = await findCollection(database, workspaceId, request.collection);
  const most = env().mostDocumentBytes;
  refuseLarge(announced, most, name);
  const file = await saveStream(database, { workspaceId, name, content, most });
  try {
    await refuseDouble(
      database,
      "origin->>'fileId' in (select f.id from files f where f.sha256 = $2 and f.workspace_id = documents.workspace_id)",
      [collectionId, file.sha256],
    );
    return await insertDocument(database, {
      workspaceId,
      collectionId,
      name: file.name,
      origin: { kind: "file", fileId: file.fileId, ...(declared === undefined ? {} : { declared }) },
      mediaType: file.mediaType,
      size: file.size,
      metadata,
    });
  } catch (error) {
    await deleteFile(database, workspaceId, file.fileId);
    throw error;
  }
}
