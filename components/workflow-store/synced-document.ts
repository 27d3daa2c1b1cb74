import { isSameJson } from "@/nodes/core/same-json";
import type { Workflow } from "@/nodes/core/workflow";
import { applyChanges, type WorkflowChange } from "@/nodes/core/workflow-change";
import { compactChanges } from "./compact-changes";
import { keepIdentities } from "./keep-identities";
import type { StoredWorkflow, WorkflowUpdate } from "./workflow-api";

/** Changes that travel together. */
export interface Batch {
  readonly changeId: string;
  readonly changes: readonly WorkflowChange[];
  /** Was sent at least once: the server may have it, so nothing is added to it any more. */
  readonly isSent: boolean;
}

/** What the server has, what it does not have yet, and both together: what is shown. Never changes. */
export interface SyncedDocument {
  readonly revision: number;
  readonly base: Workflow;
  readonly batches: readonly Batch[];
  /** `base` with all batches applied. */
  readonly document: Workflow;
}

export function openDocument(stored: StoredWorkflow, batches: readonly Batch[] = []): SyncedDocument {
  return rebased({ revision: stored.revision, base: stored.document, batches, document: stored.document });
}

/** `document` is `synced.document` with `changes` applied: whoever commits has it already. */
export function withChanges(
  synced: SyncedDocument,
  changes: readonly WorkflowChange[],
  document: Workflow,
  newChangeId: () => string,
): SyncedDocument {
  const last = synced.batches.at(-1);
  const isOpen = last !== undefined && !last.isSent;
  const open = isOpen ? last : { changeId: newChangeId(), changes: [], isSent: false };
  const batch = { ...open, changes: compactChanges([...open.changes, ...changes]) };
  return { ...synced, document, batches: [...(isOpen ? synced.batches.slice(0, -1) : synced.batches), batch] };
}

/** The first batch is on its way. */
export function withSent(synced: SyncedDocument): SyncedDocument {
  return { ...synced, batches: synced.batches.map((batch, i) => (i === 0 ? { ...batch, isSent: true } : batch)) };
}

/**
 * All unsent changes as one new batch, for when the server refused the first: what it said no to was not stored, and
 * together with what was changed since it may be fine.
 */
export function withOneBatch(synced: SyncedDocument, newChangeId: () => string): SyncedDocument {
  const changes = compactChanges(synced.batches.flatMap((batch) => batch.changes));
  return { ...synced, batches: changes.length === 0 ? [] : [{ changeId: newChangeId(), changes, isSent: false }] };
}

export interface Received {
  readonly synced: SyncedDocument;
  /** An update before these did not arrive: the document has to be fetched anew. */
  readonly isGap: boolean;
  /** Others changed something, or the server changed what we sent. */
  readonly isForeign: boolean;
}

/** Takes updates in: the base moves on, and what is not stored yet is applied on top of it again. */
export function withUpdates(synced: SyncedDocument, updates: readonly WorkflowUpdate[]): Received {
  let { revision, base, batches } = synced;
  let isForeign = false;
  for (const update of updates) {
    if (update.revision <= revision) continue;
    if (update.revision > revision + 1) return { synced: settled(), isGap: true, isForeign: true };
    revision = update.revision;
    base = applyChanges(base, update.changes).workflow;
    const own = batches.find((batch) => batch.changeId === update.changeId);
    if (own === undefined || !isSameJson(own.changes, update.changes)) isForeign = true;
    if (own !== undefined) batches = batches.filter((batch) => batch !== own);
  }
  return { synced: settled(), isGap: false, isForeign };

  function settled(): SyncedDocument {
    const next = { revision, base, batches, document: synced.document };
    return isForeign ? rebased(next) : { ...next, base: keepIdentities(synced.document, base) };
  }
}

/** The server has had this batch since before the base was fetched: it is in the base, and not applied again. */
export function withoutBatch(synced: SyncedDocument, changeId: string): SyncedDocument {
  const batches = synced.batches.filter((batch) => batch.changeId !== changeId);
  return batches.length === synced.batches.length ? synced : rebased({ ...synced, batches });
}

function rebased(synced: SyncedDocument): SyncedDocument {
  const changes = synced.batches.flatMap((batch) => batch.changes);
  const document = keepIdentities(synced.document, applyChanges(synced.base, changes).workflow);
  return { ...synced, document };
}
