import { z } from "zod";
import { sealJson } from "@/drizzle/schema/sealed";
import { AppError } from "@/nodes/core/app-error";
import { firstLine } from "@/nodes/core/cut-text";
import { type JsonObject, jsonObjectSchema } from "@/nodes/core/json";
import type { Database } from "@/server/db/open-database";
import { plainName } from "@/server/files/plain-name";
import { findCollection } from "@/server/memory/collection-row";
import { contentHash } from "@/server/memory/documents/content-hash";
import type { Document } from "@/server/memory/documents/document";
import { getDocument } from "@/server/memory/documents/get-document";
import { namedKind } from "@/server/memory/ingest/readers/document-kind";
import { startJob } from "@/server/memory/jobs/start-job";
import { newId } from "@/server/new-id";

/** Characters of a text that is sent as JSON: more is a file. */
const longestText = 2_000_000;

export const newDocumentSchema = z
  .object({
    text: z
      .string()
      .min(1, "There is no text.")
      .max(longestText, "More than 2,000,000 characters: send it as a file.")
      .optional(),
    url: z
      .url({ protocol: /^https?$/, error: "must be an http:// or https:// address" })
      .max(4_000)
      .optional(),
    name: z.string().trim().max(500).optional(),
    metadata: jsonObjectSchema.optional().describe("For filters of a search. It is stored plainly: no secrets."),
  })
  .refine(({ text, url }) => (text === undefined) !== (url === undefined), "Give either text or url.");
export type NewDocument = z.infer<typeof newDocumentSchema>;

/** A text, or a page by its address: its row is there at once, and a job does the rest. Throws `CONFLICT` for a text that is there. */
export async function addDocument(
  database: Database,
  workspaceId: string,
  collection: string,
  { text, url, name, metadata = {} }: NewDocument,
): Promise<Document> {
  const { id: collectionId } = await findCollection(database, workspaceId, collection);
  if (text === undefined)
    return insertDocument(database, {
      workspaceId,
      collectionId,
      name: name || (url as string),
      origin: { kind: "page", address: url as string, ...(name ? { isNamed: true } : {}) },
      mediaType: "text/html",
      size: 0,
      metadata,
    });
  if (text.trim() === "") throw new AppError("REQUEST_INVALID", "The text is empty.", { field: "text" });
  const hash = contentHash(collectionId, text);
  await refuseDouble(database, "content_hash = $2", [collectionId, hash]);
  return insertDocument(database, {
    workspaceId,
    collectionId,
    name: name === undefined || name === "" ? firstLine(text, 80) : plainName(name),
    origin: { kind: "text" },
    mediaType: namedKind(name ?? "", undefined) === "markdown" ? "text/markdown" : "text/plain",
    size: Buffer.byteLength(text),
    metadata,
    text,
    hash,
  });
}

export interface InsertDocument {
  readonly workspaceId: string;
  readonly collectionId: string;
  readonly name: string;
  readonly origin: JsonObject;
  readonly mediaType: string;
  readonly size: number;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly text?: string;
  readonly hash?: string;
}

/** The row of a document, and the job that reads and stores it. */
export async function insertDocument(database: Database, document: InsertDocument): Promise<Document> {
  const { workspaceId, collectionId, name, origin, mediaType, size, metadata, text, hash } = document;
  const id = newId();
  await database.execute(
    `insert into documents (id, workspace_id, collection_id, name, origin, media_type, size, metadata, content, content_hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      workspaceId,
      collectionId,
      sealJson(name),
      JSON.stringify(origin),
      mediaType,
      size,
      JSON.stringify(metadata),
      text === undefined ? null : sealJson(text),
      hash ?? null,
    ],
  );
  await startJob(database, { workspaceId, kind: "ingest", collectionId, documentId: id });
  return getDocument(database, workspaceId, id);
}

/** Throws `CONFLICT` with the id of a document of the collection that is ready or under way, and fits the condition. */
export async function refuseDouble(
  database: Pick<Database, "execute">,
  condition: string,
  parameters: readonly [collectionId: string, value: string],
): Promise<void> {
  const [there] = await database.execute<{ id: string }>(
    `select id from documents where collection_id = $1 and ${condition} and status in ('queued', 'working', 'ready') limit 1`,
    [...parameters],
  );
  if (there !== undefined) throw isThere(there.id);
}

export function isThere(documentId: string): AppError {
  return new AppError("CONFLICT", `The same text is in this collection already, as the document ${documentId}.`, {
    details: { documentId },
    hint: "Delete that one first to add it anew.",
  });
}
