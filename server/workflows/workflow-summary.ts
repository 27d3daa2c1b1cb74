import { z } from "zod";
import { runStatuses } from "@/nodes/core/run-status";

/** Where the nodes stand and what they are connected to: enough for a small picture. */
const sketchSchema = z.object({
  nodes: z.array(
    z.object({ id: z.string(), type: z.string(), x: z.number(), y: z.number(), parentId: z.string().nullable() }),
  ),
  connections: z.array(z.object({ source: z.string(), target: z.string() })),
});

export const workflowSummarySchema = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    description: z.string(),
    revision: z.number().int(),
    updatedAt: z.iso.datetime(),
    nodeCount: z.number().int(),
    nodeTypes: z.array(z.string()),
    /** Of the first nodes and connections. */
    sketch: sketchSchema,
    published: z
      .object({ version: z.number().int(), isCurrent: z.boolean().describe("Nothing was changed in it since.") })
      .nullable()
      .describe("The version that triggers and other programs run."),
    lastRun: z.object({ id: z.string(), status: z.enum(runStatuses), at: z.iso.datetime() }).nullable(),
  })
  .meta({ id: "WorkflowSummary" });
export type WorkflowSummary = z.infer<typeof workflowSummarySchema>;

interface SummaryRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly revision: number;
  readonly updated_at: Date;
  readonly node_types: string[] | null;
  readonly node_count: number;
  readonly sketch_nodes: z.infer<typeof sketchSchema>["nodes"] | null;
  readonly sketch_connections: z.infer<typeof sketchSchema>["connections"] | null;
  readonly published_version: number | null;
  readonly published_revision: number | null;
  readonly run_id: string | null;
  readonly run_status: (typeof runStatuses)[number] | null;
  readonly run_at: Date | null;
}

/** A picture of more nodes than these could not be told apart. */
const sketchSize = 150;

/** Rows of `workflows w` as `toSummary` reads them; conditions and order follow it. */
export const selectSummaries = `
  select w.id, w.slug, w.name, w.description, w.revision, w.updated_at,
    jsonb_array_length(w.nodes) as node_count,
    (select jsonb_agg(distinct n ->> 'type') from jsonb_array_elements(w.nodes) n) as node_types,
    (select jsonb_agg(jsonb_build_object('id', n -> 'id', 'type', n -> 'type', 'x', n -> 'position' -> 'x', 'y', n -> 'position' -> 'y', 'parentId', n -> 'parentId'))
      from (select n from jsonb_array_elements(w.nodes) n limit ${sketchSize}) as shown) as sketch_nodes,
    (select jsonb_agg(jsonb_build_object('source', c -> 'source', 'target', c -> 'target'))
      from (select c from jsonb_array_elements(w.connections) c limit ${2 * sketchSize}) as shown) as sketch_connections,
    w.published_version,
    (select v.revision from workflow_versions v where v.workflow_id = w.id and v.version = w.published_version)
      as published_revision,
    r.id as run_id, r.status as run_status, r.created_at as run_at
  from workflows w
  left join lateral (select id, status, created_at from runs where workflow_id = w.id order by id desc limit 1) r on true`;

export function toSummary(row: SummaryRow): WorkflowSummary {
  const { id, slug, name, description, revision } = row;
  const ran = row.run_id !== null && row.run_status !== null && row.run_at !== null;
  return {
    id,
    slug,
    name,
    description,
    revision,
    updatedAt: row.updated_at.toISOString(),
    nodeCount: row.node_count,
    nodeTypes: row.node_types ?? [],
    sketch: { nodes: row.sketch_nodes ?? [], connections: row.sketch_connections ?? [] },
    published:
      row.published_version === null
        ? null
        : { version: row.published_version, isCurrent: row.published_revision === revision },
    lastRun: ran
      ? { id: row.run_id as string, status: row.run_status as never, at: (row.run_at as Date).toISOString() }
      : null,
  };
}

export type { SummaryRow };
