import type { TraceEvent } from "@/nodes/core/trace-event";
import type { Workflow } from "@/nodes/core/workflow";
import type { DatabaseSession } from "@/server/db/open-database";
import type { ForkedFrom } from "@/server/runs/forked-from";
import { readRunRow } from "@/server/runs/get-run";
import { readEvents } from "@/server/runs/read-events";

export interface Trace {
  readonly events: TraceEvent[];
  /** The document that the run was frozen with. */
  readonly document: Workflow | null;
  readonly workflowId: string | null;
  readonly workflowName: string;
  readonly forkedFrom?: ForkedFrom;
  /** There are more: ask again after the last one. */
  readonly truncated: boolean;
}

/** Events of one answer at most. */
const mostEvents = 20_000;

/** What is stored of a run's trace, for a page that shows it. Throws `NOT_FOUND`. */
export async function getTrace(
  session: DatabaseSession,
  workspaceId: string,
  runId: string,
  after = 0,
): Promise<Trace> {
  const { workflowId, workflowName, graph, forkedFrom } = await readRunRow(session, workspaceId, runId);
  const events = await readEvents(session, runId, after, mostEvents + 1);
  const truncated = events.length > mostEvents;
  return {
    events: truncated ? events.slice(0, mostEvents) : events,
    document: graph?.document ?? null,
    workflowId,
    workflowName,
    forkedFrom,
    truncated,
  };
}
