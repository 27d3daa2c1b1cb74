import { z } from "zod";
import { openJson } from "@/drizzle/schema/sealed";
import { jsonObjectSchema } from "@/nodes/core/json";
import type { Database } from "@/server/db/open-database";
import { decodeCursor, encodeCursor, type Page, type PageRequest, toPage, usualPerPage } from "@/server/page";

const named = z.object({ id: z.string(), name: z.string() });

export const rememberedSchema = z.object({
  id: z.string(),
  collectionId: z.string(),
  collection: named,
  text: z.string(),
  origin: jsonObjectSchema,
  runId: z.string().nullable(),
  workflow: named.nullable().describe("Null where it is deleted, or where none remembered it."),
  agent: named.nullable(),
  metadata: jsonObjectSchema,
  isPinned: z.boolean(),
  importance: z.number().nullable(),
  uses: z.number().int(),
  usedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type Remembered = z.infer<typeof rememberedSchema>;

export interface RememberedRequest extends PageRequest {
  readonly workspaceId: string;
  /** Its id. */
  readonly collection?: string;
  /** A part of the text, whatever the case of its letters. */
  readonly text?: string;
  readonly isPinned?: boolean;
}

interface Row {
  readonly id: string;
  readonly collection_id: string;
  readonly collection_name: string;
  readonly content: string;
  readonly origin: Remembered["origin"];
  readonly run_id: string | null;
  readonly metadata: Remembered["metadata"];
  readonly is_pinned: boolean;
  readonly importance: number | null;
  readonly uses: number;
  readonly used_at: Date | null;
  readonly created_at: Date;
  readonly workflow_id: string | null;
  readonly workflow_name: string | null;
  readonly agent_id: string | null;
  readonly agent_name: string | null;
}

/** Texts may be encrypted, so that they are read to be searched: a request looks at so many of them at most. */
const mostLookedAt = 2_000;
const perLook = 200;

/** What agents and workflows remembered, in all collections, the newest first. */
export async function listRemembered(
  database: Database,
  { text = "", limit = usualPerPage, ...request }: RememberedRequest,
): Promise<Page<Remembered>> {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return toPage(await read(database, request, limit + 1), limit, toRemembered, keysOf);
  const found: Row[] = [];
  let { cursor } = request;
  for (let looked = 0; looked < mostLookedAt; ) {
    const rows = await read(database, { ...request, cursor }, perLook);
    found.push(...rows.filter(({ content }) => (openJson(content) as string).toLowerCase().includes(wanted)));
    looked += rows.length;
    const last = rows.at(-1);
    if (found.length > limit || rows.length < perLook || last === undefined)
      return toPage(found, limit, toRemembered, keysOf);
    cursor = encodeCursor(keysOf(last));
  }
  // Not all was looked at: the next page goes on where this one stopped.
  return { items: found.map(toRemembered), nextCursor: cursor ?? null };
}

function read(
  database: Database,
  { workspaceId, collection, isPinned, cursor }: Omit<RememberedRequest, "text" | "limit">,
  most: number,
): Promise<Row[]> {
  // Their ids rise with time.
  const before = cursor === undefined ? null : (decodeCursor(cursor, 1)[0] as string);
  return database.execute<Row>(
    `select d.id, d.collection_id, c.name as collection_name, d.content, d.origin, d.run_id, d.metadata, d.is_pinned,
       d.importance, d.uses, d.used_at, d.created_at, w.id as workflow_id, w.name as workflow_name,
       a.id as agent_id, a.name as agent_name
     from documents d join collections c on c.id = d.collection_id
       left join workflows w on w.id = d.origin->>'workflowId' and w.workspace_id = d.workspace_id
       left join agents a on a.id = d.origin->>'agentId' and a.workspace_id = d.workspace_id
     where d.workspace_id = $1 and d.origin->>'kind' = 'run' and d.status = 'ready' and d.content is not null
       and ($2::text is null or d.collection_id = $2) and ($3::boolean is null or d.is_pinned = $3)
       and ($4::text is null or d.id < $4) order by d.id desc limit ${Number(most)}`,
    [workspaceId, collection ?? null, isPinned ?? null, before],
  );
}

const keysOf = ({ id }: Row): readonly string[] => [id];

function toRemembered(row: Row): Remembered {
  const { id, origin, metadata, importance, uses } = row;
  return {
    id,
    collectionId: row.collection_id,
    collection: { id: row.collection_id, name: row.collection_name },
    text: openJson(row.content) as string,
    origin,
    runId: row.run_id,
    workflow: row.workflow_id === null ? null : { id: row.workflow_id, name: row.workflow_name ?? "" },
    agent: row.agent_id === null ? null : { id: row.agent_id, name: row.agent_name ?? "" },
    metadata,
    isPinned: row.is_pinned,
    importance,
    uses,
    usedAt: row.used_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}
