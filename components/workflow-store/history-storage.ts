import type { KeyValueStorage } from "./browser-storage";
import { emptyHistory, type History, type HistoryEntry } from "./history";

const mostCharacters = 1_000_000;

const keyOf = (workflowId: string) => `heddle:history:${workflowId}`;

/** Undo belongs to a tab, so it lives as long as the tab does, reloads included. */
export function loadHistory(storage: KeyValueStorage, workflowId: string): History {
  const kept = storage.read(keyOf(workflowId));
  if (typeof kept !== "object" || kept === null || !("past" in kept) || !("future" in kept)) return emptyHistory;
  const { past, future } = kept;
  return Array.isArray(past) && Array.isArray(future) ? { past, future } : emptyHistory;
}

/** Keeps the newest entries that fit; an entry that is too large by itself ends what is kept before it. */
export function saveHistory(storage: KeyValueStorage, workflowId: string, history: History): void {
  const past = newestThatFit(history.past, mostCharacters);
  const future = newestThatFit(history.future, mostCharacters / 2);
  if (!storage.write(keyOf(workflowId), { past, future })) storage.remove(keyOf(workflowId));
}

function newestThatFit(entries: readonly HistoryEntry[], room: number): readonly HistoryEntry[] {
  let left = room;
  let start = entries.length;
  while (start > 0) {
    left -= JSON.stringify(entries[start - 1]).length;
    if (left < 0) break;
    start -= 1;
  }
  return entries.slice(start);
}
