import { z } from "zod";
import { openJson } from "@/drizzle/schema/sealed";
import { isAppError } from "@/nodes/core/app-error";
import { type ArgumentPattern, argumentPatternSchema, patternWords } from "@/nodes/core/argument-pattern";
import type { Graph } from "@/nodes/core/graph";
import { allPlacedNodes, calledAs, type PlacedNode } from "@/nodes/core/node-at-path";
import { database } from "@/server/db/database";
import type { Database } from "@/server/db/open-database";
import { loadRunnable } from "@/server/executor/load-runnable";
import { toolFingerprint } from "@/server/executor/tool-fingerprint";
import { decodeCursor, type Page, type PageRequest, toPage, usualPerPage } from "@/server/page";
import { requireWorkflowId } from "@/server/workflows/require-workflow-id";

export const allowanceSchema = z
  .object({
    id: z.string(),
    nodeId: z.string().describe("The tool. Of a workflow that this one brings along: its id/the node's id."),
    nodeTitle: z.string(),
    pattern: argumentPatternSchema.describe("Which arguments are allowed; a call with others is asked about."),
    words: z.string().describe("The same as people read it."),
    isCurrent: z
      .boolean()
      .describe("False: the tool is not as it was when this was allowed, so its calls are asked about."),
    by: z.string().describe("Who allowed it."),
    since: z.iso.datetime(),
  })
  .meta({ id: "Allowance" });
export type Allowance = z.infer<typeof allowanceSchema>;

interface Row {
  readonly id: string;
  readonly node_id: string;
  readonly fingerprint: string;
  readonly pattern: string;
  readonly created_by: string;
  readonly created_at: Date;
}

/** The calls of a workflow's tools that are always allowed, the newest first. Throws `NOT_FOUND`. */
export async function listAllowances(
  workspaceId: string,
  idOrSlug: string,
  { cursor, limit = usualPerPage }: PageRequest = {},
): Promise<Page<Allowance>> {
  const opened = await database();
  const workflowId = await requireWorkflowId(opened, workspaceId, idOrSlug);
  const [before] = cursor === undefined ? [] : decodeCursor(cursor, 1);
  const rows = await opened.execute<Row>(
    `select id, node_id, fingerprint, pattern, created_by, created_at from tool_allowances
     where workflow_id = $1 ${before === undefined ? "" : "and id < $2"} order by id desc limit ${Number(limit) + 1}`,
    [workflowId, ...(before === undefined ? [] : [before])],
  );
  const tools = rows.length === 0 ? new Map() : await toolsOf(opened, workspaceId, workflowId);
  return toPage(
    rows,
    limit,
    (row) => toAllowance(row, tools.get(row.node_id)),
    (row) => [row.id],
  );
}

/** The nodes of the workflow as it is now, by the ids that allowances name. None while it cannot run. */
async function toolsOf(
  opened: Database,
  workspaceId: string,
  workflowId: string,
): Promise<ReadonlyMap<string, PlacedNode>> {
  let graph: Graph;
  try {
    graph = (await loadRunnable(opened, workspaceId, workflowId)).graph();
  } catch (error) {
    if (isAppError(error)) return new Map();
    throw error;
  }
  return new Map(
    allPlacedNodes(graph).map((placed) => {
      const called = calledAs(placed.graph);
      return [called === undefined ? placed.node.id : `${called}/${placed.node.id}`, placed];
    }),
  );
}

function toAllowance(row: Row, tool: PlacedNode | undefined): Allowance {
  const pattern = openJson(row.pattern) as ArgumentPattern;
  return {
    id: row.id,
    nodeId: row.node_id,
    nodeTitle: tool?.node.title ?? row.node_id,
    pattern,
    words: patternWords(pattern),
    isCurrent: tool !== undefined && toolFingerprint(tool) === row.fingerprint,
    by: row.created_by,
    since: row.created_at.toISOString(),
  };
}
