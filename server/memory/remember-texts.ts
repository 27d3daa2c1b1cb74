import { createHash } from "node:crypto";
import { sealJson } from "@/drizzle/schema/sealed";
import { AppError } from "@/nodes/core/app-error";
import { firstLine } from "@/nodes/core/cut-text";
import type { JsonObject } from "@/nodes/core/json";
import type { NewText } from "@/nodes/core/node-runner";
import { databaseErrorOf } from "@/server/db/database-error";
import type { Database, DatabaseSession } from "@/server/db/open-database";
import { type CollectionRow, collectionGone, readCollection } from "@/server/memory/collection-row";
import { deleteDocument } from "@/server/memory/delete-document";
import type { ChunkToStore } from "@/server/memory/insert-chunks";
import { splitLong } from "@/server/memory/split-long";
import { countChange, languageFor, storeBatch, storeDocument } from "@/server/memory/store-document";
import { keyedHash } from "@/server/security/keyed-hash";

export interface RememberTexts {
  readonly workspaceId: string;
  readonly collectionId: string;
  readonly texts: readonly NewText[];
  /** Who remembers. */
  readonly by: RememberedBy;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface RememberedBy {
  readonly runId: string;
  readonly nodeId: string;
  readonly path: string;
  readonly workflowId?: string | null;
  readonly agentId?: string;
  /** Tells calls of one node run from each other. */
  readonly call?: string;
}

/** Characters of one text: more is a file. */
const longestText = 2_000_000;

interface Remembered {
  readonly id: string;
  readonly contentHash: string;
  readonly text: NewText;
  readonly pieces: readonly string[];
}

interface Piece {
  readonly of: Remembered;
  readonly place: number;
  readonly text: string;
}

/**
 * Keeps each text as a document of its own, whole or not at all, and gives their ids. What a run remembered before, or what
 * is there with the same metadata, is not stored again: running twice changes nothing. What fails or is canceled leaves nothing.
 */
export async function rememberTexts(database: Database, request: RememberTexts): Promise<readonly string[]> {
  const { workspaceId, collectionId, texts, by, onProgress } = request;
  const collection = await readCollection(database, collectionId);
  if (collection === undefined) throw collectionGone();
  const wanted = texts.map((text, place) => toRemembered(request, text, place));
  const there = await findThere(database, collectionId, wanted);
  const idOf = ({ id, contentHash }: Remembered) => there.get(contentHash) ?? (there.has(id) ? id : undefined);
  const isNew = new Map<string, Remembered>();
  for (const one of wanted) if (idOf(one) === undefined && !isNew.has(one.contentHash)) isNew.set(one.contentHash, one);
  const stored = new Set<string>();
  const onStored = () => onProgress?.(stored.size, isNew.size);
  try {
    for (const one of [...isNew.values()].filter(isLong)) {
      await storeLong(database, request, one);
      stored.add(one.id);
      onStored();
    }
    for (const group of groupsOf([...isNew.values()].filter((one) => !isLong(one))))
      await storeGroup(database, request, collection, group, (ids) => {
        for (const id of ids) stored.add(id);
        onStored();
      });
  } catch (error) {
    for (const id of stored)
      await deleteDocument(database, workspaceId, id).catch(() => {
        // It is gone with its collection.
      });
    const code = databaseErrorOf(error)?.code;
    if (code === "23503") throw collectionGone(error);
    // A run that goes on after a crash finds what is there; this one is still at it.
    throw code === "23505"
      ? new AppError("CONFLICT", `Run ${by.runId} remembers this twice at once.`, { cause: error })
      : error;
  }
  return wanted.map((one) => idOf(one) ?? (isNew.get(one.contentHash) as Remembered).id);
}

/** More passages than one transaction takes. */
function isLong({ pieces }: Remembered): boolean {
  return pieces.length > 16;
}

async function storeLong(database: Database, request: RememberTexts, one: Remembered): Promise<void> {
  const { workspaceId, signal } = request;
  await insertDocuments(database, request, [one], undefined);
  try {
    await storeDocument(database, { document: one, chunks: one.pieces.map((text) => ({ text })), signal });
  } catch (error) {
    await database.execute("delete from documents where id = $1 and workspace_id = $2", [one.id, workspaceId]);
    throw error;
  }
}

/** A document's chunks go into one transaction with it: it is there whole or not at all. */
async function storeGroup(
  database: Database,
  request: RememberTexts,
  collection: CollectionRow,
  group: readonly Remembered[],
  onStored: (ids: readonly string[]) => void,
): Promise<void> {
  const { collectionId, signal } = request;
  const pieces = group.flatMap((of) => of.pieces.map((text, place): Piece => ({ of, place, text })));
  const languages = new Map(group.map(({ id, text }) => [id, languageFor(collection, [text.text])]));
  const documentsOf = (chunks: readonly ChunkToStore[]) => {
    const ids = new Set(chunks.map(({ documentId }) => documentId));
    return group.filter(({ id }) => ids.has(id));
  };
  let stored = 0;
  await storeBatch(
    database,
    { collectionId, signal },
    pieces.map(({ text }) => text),
    {
      together: pieces.map(({ of }) => of.id),
      chunk: (at, vector) => {
        const { of, place, text } = pieces[at] as Piece;
        const language = languages.get(of.id) as string;
        return { documentId: of.id, generation: 1, position: place, text, language, vector };
      },
      alongside: async (session, chunks) => {
        const documents = documentsOf(chunks);
        await insertDocuments(session, request, documents, languages);
        const change = { documents: documents.length, chunks: chunks.length };
        await countChange(session, collectionId, { ...change, languages: chunks.map(({ language }) => language) });
      },
      onStored: (count) => {
        onStored(pieces.slice(stored, count).map(({ of }) => of.id));
        stored = count;
      },
    },
  );
}

function toRemembered({ collectionId, by }: RememberTexts, text: NewText, place: number): Remembered {
  if (text.text.length > longestText)
    throw new AppError(
      "LIMIT_EXCEEDED",
      `Text ${place + 1} has ${text.text.length} characters; at most ${longestText} are remembered as one.`,
      {
        hint: "Add it to the collection as a file.",
      },
    );
  if (text.text.trim() === "")
    throw new AppError("NODE_INPUT_INVALID", `Text ${place + 1} is empty: there is nothing to remember.`);
  const contentHash = keyedHash("contents", `${collectionId}\0${JSON.stringify([text.text, sorted(text.metadata)])}`);
  return { id: idFor(by, place), contentHash, text, pieces: splitLong(text.text) };
}

function sorted(metadata: JsonObject = {}): unknown {
  return Object.entries(metadata).sort(([one], [other]) => (one < other ? -1 : 1));
}

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const timeLength = 10;
const idLength = 26;

/** The time of the run and a hash of the place in it: the same for a node run that is run again, and in order with others. */
function idFor({ runId, nodeId, path, call = "" }: RememberedBy, place: number): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([runId, nodeId, path, call, place]))
    .digest();
  const rest = [...hash].slice(0, idLength - timeLength).map((byte) => alphabet[byte & 31]);
  return runId.slice(0, timeLength).padEnd(timeLength, "0") + rest.join("");
}

async function findThere(
  database: Database,
  collectionId: string,
  wanted: readonly Remembered[],
): Promise<Map<string, string>> {
  const rows = await database.execute<{ id: string; content_hash: string }>(
    `select id, content_hash from documents
     where collection_id = $1 and status = 'ready' and (content_hash = any($2::text[]) or id = any($3::text[]))`,
    [collectionId, wanted.map(({ contentHash }) => contentHash), wanted.map(({ id }) => id)],
  );
  return new Map(rows.flatMap(({ id, content_hash }) => [[content_hash, id] as const, [id, id] as const]));
}

const piecesPerGroup = 64;

function groupsOf(all: readonly Remembered[]): Remembered[][] {
  const groups: Remembered[][] = [];
  let pieces = Number.POSITIVE_INFINITY;
  for (const one of all) {
    if (pieces + one.pieces.length > piecesPerGroup) {
      groups.push([]);
      pieces = 0;
    }
    groups.at(-1)?.push(one);
    pieces += one.pieces.length;
  }
  return groups;
}

/** Ready at once where their languages are known; otherwise they wait for their chunks. */
async function insertDocuments(
  session: Pick<DatabaseSession, "execute">,
  { workspaceId, collectionId, by }: RememberTexts,
  documents: readonly Remembered[],
  languages: ReadonlyMap<string, string> | undefined,
): Promise<void> {
  const { runId, call: _, ...who } = by;
  const isReady = languages !== undefined;
  await session.execute(
    `insert into documents (workspace_id, collection_id, id, name, origin, run_id, size, content, content_hash, status,
       metadata, chunks, generation, language)
     select $1, $2, id, name, $3::jsonb, $4, size, content, content_hash, $5, metadata::jsonb, chunks, $6, language
     from unnest($7::text[], $8::text[], $9::int[], $10::text[], $11::text[], $12::text[], $13::int[], $14::text[])
       as d(id, name, size, content, content_hash, metadata, chunks, language)`,
    [
      workspaceId,
      collectionId,
      JSON.stringify({ kind: "run", runId, ...who }),
      runId,
      isReady ? "ready" : "working",
      isReady ? 1 : 0,
      documents.map(({ id }) => id),
      documents.map(({ text }) => sealJson(text.name ?? firstLine(text.text, 80))),
      documents.map(({ text }) => Buffer.byteLength(text.text)),
      documents.map(({ text }) => sealJson(text.text)),
      documents.map(({ contentHash }) => contentHash),
      documents.map(({ text }) => JSON.stringify(text.metadata ?? {})),
      documents.map(({ pieces }) => (isReady ? pieces.length : 0)),
      documents.map(({ id }) => languages?.get(id) ?? null),
    ],
  );
}
