import { singleton } from "@/server/singleton";

export interface AbsenceListener {
  /** Something waits for the database from now on. */
  readonly onAway: () => void;
  /** Nothing does any more. */
  readonly onBack: () => void;
}

const absence = () => singleton("database-absence", () => ({ waiting: 0, listeners: new Set<AbsenceListener>() }));

/** Tells when work of this process waits for a database that is away, also when it does already. Returns what ends it. */
export function watchAbsence(listener: AbsenceListener): () => void {
  const { waiting, listeners } = absence();
  listeners.add(listener);
  if (waiting > 0) listener.onAway();
  return () => listeners.delete(listener);
}

/** Says that something waits for the database, until the function that it returns is called. */
export function beginAbsence(): () => void {
  const known = absence();
  known.waiting += 1;
  if (known.waiting === 1) for (const { onAway } of known.listeners) onAway();
  return () => {
    known.waiting -= 1;
    if (known.waiting === 0) for (const { onBack } of known.listeners) onBack();
  };
}
