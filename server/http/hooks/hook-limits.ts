import { AppError } from "@/nodes/core/app-error";
import { database } from "@/server/db/database";
import { singleton } from "@/server/singleton";
import type { TriggerRow } from "@/server/triggers/trigger-row";

/** Calls under way in this process, and those of one webhook that wait for the end of their run. */
const mostCalls = 1_000;
const mostWaiting = 100;

/** Runs of one workflow that wait for a slot. */
const mostQueued = 10_000;

/** How long a count of them is good for. */
const countedForMs = 1_000;

const underWay = () => singleton("hook-calls", () => new Map<string, number>());

/** Counts this call among those under way; throws `RATE_LIMITED` where there are too many. */
export function countCall<T>(work: () => Promise<T>): Promise<T> {
  return within("", mostCalls, "Too many webhooks are called at once.", work);
}

/** The same for a caller that waits until the run is over. */
export function countWaiting<T>(trigger: TriggerRow, work: () => Promise<T>): Promise<T> {
  const message = `${mostWaiting} callers wait for runs of this webhook already.`;
  return within(`${trigger.workflow_id}/${trigger.node_id}`, mostWaiting, message, work);
}

async function within<T>(key: string, most: number, message: string, work: () => Promise<T>): Promise<T> {
  const counts = underWay();
  const count = counts.get(key) ?? 0;
  if (count >= most) throw tooMany(message, 5);
  counts.set(key, count + 1);
  try {
    return await work();
  } finally {
    const left = (counts.get(key) ?? 1) - 1;
    if (left === 0) counts.delete(key);
    else counts.set(key, left);
  }
}

const counted = () => singleton("hook-queues", () => new Map<string, { readonly at: number; queued: number }>());

/** Throws `RATE_LIMITED` while so many runs of the workflow wait that more of them would only wait longer. */
export async function refuseFullQueue({ workflow_id }: TriggerRow): Promise<void> {
  const known = counted().get(workflow_id);
  const gauge = known !== undefined && Date.now() - known.at < countedForMs ? known : await count(workflow_id);
  if (gauge.queued >= mostQueued)
    throw tooMany(`${mostQueued.toLocaleString("en")} runs of this workflow wait to be started.`, 30);
  gauge.queued += 1;
}

async function count(workflowId: string) {
  const opened = await database();
  // Those that are queued are few, the workflow's runs are many: the sum keeps the index of the latter out of it.
  const [row] = await opened.execute<{ queued: number }>(
    `select count(*)::int as queued from
       (select 1 from runs where status = 'queued' and workflow_id || '' = $1 limit ${mostQueued}) as q`,
    [workflowId],
  );
  if (counted().size > 1_000) counted().clear();
  const gauge = { at: Date.now(), queued: row?.queued ?? 0 };
  counted().set(workflowId, gauge);
  return gauge;
}

function tooMany(message: string, retryAfterS: number): AppError {
  return new AppError("RATE_LIMITED", message, { details: { retryAfterS }, hint: "Send it again later." });
}
