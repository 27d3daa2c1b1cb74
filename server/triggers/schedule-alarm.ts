import type { ScheduleConfig } from "@/nodes/schedule/definition";
import type { Database } from "@/server/db/open-database";
import { logger } from "@/server/logger";
import { nextTime } from "@/server/triggers/cron-times";
import type { TriggerRow } from "@/server/triggers/trigger-row";

export interface DueTime {
  readonly workflowId: string;
  readonly nodeId: string;
  readonly at: Date;
}

/** So that a schedule which was set meanwhile by a clock that jumped is found, and no timer is longer than timers can be. */
const longestMs = 3_600_000;

/** After the database was away. */
const tryAgainMs = 10_000;

/** What rings later than this was asleep with its machine: whether missed times are made up for is the queue's to say. */
const stillOnTimeMs = 60_000;

/**
 * Rings in this process when the next schedule is due, by the database's clock. The queue looks for times that came every few
 * seconds; the alarm tells it at once. It may ring in several processes, and in none: the queue still looks.
 */
export class ScheduleAlarm {
  readonly #opened: Database;
  readonly #ring: (due: readonly DueTime[]) => Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #turn = 0;
  #isStopped = false;

  constructor(opened: Database, ring: (due: readonly DueTime[]) => Promise<void>) {
    this.#opened = opened;
    this.#ring = ring;
  }

  /** Looks when the next schedule is due, and rings then: at a start, and after times changed or came. */
  set(): void {
    if (this.#isStopped) return;
    const turn = ++this.#turn;
    this.#setFor(turn).catch((error: unknown) => {
      warn(error);
      if (turn !== this.#turn) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.set(), tryAgainMs).unref();
    });
  }

  stop(): void {
    this.#isStopped = true;
    this.#turn += 1;
    clearTimeout(this.#timer);
  }

  async #setFor(turn: number): Promise<void> {
    const rows = await this.#opened.execute<TriggerRow & { now: Date }>(
      "select *, now() as now from triggers where type = 'schedule' and not is_paused",
    );
    if (turn !== this.#turn) return;
    clearTimeout(this.#timer);
    const dues = rows.flatMap(comesNext);
    const [now] = rows.map((row) => row.now.getTime());
    if (now === undefined || dues.length === 0) return;
    const first = Math.min(...dues.map(({ at }) => at.getTime()));
    const waitMs = first - now + 1;
    const due = waitMs > longestMs ? [] : dues.filter(({ at }) => at.getTime() === first);
    const ms = Math.min(waitMs, longestMs);
    const expected = Date.now() + ms;
    this.#timer = setTimeout(() => this.#wake(due, expected), ms).unref();
  }

  #wake(due: readonly DueTime[], expected: number): void {
    if (due.length > 0 && Date.now() - expected < stillOnTimeMs) this.#ring(due).catch((error: unknown) => warn(error));
    this.set();
  }
}

/** A time that came and is not dealt with yet is in other hands; this is the one after it. */
function comesNext({ workflow_id: workflowId, node_id: nodeId, config, next_at, now }: TriggerRow & { now: Date }) {
  const { cron, timezone } = config as unknown as ScheduleConfig;
  try {
    const at = next_at !== null && next_at > now ? next_at : nextTime(cron, timezone, now);
    return [{ workflowId, nodeId, at }];
  } catch {
    // Its line has no more times; the trigger says so.
    return [];
  }
}

function warn(error: unknown): void {
  logger().warn({ err: error }, "The next time of the schedules could not be followed; the queue will tell of it");
}
