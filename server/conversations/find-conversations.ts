import { openJson } from "@/drizzle/schema/sealed";
import { AppError } from "@/nodes/core/app-error";
import type { Conversations, FindConversations, OldConversation } from "@/nodes/core/node-runner";
import type { Database } from "@/server/db/open-database";
import { outlast } from "@/server/db/passing-error";
import type { SqlParameter } from "@/server/db/sql-client";

/** Of one conversation: what a small model can read. The beginning says what it was about, the end how it came out. */
const mostCharacters = 12_000;
const dayMs = 86_400_000;

interface Row {
  readonly id: string;
  readonly revision: number;
  readonly title: string;
  readonly agent_id: string | null;
  readonly workflow_id: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  /** Of the branch in view, the oldest first. */
  readonly said: readonly { readonly role: "user" | "assistant" | "summary"; readonly content: string }[] | null;
}

/** The conversations of a workspace, as a node asks for them. */
export function openConversations(database: Database, workspaceId: string): Conversations {
  return { find: (request) => outlast(() => find(database, workspaceId, request), "old conversations") };
}

async function find(database: Database, workspaceId: string, request: FindConversations): Promise<OldConversation[]> {
  const { whose, agent, olderThanDays, most, notIn } = request;
  const now = Date.now();
  const parameters: SqlParameter[] = [workspaceId, new Date(now - olderThanDays * dayMs)];
  const conditions = ["c.workspace_id = $1", "c.updated_at <= $2", "c.head_id is not null"];
  if (whose === "agents") conditions.push("c.agent_id is not null");
  if (whose === "workflows") conditions.push("c.workflow_id is not null");
  if (agent !== undefined)
    conditions.push(`c.agent_id = $${parameters.push(await idOf(database, "agents", workspaceId, agent))}`);
  if (notIn !== undefined) {
    const place = parameters.push(await idOf(database, "collections", workspaceId, notIn));
    conditions.push(
      `not exists (select from documents d where d.collection_id = $${place} and d.metadata @> jsonb_build_object('conversation', c.id, 'revision', c.revision))`,
    );
  }
  const rows = await database.execute<Row>(
    `select c.id, c.revision, c.title, c.agent_id, c.workflow_id, c.created_at, c.updated_at, (${branch}) as said
     from conversations c where ${conditions.join(" and ")} order by c.updated_at, c.id limit ${Number(most)}`,
    parameters,
  );
  return rows.map((row) => toOld(row, now));
}

/** What leads to the head: siblings that were left behind are not part of it. */
const branch = `with recursive branch as (
    select id, parent_id, role, content, 0 as back from messages where id = c.head_id
    union all
    select m.id, m.parent_id, m.role, m.content, b.back + 1 from messages m join branch b on m.id = b.parent_id)
  select json_agg(json_build_object('role', role, 'content', content) order by back desc) from branch`;

async function idOf(
  database: Database,
  table: "agents" | "collections",
  workspaceId: string,
  idOrSlug: string,
): Promise<string> {
  const [row] = await database.execute<{ id: string }>(
    `select id from ${table} where (id = $1 or slug = $1) and workspace_id = $2`,
    [idOrSlug, workspaceId],
  );
  if (row !== undefined) return row.id;
  const isAgent = table === "agents";
  throw new AppError("NOT_FOUND", `There is no ${isAgent ? "agent" : "collection"} ${idOrSlug}.`, {
    field: isAgent ? "agent" : "collection",
    hint: `Choose another one, or leave the field empty.`,
  });
}

function toOld(row: Row, now: number): OldConversation {
  const messages = (row.said ?? []).map(({ role, content }) => ({ role, content: String(openJson(content) ?? "") }));
  return {
    id: row.id,
    revision: row.revision,
    title: String(openJson(row.title)),
    text: withoutMiddle(messages.map(({ role, content }) => `${speakers[role]}: ${content}`).join("\n\n")),
    messages,
    agentId: row.agent_id,
    workflowId: row.workflow_id,
    idleDays: Math.floor((now - row.updated_at.getTime()) / dayMs),
    exchanges: messages.filter(({ role }) => role === "user").length,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

const speakers = { user: "User", assistant: "Assistant", summary: "Summary of what was before" } as const;

function withoutMiddle(text: string): string {
  if (text.length <= mostCharacters) return text;
  const half = mostCharacters / 2;
  return `${text.slice(0, half)}\n\n[…]\n\n${text.slice(-half)}`;
}
