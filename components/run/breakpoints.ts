import { createStore, type StoreApi } from "zustand/vanilla";
import type { KeyValueStorage } from "@/components/workflow-store/browser-storage";

/** The nodes before which a run holds, of one workflow in this browser. They are no part of the document. */
export interface Breakpoints extends Pick<StoreApi<ReadonlySet<string>>, "getState" | "getInitialState" | "subscribe"> {
  /** Sets them on all of these nodes; takes them off where all have one. */
  readonly toggle: (nodeIds: readonly string[]) => void;
  readonly clear: () => void;
  /** Takes over what another tab of the browser did. */
  readonly reload: () => void;
}

export const breakpointsKey = (workflowId: string) => `heddle:breakpoints:${workflowId}`;

export function createBreakpoints(workflowId: string, storage: KeyValueStorage): Breakpoints {
  const key = breakpointsKey(workflowId);
  const read = () => {
    const stored = storage.read(key);
    return new Set(Array.isArray(stored) ? stored.filter((id): id is string => typeof id === "string") : []);
  };
  const store = createStore<ReadonlySet<string>>(read);

  function set(ids: ReadonlySet<string>): void {
    store.setState(ids, true);
    if (ids.size === 0) storage.remove(key);
    else storage.write(key, [...ids]);
  }

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    clear: () => set(new Set()),
    reload: () => store.setState(read(), true),
    toggle: (nodeIds) => {
      const ids = new Set(store.getState());
      const isOn = nodeIds.some((id) => !ids.has(id));
      for (const id of nodeIds) {
        if (isOn) ids.add(id);
        else ids.delete(id);
      }
      set(ids);
    },
  };
}
