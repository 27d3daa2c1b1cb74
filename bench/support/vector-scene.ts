import { performance } from "node:perf_hooks";
import type { Database } from "@/server/db/open-database";
import { type CollectionRow, readCollection } from "@/server/memory/collection-row";
import { createCollection } from "@/server/memory/create-collection";
import { insertChunks } from "@/server/memory/insert-chunks";
import { ensureIndex, ensureSpace } from "@/server/memory/spaces";
import { countChange } from "@/server/memory/store-document";
import { seededNumbers, seededVectors } from "@/server/memory/testing/seeded-vectors";
import { newId } from "@/server/new-id";

export const dimension = 384;
const wordsPerChunk = 80;
const vocabulary = 20_000;

export interface Filled {
  readonly collection: CollectionRow;
  readonly buildSeconds: number;
  /** Of the index, in 10⁶ bytes. */
  readonly indexMegabytes: number;
  /** Into the indexed table, chunks with all that belongs to them. */
  readonly insertsPerSecond: number;
  /** Vectors that lie near those that are stored, and are none of them. */
  readonly questions: readonly { readonly vector: Float32Array; readonly query: string }[];
}

/**
 * A collection of so many chunks, from a seed: most are stored before the index is built, `last` of them after it. Words are
 * as frequent as in a natural language (Zipf).
 */
export async function fillCollection(
  database: Database,
  { chunks, last, questions, say }: { chunks: number; last: number; questions: number; say: (text: string) => void },
): Promise<Filled> {
  const { id } = await createCollection(database, "default", {
    name: `Bench ${newId()}`,
    settings: { language: "eng" },
  });
  const embedder = {
    id: "seeded",
    maker: "seeded",
    embed: () => Promise.reject(new Error("Nothing is embedded here.")),
  };
  const spaceId = await ensureSpace(database, id, embedder, dimension);
  await database.execute(`drop index chunk_vectors_hnsw_${dimension}`);
  const next = seededVectors({ seed: 11, dimension, clusters: 1_000 });
  const text = seededTexts(5);
  const target = { collectionId: id, workspaceId: "default", spaceId };
  const store = async (count: number, size: number) => {
    const documentId = newId();
    await database.execute(
      `insert into documents (id, collection_id, name, origin, status, generation, chunks) values ($1, $2, '"bench"', '{"kind":"file"}', 'ready', 1, $3)`,
      [documentId, id, count],
    );
    for (let from = 0; from < count; from += size) {
      const batch = Array.from({ length: Math.min(size, count - from) }, (_, place) => ({
        documentId,
        generation: 1,
        position: from + place,
        text: text(),
        language: "eng",
        vector: next(),
      }));
      await database.transaction((session) => insertChunks(session, target, batch), { timeoutMs: 300_000 });
      if (from % 20_000 < size) say(`${from} of ${count} stored`);
    }
    await countChange(database, id, { documents: 1, chunks: count, languages: ["eng"] });
  };
  await store(chunks - last, 500);
  say("building the index");
  const started = performance.now();
  await createIndex(database);
  const buildSeconds = (performance.now() - started) / 1_000;
  say(`built in ${buildSeconds.toFixed(0)} s`);
  const inserting = performance.now();
  await store(last, database.kind === "pglite" ? 16 : 128);
  const insertsPerSecond = last / ((performance.now() - inserting) / 1_000);
  await database.execute("analyze chunk_vectors");
  await database.execute("analyze chunks");
  const [size] = await database.execute<{ size: number }>(
    `select pg_relation_size('chunk_vectors_hnsw_${dimension}') as size`,
  );
  const collection = await readCollection(database, id);
  if (collection === undefined) throw new Error("The collection is there.");
  const asked = Array.from({ length: questions }, () => ({
    vector: next(),
    query: text().split(" ").slice(0, 8).join(" "),
  }));
  return { collection, buildSeconds, indexMegabytes: (size?.size ?? 0) / 1e6, insertsPerSecond, questions: asked };
}

/** As `ensureIndex` makes it, which remembers that it did. */
async function createIndex(database: Database): Promise<void> {
  // A graph that does not fit is built many times as slowly.
  await database.transaction(
    async (session) => {
      await session.query("set local maintenance_work_mem = '512MB'");
      await session.query(
        `create index if not exists chunk_vectors_hnsw_${dimension} on chunk_vectors
         using hnsw ((embedding::vector(${dimension})) vector_ip_ops) where dimension = ${dimension}`,
      );
    },
    { timeoutMs: 1_800_000 },
  );
  await ensureIndex(database, dimension);
}

function seededTexts(seed: number): () => string {
  const number = seededNumbers(seed);
  const word = () => `word${Math.floor(vocabulary ** number()).toString(36)}`;
  return () => Array.from({ length: wordsPerChunk }, word).join(" ");
}
