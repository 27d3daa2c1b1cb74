import { z } from "zod";
import { openJson } from "@/drizzle/schema/sealed";
import { nodeAtPath } from "@/nodes/core/node-at-path";
import { type WaitReason, waitReasons } from "@/nodes/core/trace-event";
import type { DatabaseSession } from "@/server/db/open-database";
import { decodeCursor, type Page, type PageRequest, toPage, usualPerPage } from "@/server/page";
import { readFrozenGraph } from "@/server/runs/frozen-graph";
import { inlineValues, publicInlineLimit } from "@/server/runs/stored-values";

export const waitSchema = z
  .object({
    runId: z.string(),
    nodeId: z.string(),
    path: z.string(),
    reason: z.enum(waitReasons).describe("approval: asked by the workflow. decision: a crash interrupted the node."),
    choices: z.array(z.string()),
    details: z
      .record(z.string(), z.unknown())
      .describe(
        "Of an approval: title, text, value, form (a JSON Schema), and of a tool call: tool, by, call (what it would do).",
      ),
    dueAt: z.iso.datetime().nullable().describe("When it answers itself."),
    since: z.iso.datetime(),
    workflowId: z.string().nullable(),
    workflowName: z.string(),
    nodeTitle: z.string(),
  })
  .meta({ id: "Wait" });
export type Wait = z.infer<typeof waitSchema>;

interface WaitRow {
  readonly run_id: string;
  readonly node_id: string;
  readonly path: string;
  readonly reason: WaitReason;
  readonly choices: string[];
  readonly details: string | null;
  readonly due_at: Date | null;
  readonly created_at: Date;
  readonly place: string;
  readonly workflow_id: string | null;
  readonly workflow_name: string | null;
  readonly graph_hash: string;
}

const forPeople = "w.workspace_id = $1 and w.reason <> 'timer' and w.reason <> 'breakpoint'";

/** What waits for a person, the newest first. */
export async function listWaits(
  session: DatabaseSession,
  { workspaceId, cursor, limit = usualPerPage }: PageRequest & { readonly workspaceId: string },
): Promise<Page<Wait>> {
  const after = cursor === undefined ? [] : decodeCursor(cursor, 4);
  const rows = await session.execute<WaitRow>(
    `select w.run_id, w.node_id, w.path, w.reason, w.choices, w.details, w.due_at, w.created_at, w.created_at::text as place,
       r.workflow_id, f.name as workflow_name, r.graph_hash
     from waits w join runs r on r.id = w.run_id left join workflows f on f.id = r.workflow_id
     where ${forPeople} ${after.length === 0 ? "" : "and (w.created_at, w.run_id, w.node_id, w.path) < ($2::timestamptz, $3, $4, $5)"}
     order by w.created_at desc, w.run_id desc, w.node_id desc, w.path desc limit ${Number(limit) + 1}`,
    [workspaceId, ...(after as string[])],
  );
  const titles = new Map(await Promise.all(rows.map(async (row) => [row, await titlesOf(session, row)] as const)));
  return toPage(
    rows,
    limit,
    (row) => toWait(row, titles.get(row)),
    (row) => [row.place, row.run_id, row.node_id, row.path],
  );
}

/** The same with large values written back in, up to a limit for all of them; past it their references stay. */
export async function inlineWaits(session: DatabaseSession, page: Page<Wait>): Promise<Page<Wait>> {
  const items: Wait[] = [];
  let left = publicInlineLimit;
  for (const wait of page.items) {
    const details = await inlineValues(session, wait.details, left);
    left -= sizeOf(details) - sizeOf(wait.details);
    items.push({ ...wait, details });
  }
  return { ...page, items };
}

const sizeOf = (value: unknown) => JSON.stringify(value).length;

export async function countWaits(session: DatabaseSession, workspaceId: string): Promise<number> {
  const [row] = await session.execute<{ count: number }>(
    `select count(*)::int as count from waits w where ${forPeople}`,
    [workspaceId],
  );
  return row?.count ?? 0;
}

interface Titles {
  readonly workflow: string;
  readonly node: string;
}

/** As the run froze them: the workflow may have changed since. The node may stand in a workflow that the run's own calls. */
async function titlesOf(session: DatabaseSession, { graph_hash, node_id, path }: WaitRow): Promise<Titles> {
  const frozen = await readFrozenGraph(session, graph_hash);
  const node = frozen?.graph && nodeAtPath(frozen.graph, node_id, path)?.node;
  return { workflow: frozen?.document.name ?? "", node: node?.title ?? node_id };
}

function toWait(row: WaitRow, titles: Titles | undefined): Wait {
  return {
    runId: row.run_id,
    nodeId: row.node_id,
    path: row.path,
    reason: row.reason,
    choices: row.choices,
    details: row.details === null ? {} : (openJson(row.details) as Record<string, unknown>),
    dueAt: row.due_at?.toISOString() ?? null,
    since: row.created_at.toISOString(),
    workflowId: row.workflow_id,
    workflowName: row.workflow_name ?? titles?.workflow ?? "",
    nodeTitle: titles?.node ?? row.node_id,
  };
}
