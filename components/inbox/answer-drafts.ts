"use client";

import { useState } from "react";
import { type AnswerDraft, type AnswerEditor, startOf } from "./answer-editor";

/** What was typed to questions that are still open: leaving one to look at another loses nothing. */
const kept = new Map<string, AnswerDraft>();

/** The draft of one question; the component that holds it is keyed by the question. */
export function useAnswerDraft(key: string, editor: AnswerEditor) {
  const [draft, setDraft] = useState(() => kept.get(key) ?? startOf(editor));
  return {
    draft,
    change(next: AnswerDraft) {
      kept.set(key, next);
      setDraft(next);
    },
    reset() {
      kept.delete(key);
      setDraft(startOf(editor));
    },
  };
}

export function forgetDraft(key: string): void {
  kept.delete(key);
}
