"use client";

import { useEffect, useRef, useState } from "react";
import { useCommands, useShortcuts } from "@/components/layout/commands";
import { questionKey, type Wait } from "./question";

/**
 * Which question is looked at: the first one until another is chosen. One that goes away by itself stays chosen, so
 * that a key that was meant for it does not answer the one that moved into its place.
 */
export function useChosenWait(waits: readonly Wait[]) {
  const [chosen, setChosen] = useState<string>();
  const keys = waits.map(questionKey);
  // What is looked at is held on to from the first moment: a newer question must not push it aside.
  if (chosen === undefined && keys[0] !== undefined) setChosen(keys[0]);
  const latest = useRef(chosen);
  useEffect(() => {
    latest.current = chosen;
  });
  const place = chosen === undefined ? 0 : keys.indexOf(chosen);

  function choose(key: string | undefined) {
    setChosen(key);
    if (key !== undefined) rowOf(key)?.focus();
  }

  const step = (by: number) => choose(keys[Math.max(0, Math.min(keys.length - 1, place < 0 ? 0 : place + by))]);
  const isDisabled = keys.length === 0;
  useCommands([
    { ...keyOf("inbox.next", "Next question", "arrowdown"), isDisabled, run: () => step(1) },
    { ...keyOf("inbox.previous", "Previous question", "arrowup"), isDisabled, run: () => step(-1) },
  ]);
  // The row's own key.
  useShortcuts([{ group: "Inbox", label: "Go into the question", keys: "enter" }]);

  return {
    key: chosen,
    wait: waits[place],
    choose,
    focus: () => chosen !== undefined && rowOf(chosen)?.focus(),
    /** After an answer: the next one takes its place, unless another one was chosen while the answer was on its way. */
    moveOn: () => latest.current === chosen && choose(keys[place + 1] ?? keys[place - 1]),
  };
}

const keyOf = (id: string, label: string, keys: string) => ({
  id,
  label,
  keys,
  group: "Inbox",
  listed: "keys" as const,
});

function rowOf(key: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-wait="${CSS.escape(key)}"]`);
}
