import type { TraceEvent } from "@/nodes/core/trace-event";
import type { DatabaseSession } from "@/server/db/open-database";
import { type EventRow, fromEventRow } from "@/server/runs/event-row";

const columns = "run_id, seq, at, type, node_id, path, attempt, payload";

/** The stored events of a run in order, those after `after`. */
export async function readEvents(
  database: DatabaseSession,
  runId: string,
  after = 0,
  limit?: number,
): Promise<TraceEvent[]> {
  const bound = limit === undefined ? "" : " limit $3";
  const rows = await database.execute<EventRow>(
    `select ${columns} from run_events where run_id = $1 and seq > $2 order by seq${bound}`,
    limit === undefined ? [runId, after] : [runId, after, limit],
  );
  return rows.map(fromEventRow);
}
