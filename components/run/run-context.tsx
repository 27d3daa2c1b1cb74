"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { useStore } from "zustand";
import { useTRPC, useTRPCClient } from "@/components/api/trpc-provider";
import type { ApiOutputs } from "@/components/api/types";
import { isRunOver } from "@/nodes/core/run-status";
import { createRunSession, type RunSession } from "./run-session";
import { createRunStore, type RunView } from "./run-store";
import { useLiveConnection } from "./use-live-connection";

interface RunContextValue {
  readonly session: RunSession;
  readonly workflowId: string;
}

const RunContext = createContext<RunContextValue | null>(null);

/** Never changes: what is read where no run can be shown, such as a preview in the gallery. */
const noRun = createRunStore();

export interface RunProviderProps {
  workflowId: string;
  /**
   * `newest` (default) picks an unfinished run of the workflow up again, so that a reload in the middle of a run shows
   * it on; `none` leaves it to `session.open`, for the page of a past run.
   */
  initial?: "newest" | "none";
  children: ReactNode;
}

/** The run that everything below looks at. */
export function RunProvider({ workflowId, initial = "newest", children }: RunProviderProps) {
  const live = useLiveConnection();
  const client = useTRPCClient();
  const [session] = useState(() => createRunSession(createRunStore(), live));

  useEffect(() => {
    let isGone = false;
    if (initial === "newest") {
      void client.runs.list
        .query({ workflowId, limit: 1 })
        .then(({ items }: ApiOutputs["runs"]["list"]) => {
          const newest = items[0];
          const isFree = session.store.getState().runId === null;
          if (!isGone && isFree && newest !== undefined && !isRunOver(newest.status)) session.show(newest.id);
        })
        // Nothing to pick up; whoever lists runs says why.
        .catch(() => {});
    }
    return () => {
      isGone = true;
      session.show(null);
    };
  }, [client, session, workflowId, initial]);

  useKeepListsFresh(workflowId, session);
  return <RunContext value={{ session, workflowId }}>{children}</RunContext>;
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

/** The whole view, anew with each frame that brought events: for the trace, which shows everything. */
export function useWholeRunView(): RunView {
  return useRunView(itself);
}

const itself = (view: RunView) => view;

/** A run that started or ended, here or elsewhere, belongs into the lists of runs. */
function useKeepListsFresh(workflowId: string, session: RunSession) {
  const live = useLiveConnection();
  const queries = useQueryClient();
  const trpc = useTRPC();

  useEffect(() => {
    const refresh = () => void queries.invalidateQueries({ queryKey: trpc.runs.list.queryKey() });
    // The page's document has a follower of its own; this one only wants to hear of runs.
    const onlyRuns = Number.MAX_SAFE_INTEGER;
    const end = live.followWorkflow(workflowId, onlyRuns, { onUpdates: () => {}, onRun: refresh });
    const endWatch = session.store.subscribe((view, before) => {
      const { status } = view.run ?? {};
      if (view.runId === before.runId && status !== undefined && isRunOver(status) && view.eventCount > before.eventCount)
        refresh();
    });
    return () => {
      end();
      endWatch();
    };
  }, [live, queries, trpc, workflowId, session]);
}
