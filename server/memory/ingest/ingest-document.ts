import { openJson, sealJson } from "@/drizzle/schema/sealed";
import { AppError } from "@/nodes/core/app-error";
import { pathOf } from "@/server/files/stored-file";
import { collectionGone, readCollection } from "@/server/memory/collection-row";
import { isThere } from "@/server/memory/documents/add-document";
import { contentHash } from "@/server/memory/documents/content-hash";
import { limitsOfMachine } from "@/server/memory/ingest/document-limits";
import { fetchPage } from "@/server/memory/ingest/fetch-page";
import type { ReadAndSplit } from "@/server/memory/ingest/reader-requests";
import { askReader } from "@/server/memory/ingest/reader-threads";
import { splitSettingsOf } from "@/server/memory/ingest/split-settings-of";
import { toNewChunks } from "@/server/memory/ingest/to-new-chunks";
import type { JobContext } from "@/server/memory/jobs/job";
import { storeDocument } from "@/server/memory/store-document";

const readingMs = 10 * 60_000;

interface GivenRow {
  readonly name: string;
  readonly origin: {
    readonly kind: string;
    readonly fileId?: string;
    readonly address?: string;
    readonly declared?: string;
    readonly isNamed?: boolean;
  };
  readonly media_type: string;
  readonly content: string | null;
  readonly generation: number;
}

/**
 * Reads a document, splits it and stores it with vectors. What was read once is not read again after a restart; what fails
 * leaves the document without chunks and with its error.
 */
export async function ingestDocument(job: JobContext): Promise<void> {
  const { database, documentId, collectionId, signal, progress } = job;
  const [given] = await database.execute<GivenRow>(
    `update documents set status = case when generation > 0 then status else 'working' end, error = null, updated_at = now()
     where id = $1 and collection_id = $2 returning name, origin, media_type, content, generation`,
    [documentId, collectionId],
  );
  if (given === undefined || documentId === null) throw collectionGone();
  const read = await readGiven(job, given);
  if (read.chunks.length === 0) throw new AppError("REQUEST_INVALID", `${openJson(given.name)} has no text.`);
  if (given.content === null) await keepText(job, given, read);
  progress("storing", 0, read.chunks.length);
  await storeDocument(database, {
    document: { id: documentId },
    chunks: toNewChunks(read.chunks),
    signal,
    onProgress: (done, total) => progress("storing", done, total),
  });
  await countDoubles(job);
}

/** How many of its passages another document of the collection has as well: told, since a search would find both. */
async function countDoubles({ database, documentId }: JobContext): Promise<void> {
  await database.execute(
    `update documents d set origin = origin || jsonb_build_object('doubles', (
       select count(*) from chunks c where c.document_id = d.id and c.generation = d.generation and exists (
         select 1 from chunks o join documents od on od.id = o.document_id and od.generation = o.generation
         where o.collection_id = c.collection_id and o.hash = c.hash and o.document_id <> c.document_id)))
     where d.id = $1`,
    [documentId],
  );
}

async function readGiven(job: JobContext, given: GivenRow): Promise<ReadAndSplit> {
  const { database, collectionId, signal, progress } = job;
  const collection = await readCollection(database, collectionId);
  if (collection === undefined) throw collectionGone();
  const split = splitSettingsOf(collection.settings);
  const options = {
    signal,
    timeoutMs: readingMs,
    onPages: (done: number, total: number) => progress("reading", done, total),
  };
  if (given.content !== null) {
    const text = openJson(given.content) as string;
    return askReader({ kind: "split", text, mediaType: given.media_type, split }, options);
  }
  const name = openJson(given.name) as string;
  const limits = limitsOfMachine();
  const { fileId, address, declared } = given.origin;
  if (address !== undefined) {
    progress("fetching");
    const page = await fetchPage(address, signal);
    progress("reading");
    const source = { bytes: page.bytes };
    return askReader({ kind: "read", source, name, declared: page.declared, limits, split }, options);
  }
  if (fileId === undefined) throw new AppError("INTERNAL", "A document has neither text, file nor address.");
  progress("reading");
  return askReader({ kind: "read", source: { path: pathOf(fileId) }, name, declared, limits, split }, options);
}

/** From here on nothing has to be read again. Throws `CONFLICT` where another document of the collection has this text. */
async function keepText(
  { database, documentId, collectionId }: JobContext,
  given: GivenRow,
  read: ReadAndSplit,
): Promise<void> {
  const { text, mediaType, title, encoding, pages } = read;
  const hash = contentHash(collectionId, text);
  const known = { ...(encoding === undefined ? {} : { encoding }), ...(pages === undefined ? {} : { pages }) };
  const name = given.origin.kind === "page" && !given.origin.isNamed ? title : undefined;
  await database.transaction(async (session) => {
    // One after the other, so that of two with the same text the second one sees the first.
    const rows = await session.execute("select id from collections where id = $1 for update", [collectionId]);
    if (rows.length === 0) throw collectionGone();
    const [there] = await session.execute<{ id: string }>(
      `select id from documents where collection_id = $1 and content_hash = $2 and id <> $3
         and status in ('queued', 'working', 'ready') limit 1`,
      [collectionId, hash, documentId],
    );
    if (there !== undefined) throw isThere(there.id);
    await session.execute(
      `update documents set content = $2, content_hash = $3, media_type = $4, name = coalesce($5, name),
         origin = origin || $6::jsonb, size = case when size = 0 then $7 else size end, updated_at = now() where id = $1`,
      [
        documentId,
        sealJson(text),
        hash,
        mediaType,
        name === undefined ? null : sealJson(name),
        JSON.stringify(known),
        Buffer.byteLength(text),
      ],
    );
  });
}
