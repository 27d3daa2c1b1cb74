import { createStore, type StoreApi } from "zustand/vanilla";
import type { WorkflowStore } from "@/components/workflow-store/create-workflow-store";
import { createLater } from "@/components/workflow-store/later";
import { isSameJson } from "@/nodes/core/same-json";
import { createStaleness, type StaleNodes } from "@/nodes/core/stale-nodes";
import type { Workflow } from "@/nodes/core/workflow";
import { nodeRunOf, type RunStore } from "./run-store";

/** Which nodes gave in the shown run what the open workflow would not give, a moment behind the document. */
export interface StaleStore extends Pick<StoreApi<StaleNodes>, "getState" | "getInitialState" | "subscribe"> {
  /** Without the moment's delay. */
  readonly latest: () => StaleNodes;
  readonly set: (stale: StaleNodes) => void;
  /** Who keeps it up to date; undefined when nobody does. */
  readonly keptBy: (refresh: (() => void) | undefined) => void;
}

const none: StaleNodes = new Map();

export function createStaleStore(): StaleStore {
  const store = createStore<StaleNodes>(() => none);
  let refresh: (() => void) | undefined;
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    set: (stale) => store.setState(stale, true),
    latest: () => {
      refresh?.();
      return store.getState();
    },
    keptBy: (next) => {
      refresh = next;
    },
  };
}

interface Followed {
  readonly store: Pick<WorkflowStore, "getState" | "subscribe">;
  readonly runs: Pick<RunStore, "getState" | "subscribe">;
  readonly stale: StaleStore;
  /** What the shown run was frozen with. */
  readonly frozen: Workflow;
  /** The workflows that it called, as they are now, by id; undefined while that is not known. */
  readonly called?: Workflow["workflows"];
  /** The saved agents that it used, as they are now, by what names them; undefined while that is not known. */
  readonly agents?: Workflow["agents"];
}

/** Keeps `stale` up to date with every edit until the returned function is called; then nothing is stale. */
export function followStaleness({ store, runs, stale, frozen, called, agents }: Followed): () => void {
  const compare = createStaleness(store.getState().definitions, frozen);
  const later = createLater(refresh, 120);

  function refresh() {
    const view = runs.getState();
    // An open document does not hold the workflows and agents that it uses; a frozen one does.
    const now = { ...store.getState().document, workflows: called, agents };
    const found = compare(now, (nodeId) => nodeRunOf(view, nodeId)?.output);
    const before = stale.getState();
    const next = keptReasons(before, found);
    if (next !== before) stale.set(next);
  }

  const endEdits = store.subscribe((state, before) => {
    if (state.document !== before.document) later.schedule();
  });
  // What a node gave counts where its output is pinned.
  const endRuns = runs.subscribe((view, before) => {
    if (view.eventCount !== before.eventCount && hasPins(store.getState().document)) later.schedule();
  });
  stale.keptBy(refresh);
  refresh();
  return () => {
    stale.keptBy(undefined);
    endEdits();
    endRuns();
    later.cancel();
    stale.set(none);
  };
}

function hasPins({ nodes }: Workflow): boolean {
  return nodes.some(({ pinned }) => pinned !== undefined);
}

/** A reason that says the same as before stays the same object, so that its card is not drawn again. */
function keptReasons(before: StaleNodes, found: StaleNodes): StaleNodes {
  const kept = new Map(
    [...found].map(([id, reason]) => {
      const old = before.get(id);
      return [id, old !== undefined && isSameJson(old, reason) ? old : reason] as const;
    }),
  );
  const isSame = kept.size === before.size && [...kept].every(([id, reason]) => before.get(id) === reason);
  return isSame ? before : kept;
}
