import { AppError } from "@/nodes/core/app-error";
import type { Graph } from "@/nodes/core/graph";
import { downstreamOf } from "@/nodes/core/graph-ways";
import type { JsonObject } from "@/nodes/core/json";
import { foldEvents, type RunState } from "@/nodes/core/run-state";
import { createStaleness, type StaleNodes } from "@/nodes/core/stale-nodes";
import type { NewTraceEvent } from "@/nodes/core/trace-event";
import { openDocument } from "@/nodes/core/upgrade";
import { definitions } from "@/nodes/definitions";
import type { Database } from "@/server/db/open-database";
import type { HoldRequest } from "@/server/executor/breakpoints";
import type { RunOptions } from "@/server/executor/claim-run";
import { executor } from "@/server/executor/executor";
import { hasLarge, loadLargeValues, storeLargeValues } from "@/server/executor/large-values";
import { loadRunnable, makeRunnable, type Runnable } from "@/server/executor/load-runnable";
import { ownValues } from "@/server/executor/own-values";
import { noGrants, type RunGrants } from "@/server/executor/services";
import { requireNode, type StartedRun, startRunnable } from "@/server/executor/start-run";
import { readEvents } from "@/server/runs/read-events";

export interface ForkRun extends HoldRequest {
  /** The new run begins at this node: what does not depend on it keeps what it gave in the old one. */
  readonly fromNode: string;
  /** Values by output port that take the place of the node's own; without them the node runs again. */
  readonly output?: JsonObject;
  /** Goes to this node and no further. */
  readonly until?: string;
  /** Runs the workflow as it is now instead of as the old run froze it; what that makes stale runs again. */
  readonly isCurrent?: boolean;
}

interface SourceRun {
  readonly workflow_id: string | null;
  readonly options: RunOptions | null;
  readonly document: string;
}

/**
 * A new run that begins in the middle of another one; what did not end there runs as in any run. Throws `NOT_FOUND`, and
 * `NODE_INPUT_INVALID` for a node or a port that is not there, with its field.
 */
export async function forkRun(workspaceId: string, runId: string, fork: ForkRun): Promise<StartedRun> {
  const host = await executor();
  const { database } = host.services;
  const [source] = await database.execute<SourceRun>(
    `select r.workflow_id, r.options, g.document from runs r join run_graphs g on g.hash = r.graph_hash
     where r.id = $1 and r.workspace_id = $2`,
    [runId, workspaceId],
  );
  if (source === undefined) throw new AppError("NOT_FOUND", `There is no run ${runId}. It may have been deleted.`);
  const state = host.liveState(runId) ?? foldEvents(runId, await readEvents(database, runId));
  const { runnable, grants } = await runnableOf(database, workspaceId, source, fork.isCurrent === true);
  const stale = staleNow(source, runnable, state);
  return startRunnable(host, runnable, {
    workspaceId,
    workflowId: source.workflow_id,
    input: await loadLargeValues(database, state.input),
    trigger: "fork",
    grants,
    subject: runnable.workflow.name,
    until: fork.until,
    breakpoints: fork.breakpoints,
    step: fork.step,
    entry: source.options?.entry,
    forkedFrom: { runId, nodeId: fork.fromNode, hasOutput: fork.output !== undefined },
    known: (graph, newRunId) => knownNodes({ database, graph, state, fork, stale, newRunId }),
  });
}

/** Nodes that gave in the old run what the document of the new one would not give. */
function staleNow({ document }: SourceRun, { workflow }: Runnable, state: RunState): StaleNodes {
  const then = openDocument(document, definitions);
  return createStaleness(definitions, then)(workflow, (nodeId) => state.nodeRuns.get(nodeId)?.output);
}

async function runnableOf(
  database: Database,
  workspaceId: string,
  source: SourceRun,
  isCurrent: boolean,
): Promise<{ readonly runnable: Runnable; readonly grants: RunGrants }> {
  if (isCurrent && source.workflow_id !== null) {
    const runnable = await loadRunnable(database, workspaceId, source.workflow_id);
    return { runnable, grants: runnable.grants };
  }
  return {
    runnable: makeRunnable(openDocument(source.document, definitions), source.document),
    grants: source.options?.grants ?? noGrants,
  };
}

interface Known {
  readonly database: Database;
  readonly graph: Graph;
  readonly state: RunState;
  readonly fork: ForkRun;
  readonly stale: StaleNodes;
  readonly newRunId: string;
}

/** The ends of the nodes that do not depend on the one that the fork begins at, and of that one where its output is given. */
async function knownNodes(known: Known): Promise<NewTraceEvent[]> {
  const { database, graph, state, fork, stale, newRunId } = known;
  const { fromNode, output } = fork;
  requireNode(graph, fromNode, "fromNode");
  const again = downstreamOf(graph, fromNode);
  const events: NewTraceEvent[] = [];
  for (const { id } of graph.dataNodes) {
    const before = state.nodeRuns.get(id);
    if (again.has(id) || stale.has(id)) continue;
    if (before?.status === "skipped" && before.skipReason !== "not-asked")
      events.push({ type: "node.skipped", nodeId: id, path: "", reason: before.skipReason ?? "dead" });
    // With durability `result` only that it ended was stored: it is run again.
    if (before?.status !== "completed" || before.output === undefined) continue;
    const values = await ownValues(database, newRunId, before.output);
    const firedPorts = [...(before.firedPorts ?? [])];
    const starter = before.isFromStarter === true ? { isFromStarter: true } : {};
    events.push({ ...ended(id), output: values, firedPorts, reusedFrom: state.runId, ...starter });
  }
  if (output !== undefined) events.push(await givenOutput(known, output));
  return events;
}

function ended(nodeId: string) {
  return { type: "node.completed", nodeId, path: "", attempt: 1, durationMs: 0 } as const;
}

async function givenOutput(
  { database, graph, state, fork, newRunId }: Known,
  output: JsonObject,
): Promise<NewTraceEvent> {
  const { fromNode } = fork;
  const ports = graph.nodes.get(fromNode)?.dataOutputs ?? [];
  const strange = Object.keys(output).find((port) => !ports.includes(port));
  if (strange !== undefined)
    throw new AppError(
      "NODE_INPUT_INVALID",
      `The node ${fromNode} has no output ${strange}; it has ${ports.join(", ")}.`,
      {
        field: "output",
      },
    );
  const values = hasLarge(output) ? await storeLargeValues(database, newRunId, output) : output;
  return { ...ended(fromNode), output: values, firedPorts: Object.keys(output), reusedFrom: state.runId };
}
