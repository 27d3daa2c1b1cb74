import { openJson, sealJson } from "@/drizzle/schema/sealed";
import type { TraceEvent } from "@/nodes/core/trace-event";

/** A trace event as a row of `run_events`. */
export interface EventRow {
  readonly run_id: string;
  readonly seq: number;
  readonly at: number;
  readonly type: string;
  readonly node_id: string | null;
  readonly path: string;
  readonly attempt: number | null;
  /** The sealed JSON of the fields without a column; null when there are none. */
  readonly payload: string | null;
}

export function toEventRow(event: TraceEvent): EventRow {
  const { runId, seq, at, type, nodeId, path, attempt, ...payload } = event as TraceEvent & {
    nodeId?: string;
    path?: string;
    attempt?: number;
  };
  return {
    run_id: runId,
    seq,
    at,
    type,
    node_id: nodeId ?? null,
    path: path ?? "",
    attempt: attempt ?? null,
    payload: sealPayload(payload),
  };
}

function sealPayload(payload: object): string | null {
  for (const _ in payload) return sealJson(payload);
  return null;
}

export function fromEventRow(row: EventRow): TraceEvent {
  const payload = row.payload === null ? {} : (openJson(row.payload) as object);
  const event = { runId: row.run_id, seq: row.seq, at: Number(row.at), type: row.type, ...payload };
  if (row.node_id === null) return event as TraceEvent;
  return {
    ...event,
    nodeId: row.node_id,
    path: row.path,
    ...(row.attempt === null ? {} : { attempt: row.attempt }),
  } as TraceEvent;
}
