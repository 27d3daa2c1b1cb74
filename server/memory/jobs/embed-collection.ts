import { openJson } from "@/drizzle/schema/sealed";
import type { Database } from "@/server/db/open-database";
import { collectionGone, readCollection } from "@/server/memory/collection-row";
import { embedTexts } from "@/server/memory/embed-texts";
import type { JobContext } from "@/server/memory/jobs/job";
import { ensureIndex } from "@/server/memory/spaces";
import { stepSize } from "@/server/memory/step-size";
import { vectorText } from "@/server/memory/vector-text";
import { type Embedder, resolveEmbedder } from "@/server/models/resolve-embedder";

/** Chunks that are read and embedded at once. */
const perBatch = 64;

/**
 * Makes the vectors of a collection anew with the model of `options.embedder`: they fill a space of their own beside the one
 * that is searched meanwhile, which they replace when all are there. After a crash it goes on with those that are missing;
 * canceled, it takes them back.
 */
export async function embedCollection(job: JobContext): Promise<void> {
  const { database, collectionId } = job;
  const wanted = String(job.options.embedder ?? "default");
  const embedder = await resolveEmbedder(wanted);
  const collection = await readCollection(database, collectionId);
  if (collection === undefined) throw collectionGone();
  if (collection.space_id === null || collection.maker === embedder.maker) {
    await database.execute("update collections set embedder = $2, updated_at = now() where id = $1", [
      collectionId,
      wanted,
    ]);
    return;
  }
  const fill = new SpaceFill(job, embedder);
  try {
    await fill.begin();
    do await fill.goOn();
    while (!(await fill.flip(wanted)));
  } catch (error) {
    // What a stop of the server left is used at the next start.
    if (!job.isInterrupted()) await fill.takeBack();
    throw error;
  }
  await deleteSpaces(database, collectionId, fill.spaceId);
}

class SpaceFill {
  readonly #job: JobContext;
  readonly #embedder: Embedder;
  #space: { readonly id: number; readonly dimension: number } | undefined;

  constructor(job: JobContext, embedder: Embedder) {
    this.#job = job;
    this.#embedder = embedder;
  }

  get spaceId(): number {
    return this.#known.id;
  }

  /** The space that an earlier life of this job began to fill, or a new one. */
  async begin(): Promise<void> {
    const { database, collectionId, signal } = this.#job;
    const { id: model, maker } = this.#embedder;
    const [there] = await database.execute<{ id: number; dimension: number }>(
      `select s.id, s.dimension from spaces s join collections c on c.id = s.collection_id
       where c.id = $1 and s.id <> c.space_id and s.maker = $2 order by s.id desc limit 1`,
      [collectionId, maker],
    );
    if (there !== undefined) {
      this.#space = there;
      await ensureIndex(database, there.dimension);
      return;
    }
    const { vectors } = await embedTexts(database, { embedder: this.#embedder, texts: ["dimension"], signal });
    const dimension = vectors[0]?.length ?? 0;
    const [made] = await database.execute<{ id: number; dimension: number }>(
      "insert into spaces (collection_id, model, maker, dimension) values ($1, $2, $3, $4) returning id, dimension",
      [collectionId, model, maker, dimension],
    );
    this.#space = made;
    await ensureIndex(database, dimension);
  }

  /** Embeds what has no vector in the new space yet. */
  async goOn(): Promise<void> {
    const { database, collectionId, signal, progress } = this.#job;
    const { id: spaceId, dimension } = this.#known;
    const [counted] = await database.execute<{ total: number; done: number }>(
      `select (select count(*) from chunks where collection_id = $1) as total,
         (select count(*) from chunk_vectors where space_id = $2) as done`,
      [collectionId, spaceId],
    );
    const total = counted?.total ?? 0;
    let done = counted?.done ?? 0;
    progress("embedding", done, total);
    for (let last = 0; ; ) {
      const chunks = await this.#missing(last, perBatch);
      if (chunks.length === 0) return;
      const texts = chunks.map(({ text }) => openJson(text) as string);
      const { vectors } = await embedTexts(database, { embedder: this.#embedder, texts, signal, dimension });
      for (let from = 0; from < chunks.length; ) {
        signal.throwIfAborted();
        const size = stepSize(database);
        const step = chunks.slice(from, from + size.next);
        const startedAt = performance.now();
        await insertVectors(database, this.#known, step, vectors.slice(from, from + step.length));
        size.took(step.length, performance.now() - startedAt);
        from += step.length;
        done += step.length;
        progress("embedding", done, Math.max(done, total));
      }
      last = chunks.at(-1)?.id ?? last;
    }
  }

  /** The new space is searched from now on. False: chunks were added meanwhile that it has not. */
  async flip(wanted: string): Promise<boolean> {
    const { database, collectionId } = this.#job;
    const { id: spaceId } = this.#known;
    return database.transaction(async (session) => {
      const rows = await session.execute("select id from collections where id = $1 for update", [collectionId]);
      if (rows.length === 0) throw collectionGone();
      const [missing] = await session.execute(missingChunks(1), [collectionId, spaceId, 0]);
      if (missing !== undefined) return false;
      await session.execute(
        "update collections set space_id = $2, embedder = $3, revision = revision + 1, updated_at = now() where id = $1",
        [collectionId, spaceId, wanted],
      );
      return true;
    });
  }

  async takeBack(): Promise<void> {
    if (this.#space === undefined) return;
    const { database, collectionId } = this.#job;
    const collection = await readCollection(database, collectionId);
    if (collection?.space_id != null) await deleteSpaces(database, collectionId, collection.space_id);
  }

  get #known() {
    if (this.#space === undefined) throw new Error("The space is made before it is filled.");
    return this.#space;
  }

  #missing(last: number, most: number): Promise<{ id: number; text: string }[]> {
    return this.#job.database.execute(missingChunks(most), [this.#job.collectionId, this.#known.id, last]);
  }
}

function missingChunks(most: number): string {
  return `select c.id, c.text from chunks c where c.collection_id = $1 and c.id > $3
    and not exists (select 1 from chunk_vectors v where v.space_id = $2 and v.chunk_id = c.id) order by c.id limit ${most}`;
}

/** A chunk that was deleted or edited meanwhile is left out: its turn comes again. */
async function insertVectors(
  database: Database,
  { id: spaceId, dimension }: { readonly id: number; readonly dimension: number },
  chunks: readonly { readonly id: number; readonly text: string }[],
  vectors: readonly Float32Array[],
): Promise<void> {
  await database.execute(
    `insert into chunk_vectors (workspace_id, space_id, chunk_id, dimension, embedding)
     select c.workspace_id, $1, c.id, $2, g.embedding::vector
     from unnest($3::bigint[], $4::text[], $5::text[]) as g(id, text, embedding)
       join chunks c on c.id = g.id and c.text = g.text
     on conflict do nothing`,
    [spaceId, dimension, chunks.map(({ id }) => id), chunks.map(({ text }) => text), vectors.map(vectorText)],
  );
}

const perDelete = 500;

/** Spaces of a collection that are not `kept`, with their vectors, in steps. */
async function deleteSpaces(database: Database, collectionId: string, kept: number): Promise<void> {
  const spaces = await database.execute<{ id: number }>("select id from spaces where collection_id = $1 and id <> $2", [
    collectionId,
    kept,
  ]);
  for (const { id } of spaces) {
    for (let gone = perDelete; gone === perDelete; ) {
      const { affectedRows } = await database.query(
        `delete from chunk_vectors where space_id = $1 and chunk_id in (
           select chunk_id from chunk_vectors where space_id = $1 limit ${perDelete})`,
        [id],
      );
      gone = affectedRows;
    }
    await database.execute("delete from spaces where id = $1", [id]);
  }
}
