import { AppError } from "@/nodes/core/app-error";
import { isUniqueViolation } from "@/server/db/database-error";
import type { DatabaseSession } from "@/server/db/open-database";
import type { NewTrigger } from "@/server/triggers/triggers-of";

export interface Published {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly triggers: readonly NewTrigger[];
}

/**
 * Makes the triggers of a workflow those of its published version, inside the transaction that publishes it; what is known
 * of the ones that stay is kept. Throws `CONFLICT` for an address that another workflow has.
 */
export async function syncTriggers(session: DatabaseSession, published: Published): Promise<void> {
  const { id, workspaceId, triggers } = published;
  await refuseTaken(session, published);
  await session.execute("delete from triggers where workflow_id = $1 and not (node_id = any($2))", [
    id,
    triggers.map(({ node_id }) => node_id),
  ]);
  // Two nodes may have changed their addresses with each other: for a moment nobody has any.
  await session.execute("update triggers set path = null where workflow_id = $1", [id]);
  try {
    await session.execute(
      `insert into triggers as t (workflow_id, workspace_id, node_id, type, config, path, method, next_at)
       select $1, $2, node_id, type, config, path, method, next_at
       from json_to_recordset($3::json) as t(node_id text, type text, config jsonb, path text, method text, next_at timestamptz)
       on conflict (workflow_id, node_id) do update set type = excluded.type, config = excluded.config,
         path = excluded.path, method = excluded.method, last_error = null, problem = null,
         next_at = case when t.config->>'cron' = excluded.config->>'cron'
           and t.config->>'timezone' = excluded.config->>'timezone' then least(t.next_at, excluded.next_at)
           else excluded.next_at end,
         watched_since = case when t.type = excluded.type and t.config->>'folder' = excluded.config->>'folder'
           and t.config->>'glob' = excluded.config->>'glob' then t.watched_since end`,
      [id, workspaceId, JSON.stringify(triggers)],
    );
  } catch (error) {
    // Somebody else published at this moment.
    if (isUniqueViolation(error, "triggers_hook")) throw addressTaken(published.name, published.triggers);
    throw error;
  }
}

/** The same path with the same method; with any, a caller of one would reach the other as soon as that one is taken back. */
async function refuseTaken(session: DatabaseSession, published: Published): Promise<void> {
  const hooks = published.triggers.filter(({ path }) => path !== null);
  if (hooks.length === 0) return;
  // Two that publish at one moment would not see each other, and no index knows of "ANY".
  await session.execute("select pg_advisory_xact_lock(hashtextextended('hook addresses', 0))");
  const [taken] = await session.execute<Address & { owner: string; owners_method: string }>(
    `select w.name as owner, t.method as owners_method, h.method, h.path
     from triggers t join workflows w on w.id = t.workflow_id
       join json_to_recordset($2::json) as h(method text, path text)
         on h.path = t.path and (h.method = t.method or 'ANY' in (h.method, t.method))
     where t.workflow_id <> $1 limit 1`,
    [published.id, JSON.stringify(hooks)],
  );
  if (taken === undefined) return;
  const { owner, owners_method: theirs, method } = taken;
  throw addressTaken(published.name, [taken], `"${owner}"`, theirs === method ? "" : ` for ${methodName(theirs)}`);
}

interface Address {
  readonly method: string | null;
  readonly path: string | null;
}

function addressTaken(name: string, addresses: readonly Address[], owner = "another workflow", how = ""): AppError {
  const listed = addresses.flatMap(({ method, path }) => (path === null ? [] : [`${method} /api/hooks/${path}`]));
  return new AppError(
    "CONFLICT",
    `${name} cannot have the address ${listed.join(", ")}: ${owner} has it${how}, and is published.`,
    { hint: "Choose another path in the webhook node, or unpublish the other workflow." },
  );
}

function methodName(method: string): string {
  return method === "ANY" ? "any method" : method;
}
