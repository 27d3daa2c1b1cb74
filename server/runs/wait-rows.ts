import { sealJson } from "@/drizzle/schema/sealed";
import { nodeRunKey } from "@/nodes/core/node-run";
import { lastEventTypes, type TraceEvent, type TraceEventOf } from "@/nodes/core/trace-event";

/** What the new events of a run change in `waits`. */
export interface WaitRows {
  readonly waiting: readonly object[];
  readonly answered: readonly { readonly run_id: string; readonly node_id: string; readonly path: string }[];
  /** The run is over: nothing of it waits any more. */
  readonly isOver: boolean;
}

const none: WaitRows = { waiting: [], answered: [], isOver: false };

/** A node run waits from its `node.waiting` to its next event of another kind. `open`: those that wait, kept up to date. */
export function waitRows(events: readonly TraceEvent[], workspaceId: string, open: Set<string>): WaitRows {
  if (open.size === 0 && !events.some((event) => event.type === "node.waiting")) return none;
  const waiting = new Map<string, object>();
  const answered = new Map<string, WaitRows["answered"][number]>();
  for (const event of events) {
    if (!("nodeId" in event)) continue;
    const key = nodeRunKey(event.nodeId, event.path);
    if (event.type === "node.waiting") {
      open.add(key);
      waiting.set(key, waitRow(event, workspaceId));
      answered.delete(key);
    } else if (open.has(key) && endsWait(event)) {
      open.delete(key);
      waiting.delete(key);
      answered.set(key, { run_id: event.runId, node_id: event.nodeId, path: event.path });
    }
  }
  const isOver = events.some((event) => lastEventTypes.has(event.type));
  return { waiting: isOver ? [] : [...waiting.values()], answered: isOver ? [] : [...answered.values()], isOver };
}

/** Of a node run that waits: whether it does no more after this event. */
export function endsWait({ type }: TraceEvent): boolean {
  return type.startsWith("node.") && type !== "node.logged" && type !== "node.waiting";
}

function waitRow(event: TraceEventOf<"node.waiting">, workspaceId: string): object {
  return {
    run_id: event.runId,
    node_id: event.nodeId,
    path: event.path,
    workspace_id: workspaceId,
    reason: event.reason,
    choices: event.choices ?? [],
    details: event.details === undefined ? null : sealJson(event.details),
    due_at: event.dueAt === undefined ? null : new Date(event.dueAt).toISOString(),
  };
}
