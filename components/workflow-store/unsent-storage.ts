import type { KeyValueStorage } from "./browser-storage";
import type { Batch } from "./synced-document";

/** What a tab could not store yet, kept in the browser so that closing it loses nothing. */
interface UnsentRecord {
  readonly batches: readonly Batch[];
  /** When its tab last wrote it: a living tab that cannot reach the server does so with each attempt. */
  readonly at: number;
}

/** Without a way to ask which tabs live, a record this old belongs to none. */
const abandonedAfterMs = 60_000;

const prefixOf = (workflowId: string) => `heddle:unsent:${workflowId}:`;

export function keepUnsent(
  storage: KeyValueStorage,
  workflowId: string,
  tabId: string,
  batches: readonly Batch[],
  now: number,
): void {
  const key = prefixOf(workflowId) + tabId;
  if (batches.length === 0) storage.remove(key);
  else storage.write(key, { batches, at: now } satisfies UnsentRecord);
}

export interface Adoption {
  readonly storage: KeyValueStorage;
  readonly workflowId: string;
  readonly tabId: string;
  readonly now: number;
  /** Ids of the tabs that are open; undefined where the browser cannot tell. */
  readonly livingTabs: ReadonlySet<string> | undefined;
}

/**
 * The unsent changes of this tab before its reload and of tabs that are gone, oldest first. They are kept until the
 * server has them; as their change ids stay, one that arrived before after all is not applied again.
 */
export function adoptUnsent({ storage, workflowId, tabId, now, livingTabs }: Adoption): readonly Batch[] {
  const prefix = prefixOf(workflowId);
  const records = storage.keys().flatMap((key) => {
    if (!key.startsWith(prefix)) return [];
    const record = storage.read(key);
    return isRecord(record) ? [{ key, tab: key.slice(prefix.length), record }] : [];
  });
  const orphans = records.filter(({ tab, record }) => {
    if (tab === tabId) return true;
    return livingTabs === undefined ? now - record.at > abandonedAfterMs : !livingTabs.has(tab);
  });
  const batches = orphans.sort((a, b) => a.record.at - b.record.at).flatMap(({ record }) => record.batches);
  keepUnsent(storage, workflowId, tabId, batches, now);
  for (const { key, tab } of orphans) if (tab !== tabId) storage.remove(key);
  return batches.map((batch) => ({ ...batch, isSent: true }));
}

function isRecord(value: unknown): value is UnsentRecord {
  return (
    typeof value === "object" && value !== null && "at" in value && "batches" in value && Array.isArray(value.batches)
  );
}
