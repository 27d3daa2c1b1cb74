"use client";

import { useState } from "react";
import type { ForkDraft } from "./fork-draft";

/** What was typed for forks that did not start yet: closing the dialog loses nothing. */
const kept = new Map<string, ForkDraft>();

/** The draft of a fork at one node; the component that holds it is keyed by run and node. */
export function useForkDraft(runId: string, nodeId: string, start: () => ForkDraft) {
  const key = `${runId} ${nodeId}`;
  const [draft, setDraft] = useState(() => kept.get(key) ?? start());
  return {
    draft,
    change(part: Partial<ForkDraft>) {
      const next = { ...draft, ...part };
      kept.set(key, next);
      setDraft(next);
    },
    forget: () => void kept.delete(key),
  };
}
