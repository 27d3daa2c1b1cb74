import { AppError } from "@/nodes/core/app-error";
import type { TraceEvent } from "@/nodes/core/trace-event";
import type { Database, DatabaseSession } from "@/server/db/open-database";
import { outlast } from "@/server/db/passing-error";
import { logger } from "@/server/logger";
import type { Effect } from "@/server/runs/effect";
import { flushStatement } from "@/server/runs/flush-statement";
import type { RunBus } from "@/server/runs/run-bus";
import { keyTaken, type NewRun, type RunLog } from "@/server/runs/run-log";
import { type RunRows, toRunRows } from "@/server/runs/run-rows";

/** More than this in one statement would keep other statements waiting. */
const mostEvents = 4_000;
const mostCharacters = 16 * 1024 * 1024;

/** What nobody waits for travels with what somebody waits for, if that comes within this time. */
const patienceMs = 5;

/** What one run brings to a flush. */
interface Share {
  readonly log: RunLog;
  readonly events: readonly TraceEvent[];
  readonly newRun?: NewRun;
  readonly rows: RunRows;
  readonly effects: readonly Effect[];
}

/**
 * Commits events in groups: while one statement is under way the events of all runs collect, and the next one takes them
 * all, so that durability costs a share of a statement, not a statement a node. One event passes one function: insert,
 * project (the run's row and those of nodes that cost something), commit, publish. A run whose events the database
 * refuses is told so and harms no other one.
 */
export class EventWriter {
  readonly #database: Database;
  readonly #bus: RunBus;
  readonly #owner: string;
  readonly #dirty = new Set<RunLog>();
  #isUrgent = false;
  /** The last flush left something to the next one. */
  #isCutShort = false;
  #patience: NodeJS.Timeout | undefined;
  #loop: Promise<void> | undefined;

  constructor(options: { database: Database; bus: RunBus; owner: string }) {
    this.#database = options.database;
    this.#bus = options.bus;
    this.#owner = options.owner;
  }

  /** Something of this run is to be written: at once, or with what comes next within a few milliseconds. */
  schedule(log: RunLog, isPatient: boolean): void {
    this.#dirty.add(log);
    if (isPatient) this.#patience ??= setTimeout(() => this.hurry(), patienceMs);
    else this.hurry();
  }

  /** Somebody waits. */
  hurry(): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
    this.#isUrgent = true;
    this.#loop ??= this.#flushAll();
  }

  publish(runId: string, events: readonly TraceEvent[]): void {
    this.#bus.publish(runId, events);
  }

  /** Resolves when nothing is left to write. */
  async idle(): Promise<void> {
    this.hurry();
    await this.#loop;
  }

  async #flushAll(): Promise<void> {
    while (this.#isUrgent) {
      // A turn of the event loop: nodes that only compute end within it, and their events travel together.
      await new Promise<void>((resolve) => setImmediate(resolve));
      this.#isUrgent = false;
      await this.#flush(this.#take());
      this.#isUrgent ||= this.#isCutShort;
    }
    this.#loop = undefined;
  }

  #take(): Share[] {
    const shares: Share[] = [];
    let events = 0;
    let characters = 0;
    this.#isCutShort = false;
    for (const log of this.#dirty) {
      this.#isCutShort = events > mostEvents || characters > mostCharacters;
      if (this.#isCutShort) break;
      this.#dirty.delete(log);
      const share = this.#shareOf(log);
      if (share === undefined) continue;
      events += share.events.length;
      characters += share.rows.size;
      shares.push(share);
    }
    return shares;
  }

  #shareOf(log: RunLog): Share | undefined {
    const events = log.take();
    if (events.length === 0 && !log.hasWaits) return undefined;
    const { newRun } = log;
    try {
      const rows = toRunRows(log, events, newRun, this.#owner);
      log.newRun = undefined;
      return { log, events, newRun, rows, effects: events.length === 0 ? [] : log.takeEffects() };
    } catch (error) {
      refuse(log, newRun, error);
      return undefined;
    }
  }

  /** The database may be away for a while: nothing is lost, runs go on when it is back. */
  async #flush(shares: readonly Share[]): Promise<void> {
    if (shares.length === 0) return;
    let held: Set<string>;
    try {
      held = await outlast(() => this.#write(shares), "events of runs");
    } catch (error) {
      const [first, ...others] = shares;
      if (others.length === 0) return refuse((first as Share).log, first?.newRun, error);
      // One of them spoils the statement: each has its own then.
      for (const share of shares) await this.#flush([share]);
      return;
    }
    for (const { log, events, newRun } of shares) {
      if (held.has(log.runId)) log.settle(events);
      else if (newRun !== undefined) log.lose(keyTaken(log.runId));
      else log.lose(new AppError("CONFLICT", `Run ${log.runId} is held by another process now.`));
    }
  }

  /** The runs whose events are stored now. One statement, unless something else has to commit with it. */
  #write(shares: readonly Share[]): Promise<Set<string>> {
    if (shares.every(({ effects }) => effects.length === 0)) return this.#store(this.#database, shares);
    return this.#database.transaction(async (session) => {
      const held = await this.#store(session, shares);
      for (const { log, effects } of shares)
        if (held.has(log.runId)) for (const effect of effects) await effect(session);
      return held;
    });
  }

  async #store(session: DatabaseSession, shares: readonly Share[]): Promise<Set<string>> {
    const { text, parameters } = flushStatement(
      this.#database.kind,
      shares.map((share) => share.rows),
    );
    const held = await idsOf(session, text, parameters);
    const missing = shares
      .filter(({ log, newRun }) => newRun !== undefined && !held.has(log.runId))
      .map(({ log }) => log.runId);
    if (missing.length === 0) return held;
    // Either another run has the key, or an answer was lost and this run is there since then.
    return new Set([...held, ...(await idsOf(session, "select id from runs where id = any($1)", [missing]))]);
  }
}

async function idsOf(
  session: DatabaseSession,
  text: string,
  parameters: readonly (string | readonly string[])[],
): Promise<Set<string>> {
  const rows = await session.execute<{ id: string }>(text, parameters);
  return new Set(rows.map((row) => row.id));
}

function refuse(log: RunLog, newRun: NewRun | undefined, error: unknown): void {
  logger().error({ err: error, runId: log.runId }, "The events of a run cannot be stored");
  log.newRun = newRun;
  log.refuse(error);
}
