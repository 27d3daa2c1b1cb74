import { AppError } from "@/nodes/core/app-error";
import type { JsonObject } from "@/nodes/core/json";
import { type RecordedRun, recordRun } from "@/nodes/core/record-run";
import { foldEvents, type RunState } from "@/nodes/core/run-state";
import { createStaleness, type StaleNodes } from "@/nodes/core/stale-nodes";
import { openDocument } from "@/nodes/core/upgrade";
import { definitions } from "@/nodes/definitions";
import type { Database } from "@/server/db/open-database";
import type { HoldRequest } from "@/server/executor/breakpoints";
import type { RunOptions } from "@/server/executor/claim-run";
import { executor } from "@/server/executor/executor";
import { KnownNodes } from "@/server/executor/known-nodes";
import { loadLargeValues } from "@/server/executor/large-values";
import { grantsNow, loadRunnable, makeRunnable, type Runnable } from "@/server/executor/load-runnable";
import type { RunHost } from "@/server/executor/run-host";
import { noGrants, type RunGrants } from "@/server/executor/services";
import { type StartedRun, startRunnable } from "@/server/executor/start-run";
import { readEvents } from "@/server/runs/read-events";

export interface ForkRun extends HoldRequest {
  /** The new run begins at this node: what does not depend on it keeps what it gave in the old one. */
  readonly fromNode: string;
  /** Of a node inside of containers or called workflows: the item, such as `loop[2]`. The other items keep what they gave. */
  readonly path?: string;
  /** Values by output port that take the place of the node's own; without them the node runs again. */
  readonly output?: JsonObject;
  /** Goes to this node and no further. It stands in the item that `path` names, or in a level around that. */
  readonly until?: string;
  /** Of a node inside of another item: that one. */
  readonly untilPath?: string;
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
  const { path = "" } = fork;
  const { state, nodeRuns } = await knownOf(host, runId, path);
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
    untilPath: fork.untilPath,
    breakpoints: fork.breakpoints,
    step: fork.step,
    entry: source.options?.entry,
    forkedFrom: {
      ...{ runId, nodeId: fork.fromNode, hasOutput: fork.output !== undefined },
      ...(path === "" ? {} : { path }),
    },
    known: (graph, toRun) => {
      const { fromNode, output } = fork;
      return new KnownNodes({
        database,
        graph,
        nodeRuns,
        stale,
        fromNode,
        path,
        output,
        toRun,
        fromRun: runId,
      }).events();
    },
  });
}

/** A run forgets what was inside of its items when they end; their events do not. */
async function knownOf(host: RunHost, runId: string, path: string): Promise<RecordedRun> {
  const live = path === "" ? host.liveState(runId) : undefined;
  if (live !== undefined) return { state: live, nodeRuns: live.nodeRuns };
  const events = await readEvents(host.services.database, runId);
  if (path !== "") return recordRun(runId, events);
  const state = foldEvents(runId, events);
  return { state, nodeRuns: state.nodeRuns };
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
    grants: await grantsNow(database, workspaceId, source.workflow_id, source.options?.grants ?? noGrants),
  };
}
