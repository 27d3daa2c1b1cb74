import { openJson } from "@/drizzle/schema/sealed";
import type { Database } from "@/server/db/open-database";
import { forgetVectors } from "@/server/memory/embedding-cache";

/** Of one transaction: the embedded database serves nobody else meanwhile. */
const perStep = 100;

interface DeletedChunk {
  readonly text: string;
  readonly maker: string | null;
}

/**
 * Deletes chunks of a document: all of them, or those of which generation `condition` says. Their vectors, what they add
 * to the counts of terms, and what the cache knows of their texts go with them.
 */
export async function deleteChunks(
  database: Database,
  documentId: string,
  condition: { readonly generation?: number; readonly except?: number; readonly keepCached?: boolean } = {},
): Promise<number> {
  const { generation = null, except = null, keepCached = false } = condition;
  let deleted = 0;
  for (;;) {
    const rows = await database.execute<DeletedChunk>(
      `with gone as (
         delete from chunks where id in (
           select id from chunks where document_id = $1 and ($2::int is null or generation = $2)
             and ($3::int is null or generation <> $3) order by id limit ${perStep} for update)
         returning id, workspace_id, collection_id, terms, text),
       counted as (
         select workspace_id, collection_id, term, count(*)::int as chunks
         from gone, unnest(terms) as term group by 1, 2, 3),
       locked as (
         select t.collection_id, t.term from collection_terms t join counted using (collection_id, term)
         order by t.collection_id, t.term for update of t),
       changed as (
         update collection_terms t set chunks = greatest(0, t.chunks - c.chunks)
         from counted c join locked using (collection_id, term)
         where t.collection_id = c.collection_id and t.term = c.term)
       select g.text, s.maker from gone g
         left join collections c on c.id = g.collection_id left join spaces s on s.id = c.space_id`,
      [documentId, generation, except],
    );
    deleted += rows.length;
    const [first] = rows;
    if (!keepCached && first?.maker != null)
      await forgetVectors(
        database,
        first.maker,
        rows.map(({ text }) => openJson(text) as string),
      );
    if (rows.length < perStep) return deleted;
  }
}

/** What a crash left of chunks that were being stored or replaced. Documents that somebody works on are left alone. */
export async function deleteStaleChunks(database: Database): Promise<void> {
  const stale = await database.execute<{ id: string; generation: number }>(
    `select distinct d.id, d.generation from documents d join chunks c on c.document_id = d.id
     where c.generation <> d.generation and not exists (
       select 1 from memory_jobs j where j.collection_id = d.collection_id and j.status in ('queued', 'running'))
       and d.updated_at < now() - interval '1 hour'`,
  );
  for (const { id, generation } of stale) await deleteChunks(database, id, { except: generation, keepCached: true });
  await database.execute("delete from collection_terms where chunks <= 0");
}
