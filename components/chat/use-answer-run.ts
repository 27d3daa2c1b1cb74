"use client";

import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { createRunSession } from "@/components/run/run-session";
import { createRunStore, type RunView } from "@/components/run/run-store";
import { useLiveConnection } from "@/components/run/use-live-connection";
import { isRunOver } from "@/nodes/core/run-status";

/** Follows the run that writes an answer; `onOver` is told once, when the answer is stored. */
export function useAnswerRun(runId: string | null, onOver: () => void): RunView {
  const live = useLiveConnection();
  const [session] = useState(() => createRunSession(createRunStore(), live));
  useEffect(() => {
    session.show(runId);
    return () => session.close();
  }, [session, runId]);
  const view = useStore(session.store);
  const isOver = view.run !== null && view.runId === runId && isRunOver(view.run.status);
  useEffect(() => {
    if (isOver) onOver();
  }, [isOver, onOver]);
  return view;
}
