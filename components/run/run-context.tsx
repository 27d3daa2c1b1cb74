"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { useStore } from "zustand";
import { useTRPC, useTRPCClient } from "@/components/api/trpc-provider";
import { isRunOver } from "@/nodes/core/run-status";
import { createRunSession, type RunSession } from "./run-session";
import { createRunStore, type RunStore, type RunView } from "./run-store";
import { loadShownRun, saveShownRun } from "./shown-run";
import { createStaleStore, type StaleStore } from "./stale-store";
import { useLiveConnection } from "./use-live-connection";

interface RunContextValue {
  readonly session: RunSession;
  /** Which results of the shown run are out of date; kept by `FollowStaleness`. */
  readonly stale: StaleStore;
  /** Empty for a workflow that was deleted. */
  readonly workflowId: string;
}

export const RunContext = createContext<RunContextValue | null>(null);

/** Never changes: what is read where no run can be shown, such as a preview in the gallery. */
const noRun = createRunStore();

export interface RunProviderProps {
  /** `null`: the workflow of a past run was deleted. */
  workflowId: string | null;
  /**
   * `again` (default) shows what a reload took away: an unfinished run of the workflow, else the one that this tab
   * showed last; `none` leaves it to `session.open`, for the page of a past run.
   */
  initial?: "again" | "none";
  children: ReactNode;
}

/** The run that everything below looks at. */
export function RunProvider({ workflowId, initial = "again", children }: RunProviderProps) {
  const live = useLiveConnection();
  const client = useTRPCClient();
  const [session] = useState(() => createRunSession(createRunStore(), live));
  const [stale] = useState(createStaleStore);

  useEffect(() => {
    let isGone = false;
    let endMemory: (() => void) | undefined;
    if (initial === "again" && workflowId !== null) {
      const shown = loadShownRun(workflowId);
      endMemory = session.store.subscribe(({ runId }, before) => {
        if (runId !== before.runId && !isGone) saveShownRun(workflowId, runId);
      });
      void client.runs.list
        .query({ workflowId, limit: 20 })
        .then(({ items: [newest, ...older] }) => {
          if (isGone || newest === undefined || session.store.getState().runId !== null) return;
          const again = isRunOver(newest.status) ? [newest, ...older].find(({ id }) => id === shown) : newest;
          if (again !== undefined) session.show(again.id);
        })
        // Nothing to pick up; whoever lists runs says why.
        .catch(() => {});
    }
    return () => {
      isGone = true;
      endMemory?.();
      session.show(null);
    };
  }, [client, session, workflowId, initial]);

  useKeepListsFresh(workflowId, session);
  const context = useMemo(() => ({ session, stale, workflowId: workflowId ?? "" }), [session, stale, workflowId]);
  return <RunContext value={context}>{children}</RunContext>;
}

/** The session of the page; outside of a `RunProvider` an error. */
export function useRunSession(): RunContextValue {
  const context = useContext(RunContext);
  if (context === null) throw new Error("useRunSession needs a RunProvider above it");
  return context;
}

/**
 * A part of the run that is shown; renders again when the part changes. The run's parts change in place: select a
 * primitive, a node run, or a part that is made anew on each change.
 */
export function useRunView<T>(select: (view: RunView) => T): T {
  return useStore(useContext(RunContext)?.session.store ?? noRun, select);
}

/** What can be done with the run that is shown. */
export function useRunStoreActions(): Pick<RunStore, "lookAt" | "followItems"> {
  return useContext(RunContext)?.session.store ?? noRun;
}

/** The whole view, anew with each frame that brought events: for the trace, which shows everything. */
export function useWholeRunView(): RunView {
  return useRunView(itself);
}

const itself = (view: RunView) => view;

/** A revision above all that a workflow comes to: the database counts them in 31 bits. */
const onlyRuns = 2 ** 31 - 1;

/** A run that started or ended, here or elsewhere, belongs into the lists of runs. */
function useKeepListsFresh(workflowId: string | null, session: RunSession) {
  const live = useLiveConnection();
  const queries = useQueryClient();
  const trpc = useTRPC();

  useEffect(() => {
    const refresh = () => void queries.invalidateQueries({ queryKey: trpc.runs.list.queryKey() });
    // The page's document has a follower of its own; this one only wants to hear of runs.
    const end = workflowId && live.followWorkflow(workflowId, onlyRuns, { onUpdates: () => {}, onRun: refresh });
    const endWatch = session.store.subscribe((view, before) => {
      const { status } = view.run ?? {};
      if (
        view.runId === before.runId &&
        status !== undefined &&
        isRunOver(status) &&
        view.eventCount > before.eventCount
      )
        refresh();
    });
    return () => {
      if (end) end();
      endWatch();
    };
  }, [live, queries, trpc, workflowId, session]);
}
