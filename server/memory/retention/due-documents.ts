import type { Database } from "@/server/db/open-database";
import { effectiveRule, type RetentionRule } from "@/server/memory/retention/retention-rule";

export interface DueDocument {
  readonly id: string;
  readonly workspaceId: string;
  readonly chunks: number;
}

export interface RetentionScope {
  readonly workspaceId: string;
  /** Its id; left out for all collections. */
  readonly collectionId?: string;
  /** What holds where a collection says nothing of its own. */
  readonly general: RetentionRule;
  /** In the place of the collection's own rule: one that is not stored yet. */
  readonly own?: RetentionRule;
}

/**
 * What was remembered and is beyond its collection's rule: too old, or behind the newest so many. What is pinned stays and
 * does not count; files, pages and texts that people added are never touched.
 */
export async function dueDocuments(
  database: Database,
  { workspaceId, collectionId, general, own }: RetentionScope,
): Promise<DueDocument[]> {
  const collections = await database.execute<{ id: string; retention: unknown }>(
    "select id, retention from collections where workspace_id = $1 and ($2::text is null or id = $2) order by id",
    [workspaceId, collectionId ?? null],
  );
  const due: DueDocument[] = [];
  for (const { id, retention } of collections) {
    const { maxEntries, maxAgeDays } = effectiveRule(own ?? retention, general);
    if (maxEntries === undefined && maxAgeDays === undefined) continue;
    const rows = await database.execute<{ id: string; chunks: number }>(
      `select id, chunks from (
         select id, chunks, created_at, row_number() over (order by created_at desc, id desc) as place
         from documents where collection_id = $1 and origin->>'kind' = 'run' and not is_pinned) as ranked
       where place > $2::bigint or created_at < now() - $3::int * interval '1 day' order by id`,
      [id, maxEntries ?? null, maxAgeDays ?? null],
    );
    due.push(...rows.map((row) => ({ ...row, workspaceId })));
  }
  return due;
}
