import { z } from "zod";
import { openJson } from "@/drizzle/schema/sealed";
import { jsonObjectSchema } from "@/nodes/core/json";
import type { Database } from "@/server/db/open-database";
import { getDocument } from "@/server/memory/documents/get-document";
import { decodeCursor, type Page, type PageRequest, toPage, usualPerPage } from "@/server/page";

export const chunkSchema = z
  .object({
    id: z.number().int(),
    position: z.number().int(),
    text: z.string(),
    details: jsonObjectSchema.describe("Headings above it, page, where it begins and ends in the document's text."),
    isEdited: z.boolean(),
    isDouble: z.boolean().describe("The same passage is in another document of the collection."),
  })
  .meta({ id: "Chunk" });
export type Chunk = z.infer<typeof chunkSchema>;

interface ChunkRow {
  readonly id: number;
  readonly position: number;
  readonly text: string;
  readonly details: string | null;
  readonly is_edited: boolean;
  readonly is_double: boolean;
}

/** The passages of a document in their order. Throws `NOT_FOUND`. */
export async function listChunks(
  database: Database,
  workspaceId: string,
  documentId: string,
  { cursor, limit = usualPerPage }: PageRequest = {},
): Promise<Page<Chunk>> {
  await getDocument(database, workspaceId, documentId);
  const after = cursor === undefined ? -1 : Number(decodeCursor(cursor, 1)[0]);
  const rows = await database.execute<ChunkRow>(
    `select c.id, c.position, c.text, c.details, c.is_edited, exists (
       select 1 from chunks o join documents od on od.id = o.document_id and od.generation = o.generation
       where o.collection_id = c.collection_id and o.hash = c.hash and o.document_id <> c.document_id) as is_double
     from chunks c join documents d on d.id = c.document_id and d.generation = c.generation
     where d.id = $1 and c.position > $2 order by c.position limit ${Number(limit) + 1}`,
    [documentId, Number.isInteger(after) ? after : -1],
  );
  return toPage(rows, limit, toChunk, ({ position }) => [position]);
}

function toChunk({ id, position, text, details, is_edited, is_double }: ChunkRow): Chunk {
  return {
    id,
    position,
    text: openJson(text) as string,
    details: (details === null ? {} : openJson(details)) as Chunk["details"],
    isEdited: is_edited,
    isDouble: is_double,
  };
}
