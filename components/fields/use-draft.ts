"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { addPendingDraft, removePendingDraft } from "./drafts";

const delayMs = 300;

export interface Draft<T> {
  /** What to show: what is being typed, or else what is stored. */
  readonly value: T;
  change(value: T): void;
  /** Commits now; for leaving the field. */
  commit(): void;
}

export interface DraftOptions<T> {
  /** What is only on the way to something else, and is committed when the field is left, not in a pause. */
  readonly isPassing?: (value: T) => boolean;
}

/**
 * Holds what is typed for a moment, so that each key does not change the document. It is committed when the typing
 * pauses, when the field is left, when a run starts, and when the field goes away.
 */
export function useDraft<T>(stored: T, onCommit: (value: T) => void, options: DraftOptions<T> = {}): Draft<T> {
  const [draft, setDraft] = useState<{ readonly value: T } | null>(null);
  const latest = useRef<{ readonly value: T } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const caller = useRef({ onCommit, isPassing: options.isPassing });
  useEffect(() => {
    caller.current = { onCommit, isPassing: options.isPassing };
  });

  const commit = useCallback(() => {
    clearTimeout(timer.current);
    removePendingDraft(commit);
    const typed = latest.current;
    if (typed === null) return;
    latest.current = null;
    setDraft(null);
    caller.current.onCommit(typed.value);
  }, []);

  const change = useCallback(
    (value: T) => {
      latest.current = { value };
      setDraft({ value });
      addPendingDraft(commit);
      clearTimeout(timer.current);
      if (!caller.current.isPassing?.(value)) timer.current = setTimeout(commit, delayMs);
    },
    [commit],
  );

  useEffect(() => commit, [commit]);
  return { value: draft === null ? stored : draft.value, change, commit };
}
