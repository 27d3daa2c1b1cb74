import type { RunState } from "@/nodes/core/run-state";
import type { TraceEvent } from "@/nodes/core/trace-event";
import type { DatabaseSession } from "@/server/db/open-database";

/**
 * What an event of a run changes outside of the run's own tables. It runs in the transaction that commits the event, after
 * it, and not at all where the run's lease is lost. It may run again after a lost answer, so it has to be idempotent, and it
 * uses nothing but the session.
 */
export type Effect = (session: DatabaseSession) => Promise<void>;

/** The effect that belongs to an event whoever appends it; undefined for most. `state` has the event in it. */
export type EffectOfEvent = (event: TraceEvent, state: RunState) => Effect | undefined;
