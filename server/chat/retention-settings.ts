import { mergeRetention, type Retention, retentionSchema } from "@/server/conversations/retention";
import type { DatabaseSession } from "@/server/db/open-database";

const key = "retention";

/** How much of every conversation is kept, where agent and memory node say nothing. Without a setting all of it. */
export async function globalRetention(session: DatabaseSession, workspaceId: string): Promise<Retention> {
  const [row] = await session.execute<{ value: unknown }>(
    "select value from settings where workspace_id = $1 and key = $2",
    [workspaceId, key],
  );
  return retentionSchema.catch({}).parse(row?.value ?? {});
}

export async function setGlobalRetention(
  session: DatabaseSession,
  workspaceId: string,
  retention: Retention,
): Promise<void> {
  await session.execute(
    `insert into settings (workspace_id, key, value) values ($1, $2, $3)
     on conflict (workspace_id, key) do update set value = excluded.value, updated_at = now()`,
    [workspaceId, key, JSON.stringify(retentionSchema.parse(retention))],
  );
}

/** A conversation with what it keeps: as its memory node or its agent says, and else as the global setting does. */
export interface KeptConversation {
  readonly id: string;
  readonly workspaceId: string;
  readonly retention: Retention;
}

interface Row {
  readonly id: string;
  readonly workspace_id: string;
  readonly nearest: unknown;
  readonly global: unknown;
}

const mostAtOnce = 500;

/** All conversations of which something may have to go, page by page. `draft` takes the place of the global setting. */
export async function* keptConversations(
  session: DatabaseSession,
  { workspaceId, draft }: { readonly workspaceId?: string; readonly draft?: Retention } = {},
): AsyncGenerator<KeptConversation, void, undefined> {
  let after = "";
  for (;;) {
    const rows = await session.execute<Row>(
      `select c.id, c.workspace_id, s.value as global,
         coalesce(a.settings->'memory'->'retention', (
           select node->'config'->'retention' from workflows w, jsonb_array_elements(w.nodes) node
           where w.id = c.workflow_id and c.thread is not null and node->>'id' = c.node_id limit 1
         )) as nearest
       from conversations c left join agents a on a.id = c.agent_id
       left join settings s on s.workspace_id = c.workspace_id and s.key = '${key}'
       where c.id > $1 and ($2::text is null or c.workspace_id = $2) order by c.id limit ${mostAtOnce}`,
      [after, workspaceId ?? null],
    );
    for (const { id, workspace_id, nearest, global } of rows) {
      const far = draft ?? retentionSchema.catch({}).parse(global ?? {});
      const near = retentionSchema.catch({}).parse(nearest ?? {});
      yield { id, workspaceId: workspace_id, retention: mergeRetention(near, far) };
    }
    after = rows.at(-1)?.id ?? "";
    if (rows.length < mostAtOnce) return;
  }
}
