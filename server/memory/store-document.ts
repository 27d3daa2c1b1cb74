import { randomInt } from "node:crypto";
import { AppError } from "@/nodes/core/app-error";
import { databaseErrorOf } from "@/server/db/database-error";
import type { Database, DatabaseSession } from "@/server/db/open-database";
import { logger } from "@/server/logger";
import { type CollectionRow, collectionGone, readCollection } from "@/server/memory/collection-row";
import { deleteChunks } from "@/server/memory/delete-chunks";
import { embedTexts } from "@/server/memory/embed-texts";
import { type ChunkToStore, insertChunks, longestChunk } from "@/server/memory/insert-chunks";
import { detectLanguage } from "@/server/memory/languages";
import { embedderOf, ensureSpace } from "@/server/memory/spaces";
import { stepSize } from "@/server/memory/step-size";

export interface NewChunk {
  readonly text: string;
  /** Headings above it, page, where it begins and ends in the document's text. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface StoreDocument {
  /** Its row is there already. */
  readonly document: { readonly id: string };
  readonly chunks: readonly NewChunk[];
  readonly signal: AbortSignal;
  /** Told after each transaction. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Chunks that are embedded before they are stored. */
const perEmbedding = 64;

/**
 * Embeds a document's chunks and stores them with vectors and terms, in transactions of bounded size. A search finds the
 * document, or, where it had chunks before, the new ones in the place of those, only when all are there; what fails or is
 * canceled leaves nothing. Throws `NOT_FOUND` when the document or its collection is deleted meanwhile.
 */
export async function storeDocument(
  database: Database,
  { document, chunks, signal, onProgress }: StoreDocument,
): Promise<void> {
  checkLengths(chunks);
  const { collection, generation: current } = await read(database, document.id);
  // By chance: two who store one document at the same time never mix their chunks.
  const generation = randomInt(1, 2 ** 31 - 1);
  const language = languageFor(
    collection,
    chunks.map(({ text }) => text),
  );
  await deleteChunks(database, document.id, { except: current, keepCached: true });
  try {
    for (let from = 0; from < chunks.length; from += perEmbedding) {
      const batch = chunks.slice(from, from + perEmbedding);
      await storeBatch(
        database,
        { collectionId: collection.id, signal },
        batch.map(({ text }) => text),
        {
          chunk: (place, vector) => ({
            ...(batch[place] as NewChunk),
            documentId: document.id,
            generation,
            position: from + place,
            language,
            vector,
          }),
          onStored: (count) => onProgress?.(from + count, chunks.length),
        },
      );
    }
    signal.throwIfAborted();
    await finish(database, {
      documentId: document.id,
      collectionId: collection.id,
      current,
      generation,
      chunks: chunks.length,
      language,
    });
  } catch (error) {
    await deleteChunks(database, document.id, { generation, keepCached: true }).catch((failure: unknown) =>
      logger().warn({ err: failure }, "Chunks of a document that was not stored are left for the next tidying up"),
    );
    throw databaseErrorOf(error)?.code === "23503" ? collectionGone(error) : error;
  }
  await deleteChunks(database, document.id, { except: generation, keepCached: true });
}

/** The collection's own language where its settings name one; otherwise what the texts look like. */
export function languageFor({ settings, languages }: CollectionRow, texts: readonly string[]): string {
  if (typeof settings.language === "string" && settings.language !== "auto") return settings.language;
  let sample = "";
  for (const text of texts) {
    if (sample.length > 4_000) break;
    sample += `${text}\n`;
  }
  return detectLanguage(sample, languages[0]);
}

interface Batch {
  readonly chunk: (place: number, vector: Float32Array) => ChunkToStore;
  readonly onStored?: (count: number) => void;
  /** Chunks of one of these stand next to each other, and are stored together. */
  readonly together?: readonly string[];
  /** More that belongs into the transaction of some chunks. */
  readonly alongside?: (session: DatabaseSession, stored: readonly ChunkToStore[]) => Promise<void>;
}

/**
 * Embeds and stores some texts as chunks, with the model of the collection's space as it is when they are stored: where the
 * collection was given another space meanwhile, they are embedded for that one.
 */
export async function storeBatch(
  database: Database,
  { collectionId, signal }: { readonly collectionId: string; readonly signal: AbortSignal },
  texts: readonly string[],
  { chunk, onStored, together, alongside }: Batch,
): Promise<void> {
  let stored = 0;
  while (stored < texts.length) {
    const collection = await readCollection(database, collectionId);
    if (collection === undefined) throw collectionGone();
    const embedder = await embedderOf(collection);
    const dimension = collection.dimension ?? undefined;
    const { vectors } = await embedTexts(database, { embedder, texts: texts.slice(stored), signal, dimension });
    const base = stored;
    const spaceId = await ensureSpace(database, collectionId, embedder, vectors[0]?.length ?? 0);
    while (stored < texts.length) {
      signal.throwIfAborted();
      const size = stepSize(database);
      const step = vectors.slice(stored - base, endOfStep(stored + size.next, together) - base);
      const chunks = step.map((vector, place) => chunk(stored + place, vector));
      const startedAt = performance.now();
      const isStored = await database.transaction(async (session) => {
        const [row] = await session.execute<{ space_id: number | null }>(
          // What changes the row as well takes it at once: two who shared it would wait for each other.
          `select space_id from collections where id = $1 for ${alongside === undefined ? "share" : "update"}`,
          [collectionId],
        );
        if (row === undefined) throw collectionGone();
        if (row.space_id !== spaceId) return false;
        await alongside?.(session, chunks);
        await insertChunks(session, { collectionId, workspaceId: collection.workspace_id, spaceId }, chunks);
        return true;
      });
      if (!isStored) break;
      size.took(chunks.length, performance.now() - startedAt);
      stored += chunks.length;
      onStored?.(stored);
    }
  }
}

function endOfStep(end: number, together: readonly string[] | undefined): number {
  while (together !== undefined && end < together.length && together[end] === together[end - 1]) end += 1;
  return end;
}

export function checkLengths(chunks: readonly NewChunk[]): void {
  const place = chunks.findIndex(({ text }) => text.length > longestChunk);
  if (place === -1) return;
  const { length } = chunks[place]?.text ?? "";
  throw new AppError(
    "LIMIT_EXCEEDED",
    `Passage ${place + 1} has ${length} characters; at most ${longestChunk} are stored as one.`,
    {
      hint: "Split the document into smaller passages.",
    },
  );
}

async function read(database: Database, documentId: string) {
  const [row] = await database.execute<{ collection_id: string; generation: number }>(
    "select collection_id, generation from documents where id = $1",
    [documentId],
  );
  const collection = row === undefined ? undefined : await readCollection(database, row.collection_id);
  if (row === undefined || collection === undefined) throw collectionGone();
  return { collection, generation: row.generation };
}

interface Finished {
  readonly documentId: string;
  readonly collectionId: string;
  /** What counted when its storing began. */
  readonly current: number;
  readonly generation: number;
  readonly chunks: number;
  readonly language: string;
}

/** From here on a search finds it. */
async function finish(database: Database, finished: Finished): Promise<void> {
  const { documentId, collectionId, current, generation, chunks, language } = finished;
  await database.transaction(async (session) => {
    await session.execute("select id from collections where id = $1 for update", [collectionId]);
    const [before] = await session.execute<{ generation: number; chunks: number; stored: number }>(
      `select generation, chunks, (select count(*) from chunks where document_id = $1 and generation = $2) as stored
       from documents where id = $1 for update`,
      [documentId, generation],
    );
    if (before === undefined) throw collectionGone();
    if (before.generation !== current || before.stored !== chunks)
      throw new AppError("CONFLICT", "Somebody else stored this document at the same time.", {
        hint: "Look at what is there now, and try again if it is not what you want.",
      });
    await session.execute(
      `update documents set status = 'ready', error = null, generation = $2, chunks = $3, language = $4, updated_at = now()
       where id = $1`,
      [documentId, generation, chunks, language],
    );
    await countChange(session, collectionId, {
      documents: before.generation === 0 ? 1 : 0,
      chunks: chunks - (before.generation === 0 ? 0 : before.chunks),
      languages: [language],
    });
  });
}

/** Notes what changed in a collection, so that results of earlier searches do not stand in for new ones. */
export async function countChange(
  session: Pick<DatabaseSession, "execute">,
  collectionId: string,
  change: { readonly documents: number; readonly chunks: number; readonly languages?: readonly string[] },
): Promise<void> {
  await session.execute(
    `update collections set revision = revision + 1, updated_at = now(),
       documents = greatest(0, documents + $2), chunks = greatest(0, chunks + $3),
       languages = languages || coalesce((select jsonb_agg(l) from unnest($4::text[]) as l where not languages ? l), '[]')
     where id = $1`,
    [collectionId, change.documents, change.chunks, [...new Set(change.languages)]],
  );
}
