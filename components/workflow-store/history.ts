import type { WorkflowChange } from "@/nodes/core/workflow-change";
import { compactChanges } from "./compact-changes";

export interface HistoryEntry {
  /** What a person did: "Move Researcher". */
  readonly label: string;
  /** Applied when this entry is undone (in `past`) or redone (in `future`). */
  readonly changes: readonly WorkflowChange[];
  /** Commits with the same key shortly after one another are one entry. */
  readonly coalesce?: string;
  readonly at: number;
}

export interface History {
  /** The newest last. */
  readonly past: readonly HistoryEntry[];
  /** The next to redo last. */
  readonly future: readonly HistoryEntry[];
}

export const emptyHistory: History = { past: [], future: [] };

const coalesceWithinMs = 1_500;
const mostEntries = 300;

/** A new edit: it can be undone, and what was undone before it is gone. `entry.changes` is the edit's inverse. */
export function recordEdit(history: History, entry: HistoryEntry): History {
  const last = history.past.at(-1);
  if (last !== undefined && isContinued(last, entry)) {
    const merged = { ...last, at: entry.at, changes: compactChanges([...entry.changes, ...last.changes]) };
    return { past: [...history.past.slice(0, -1), merged], future: [] };
  }
  return { past: [...history.past, entry].slice(-mostEntries), future: [] };
}

function isContinued(last: HistoryEntry, entry: HistoryEntry): boolean {
  return entry.coalesce !== undefined && entry.coalesce === last.coalesce && entry.at - last.at < coalesceWithinMs;
}

/** The two ways through the history; the other one gets the entry back with the inverse of what was applied. */
export type Direction = "undo" | "redo";

export function nextEntry(history: History, direction: Direction): HistoryEntry | undefined {
  return (direction === "undo" ? history.past : history.future).at(-1);
}

/** Takes the next entry out of its list and puts its inverse on the other; without one it is just dropped. */
export function moveEntry(history: History, direction: Direction, inverse: readonly WorkflowChange[]): History {
  const entry = nextEntry(history, direction);
  if (entry === undefined) return history;
  const moved = inverse.length === 0 ? [] : [{ label: entry.label, changes: inverse, at: entry.at }];
  if (direction === "undo") return { past: history.past.slice(0, -1), future: [...history.future, ...moved] };
  return { past: [...history.past, ...moved], future: history.future.slice(0, -1) };
}
