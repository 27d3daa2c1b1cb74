import { createStore, type StoreApi } from "zustand/vanilla";
import { changeConfig, changePolicy } from "@/nodes/core/change-config";
import type { NodeDefinitions } from "@/nodes/core/node-definition";
import type { RunSurroundings } from "@/nodes/core/run-surroundings";
import { applyChanges, type WorkflowChange } from "@/nodes/core/workflow-change";
import { type AutosaveTimes, createAutosave } from "./autosave";
import type { KeyValueStorage } from "./browser-storage";
import { type Direction, emptyHistory, moveEntry, nextEntry, recordEdit } from "./history";
import { loadHistory, saveHistory } from "./history-storage";
import { findIssues, noIssues } from "./issue-index";
import { createLater } from "./later";
import { repairedChanges } from "./repaired-changes";
import { ResolvedCache } from "./resolved-cache";
import { noSelection, prunedSelection, selectionOf } from "./selection";
import {
  type Batch,
  openDocument,
  type SyncedDocument,
  withChanges,
  withOneBatch,
  withoutBatch,
  withSent,
  withUpdates,
} from "./synced-document";
import { randomId } from "./tab-identity";
import { keepUnsent } from "./unsent-storage";
import type { StoredWorkflow, WorkflowApi, WorkflowUpdate } from "./workflow-api";
import type { CommitOptions, WorkflowActions, WorkflowState } from "./workflow-state";

export interface WorkflowStoreOptions {
  readonly workflowId: string;
  readonly definitions: NodeDefinitions;
  readonly stored: StoredWorkflow;
  readonly api: WorkflowApi;
  readonly tabId: string;
  /** Unsent changes of before, from `adoptUnsent`. */
  readonly adopted?: readonly Batch[];
  /** Where unsent changes are kept (`localStorage`), and where undo is (`sessionStorage`). */
  readonly unsentStorage: KeyValueStorage;
  readonly historyStorage: KeyValueStorage;
  readonly times?: AutosaveTimes;
  readonly now?: () => number;
  /** A fixed graph, such as a past run's: it can be looked at and selected in, and commits do nothing. */
  readonly isReadOnly?: boolean;
}

export interface WorkflowStore extends Pick<StoreApi<WorkflowState>, "getState" | "subscribe" | "getInitialState"> {
  readonly actions: WorkflowActions;
  /** The page goes away: what is unsent leaves with a last request, or stays in this browser. */
  readonly leave: () => void;
  readonly close: () => void;
}

/** The one owner of an open workflow: its document, its undo history, and its way to the server. */
export function createWorkflowStore(options: WorkflowStoreOptions): WorkflowStore {
  const {
    workflowId,
    definitions,
    api,
    tabId,
    unsentStorage,
    historyStorage,
    now = Date.now,
    isReadOnly = false,
  } = options;
  let synced = openDocument(options.stored, options.adopted);
  let surroundings: RunSurroundings = {};
  /** When the document last changed by other hands; edits of before the page was opened may have seen another one. */
  const keptHistory = loadHistory(historyStorage, workflowId);
  let foreignAt = keptHistory === emptyHistory ? Number.NEGATIVE_INFINITY : now();
  const cache = new ResolvedCache(definitions);

  const store = createStore<WorkflowState>(() => ({
    workflowId,
    isReadOnly,
    definitions,
    document: synced.document,
    resolved: cache.resolve(synced.document),
    connectionsOf: (nodeId) => cache.touching(nodeId),
    selection: noSelection,
    history: keptHistory,
    save: { status: synced.batches.length === 0 ? "saved" : "saving" },
    revision: synced.revision,
    issues: noIssues,
    fieldFocus: undefined,
  }));

  const issuesLater = createLater(refreshIssues, 120);
  const historyLater = createLater(() => saveHistory(historyStorage, workflowId, store.getState().history), 400);

  function refreshIssues() {
    const { document, resolved, issues } = store.getState();
    const found = findIssues({ document, definitions, resolved, surroundings }, issues);
    if (found !== issues) store.setState({ issues: found });
    return found;
  }

  /** The one place where the document changes. */
  function show(next: SyncedDocument, change: Partial<WorkflowState> = {}): void {
    synced = next;
    const { document, selection } = store.getState();
    const pruned = prunedSelection(change.selection ?? selection, next.document);
    store.setState({
      ...change,
      document: next.document,
      resolved: cache.resolve(next.document),
      revision: next.revision,
      selection: pruned,
    });
    if (next.document !== document) issuesLater.schedule();
  }

  const keep = () => keepUnsent(unsentStorage, workflowId, tabId, synced.batches, now());

  const autosave = createAutosave(
    api,
    {
      takeRequest: () => {
        const batch = synced.batches[0];
        if (batch === undefined) return undefined;
        synced = withSent(synced);
        keep();
        const { changeId, changes } = batch;
        return { id: workflowId, baseRevision: synced.revision, origin: tabId, changeId, changes };
      },
      onAnswer: async ({ changeId }, { updates }) => {
        await receive(updates);
        show(withoutBatch(synced, changeId));
        keep();
      },
      onRefusal: () => {
        synced = withOneBatch(synced, randomId);
        keep();
      },
      onState: (save) => store.setState({ save }),
    },
    options.times,
  );

  async function receive(updates: readonly WorkflowUpdate[]): Promise<void> {
    const { synced: next, isGap, isForeign } = withUpdates(synced, updates);
    if (isForeign) foreignAt = now();
    if (next.revision !== synced.revision || next.document !== synced.document) {
      show(next);
      keep();
    }
    if (!isGap) return;
    const stored = await api.get(workflowId);
    if (stored.revision > synced.revision) show(openDocument(stored, synced.batches));
  }

  function apply(changes: readonly WorkflowChange[], change: Partial<WorkflowState>, record: Recorder) {
    if (isReadOnly) return [];
    const { workflow, inverse, applied } = applyChanges(synced.document, changes);
    const history = record(inverse, applied.length > 0);
    if (applied.length === 0) {
      if (history !== store.getState().history) store.setState({ history });
      return applied;
    }
    show(withChanges(synced, applied, workflow, randomId), { ...change, history });
    keep();
    historyLater.schedule();
    if (store.getState().save.status !== "offline") store.setState({ save: { status: "saving" } });
    autosave.poke();
    return applied;
  }

  function commit(changes: readonly WorkflowChange[], { label, coalesce, select }: CommitOptions) {
    return apply(changes, select === undefined ? {} : { selection: select }, (inverse, isApplied) => {
      const { history } = store.getState();
      return isApplied ? recordEdit(history, { label, changes: inverse, coalesce, at: now() }) : history;
    });
  }

  /** Entries that no longer change anything (others removed what they were about) are passed over. */
  function move(direction: Direction): void {
    if (isReadOnly) return;
    for (let entry = nextEntry(store.getState().history, direction); entry; ) {
      const isOutdated = foreignAt >= entry.at;
      const changes = isOutdated ? repairedChanges(synced.document, entry.changes, definitions) : entry.changes;
      const applied = apply(changes, {}, (inverse) => moveEntry(store.getState().history, direction, inverse));
      if (applied.length > 0) return;
      entry = nextEntry(store.getState().history, direction);
    }
  }

  const titleOf = (nodeId: string) => {
    const node = store.getState().resolved.get(nodeId);
    return node?.node.name ?? node?.definition?.title ?? nodeId;
  };

  const actions: WorkflowActions = {
    commit,
    changeConfig: (nodeId, set, unset) => {
      const keys = [...Object.keys(set), ...(unset ?? [])].sort();
      const changes = changeConfig(synced.document, definitions, nodeId, set, unset);
      commit(changes, { label: `Change ${titleOf(nodeId)}`, coalesce: `config ${nodeId} ${keys.join(" ")}` });
    },
    changePolicy: (nodeId, policy) => {
      const changes = changePolicy(synced.document, definitions, nodeId, policy);
      commit(changes, { label: `Change ${titleOf(nodeId)}`, coalesce: `policy ${nodeId}` });
    },
    renameNode: (nodeId, name) => {
      const trimmed = name.trim();
      const change: WorkflowChange =
        trimmed === ""
          ? { type: "node.set", id: nodeId, set: {}, unset: ["name"] }
          : { type: "node.set", id: nodeId, set: { name: trimmed } };
      commit([change], { label: `Rename ${titleOf(nodeId)}`, coalesce: `name ${nodeId}` });
    },
    undo: () => move("undo"),
    redo: () => move("redo"),
    select: (selection) => store.setState({ selection }),
    focusField: (nodeId, field) =>
      store.setState({
        selection: selectionOf([nodeId]),
        fieldFocus: { nodeId, ...(field === undefined ? {} : { field }) },
      }),
    showLastRun: (nodeId) =>
      store.setState({ selection: selectionOf([nodeId]), fieldFocus: { nodeId, isLastRun: true } }),
    flush: autosave.flush,
    applyRemote: (updates) => void receive(updates).catch(() => autosave.poke()),
    setSurroundings: (next) => {
      surroundings = next;
      issuesLater.schedule();
    },
    findIssuesNow: refreshIssues,
  };

  issuesLater.schedule();
  if (synced.batches.length > 0) autosave.poke();

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    actions,
    leave: () => {
      historyLater.runNow();
      autosave.leave();
      keep();
    },
    close: () => {
      historyLater.runNow();
      issuesLater.cancel();
      autosave.stop();
    },
  };
}

type Recorder = (inverse: readonly WorkflowChange[], isApplied: boolean) => WorkflowState["history"];
