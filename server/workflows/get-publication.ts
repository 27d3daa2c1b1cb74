import { z } from "zod";
import { database } from "@/server/db/database";
import type { DatabaseSession } from "@/server/db/open-database";
import { readReached } from "@/server/executor/frozen-calls";
import type { CalledWorkflow } from "@/server/executor/reached";
import type { StoredAgent } from "@/server/executor/saved-agents";
import { listTriggersOf, triggerSchema } from "@/server/triggers/list-triggers";
import { noWorkflow } from "@/server/workflows/get-summary";

export const publicationSchema = z
  .object({
    /** Null: nothing is published. */
    published: z
      .object({
        version: z.number().int(),
        revision: z.number().int(),
        label: z.string().nullable(),
        at: z.iso.datetime(),
        changedCalls: z
          .array(z.object({ id: z.string(), name: z.string() }))
          .describe("Workflows that it calls and that were changed or deleted since: it runs them as they were."),
        changedAgents: z
          .array(z.object({ id: z.string(), name: z.string() }))
          .describe("Saved agents that it uses and that were changed or deleted since: it uses them as they were."),
      })
      .nullable(),
    triggers: z.array(triggerSchema),
  })
  .meta({ id: "Publication" });
export type Publication = z.infer<typeof publicationSchema>;

interface Row {
  readonly id: string;
  readonly version: number | null;
  readonly revision: number | null;
  readonly label: string | null;
  readonly at: Date | null;
  readonly called: string | null;
}

/** What of a workflow is published, and the triggers that start it. Throws `NOT_FOUND`. */
export async function getPublication(workspaceId: string, id: string): Promise<Publication> {
  const opened = await database();
  const [row] = await opened.execute<Row>(
    `select w.id, v.version, v.revision, v.label, v.called, coalesce(w.published_at, v.created_at) as at from workflows w
     left join workflow_versions v on v.workflow_id = w.id and v.version = w.published_version
     where w.workspace_id = $1 and (w.id = $2 or w.slug = $2)`,
    [workspaceId, id],
  );
  if (row === undefined) throw noWorkflow(id);
  const { version, revision, label, at, called } = row;
  const isPublished = version !== null && revision !== null && at !== null;
  const changed = isPublished && called !== null ? await changedSince(opened, called) : nothingChanged;
  return {
    published: isPublished ? { version, revision, label, at: at.toISOString(), ...changed } : null,
    triggers: await listTriggersOf(opened, workspaceId, row.id),
  };
}

interface Named {
  readonly id: string;
  readonly name: string;
}

const nothingChanged = { changedCalls: [], changedAgents: [] };

async function changedSince(session: DatabaseSession, text: string) {
  const reached = readReached(text);
  return {
    changedCalls: await changedCalls(session, [...reached.called.values()]),
    changedAgents: await changedAgents(session, [...reached.agents.values()]),
  };
}

async function changedAgents(session: DatabaseSession, agents: readonly StoredAgent[]): Promise<Named[]> {
  if (agents.length === 0) return [];
  const rows = await session.execute<{ id: string; updated_at: Date }>(
    "select id, updated_at from agents where id = any($1)",
    [agents.map(({ agent }) => agent.id)],
  );
  const now = new Set(rows.map(({ id, updated_at: at }) => `${id}@${at.toISOString()}`));
  const changed = agents.filter(({ revision }) => revision.includes("@") && !now.has(revision));
  return [...new Map(changed.map(({ agent: { id, name } }) => [id, { id, name }])).values()];
}

async function changedCalls(session: DatabaseSession, called: readonly CalledWorkflow[]): Promise<Named[]> {
  if (called.length === 0) return [];
  const rows = await session.execute<{ id: string; revision: number }>(
    "select id, revision from workflows where id = any($1)",
    [called.map(({ id }) => id)],
  );
  const now = new Set(rows.map(({ id, revision }) => `${id}@${revision}`));
  const changed = called.filter(({ revision }) => revision.includes("@") && !now.has(revision));
  // One that is called by its id and by its slug is one.
  return [...new Map(changed.map(({ id, name }) => [id, { id, name }])).values()];
}
