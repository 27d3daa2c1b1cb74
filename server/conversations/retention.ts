import { z } from "zod";
import { refreshWindow } from "@/server/conversations/window";
import type { DatabaseSession } from "@/server/db/open-database";

export const retentionSchema = z.object({
  maxMessages: z.int().min(1, "At least one message has to be kept.").max(1_000_000).optional(),
  maxAgeDays: z.number().min(0, "An age is not below 0 days.").max(36_500).optional(),
  summarize: z.boolean().optional().describe("What is cut off is summarized first."),
});
export type Retention = z.infer<typeof retentionSchema>;

interface Row {
  readonly id: string;
  readonly parent_id: string | null;
  readonly is_pinned: boolean;
  readonly status: string;
  readonly is_old: boolean;
}

/** What is not said by the nearer setting is as the farther one says: memory node or agent before the global one. */
export function mergeRetention(...nearestFirst: readonly (Retention | undefined)[]): Retention {
  return Object.assign({}, ...nearestFirst.toReversed().filter((one) => one !== undefined)) as Retention;
}

/** The messages of a conversation that are more or older than it keeps. Pinned and unfinished ones stay. */
export async function excessOf(
  session: DatabaseSession,
  conversationId: string,
  { maxMessages, maxAgeDays }: Retention,
): Promise<{ readonly rows: readonly Row[]; readonly excess: ReadonlySet<string> }> {
  if (maxMessages === undefined && maxAgeDays === undefined) return { rows: [], excess: new Set() };
  const rows = await session.execute<Row>(
    `select id, parent_id, is_pinned, status,
       created_at < now() - $2::float8 * interval '1 day' as is_old
     from messages where conversation_id = $1 order by id desc`,
    [conversationId, maxAgeDays ?? 1_000_000],
  );
  const excess = rows.filter(
    (row, place) =>
      (row.is_old || place >= (maxMessages ?? Number.POSITIVE_INFINITY)) && !row.is_pinned && row.status !== "running",
  );
  return { rows, excess: new Set(excess.map(({ id }) => id)) };
}

/**
 * Deletes what a conversation keeps no more; what followed it follows what is left before it. The caller holds the
 * conversation's row. Gives how many messages are gone.
 */
export async function trimConversation(
  session: DatabaseSession,
  conversationId: string,
  retention: Retention,
  /** Only these of them: those that a summary was written of. */
  among?: ReadonlySet<string>,
): Promise<number> {
  const { rows, excess: all } = await excessOf(session, conversationId, retention);
  const excess = among === undefined ? all : new Set([...all].filter((id) => among.has(id)));
  if (excess.size === 0) return 0;
  const parentOf = new Map(rows.map(({ id, parent_id }) => [id, parent_id]));
  const leftBefore = (id: string | null): string | null => {
    let at = id;
    while (at !== null && excess.has(at)) at = parentOf.get(at) ?? null;
    return at;
  };
  for (const { id, parent_id } of rows)
    if (!excess.has(id) && parent_id !== null && excess.has(parent_id))
      await session.execute("update messages set parent_id = $2 where id = $1", [id, leftBefore(parent_id)]);
  await session.execute("delete from messages where conversation_id = $1 and id = any($2)", [
    conversationId,
    [...excess],
  ]);
  const [head] = await session.execute<{ head_id: string | null }>("select head_id from conversations where id = $1", [
    conversationId,
  ]);
  if (head?.head_id && excess.has(head.head_id))
    await session.execute("update conversations set head_id = $2 where id = $1", [
      conversationId,
      leftBefore(head.head_id),
    ]);
  await refreshWindow(session, conversationId);
  return excess.size;
}
