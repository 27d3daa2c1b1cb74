"use client";

import { useEffect, useRef, useState } from "react";
import type { ReadAnswer } from "./answer-editor";

const pauseMs = 800;
const none: Readonly<Record<string, string>> = {};
const wrongFields = ["textarea", "input", "button"].map((tag) => `${tag}[aria-invalid=true]`);
const firstWrong = [...wrongFields, "[aria-invalid=true] [contenteditable=true]"].join();

/**
 * What is said to be wrong with an answer, and when: of a form once it was sent; of one value also in a pause of the
 * typing, since half of a word is never right.
 */
export function useProblems(read: ReadAnswer, saysInPauses: boolean) {
  const form = useRef<HTMLDivElement>(null);
  const [isSaid, setIsSaid] = useState(false);
  const [refusals, setRefusals] = useState(0);
  if (read.ok && isSaid && saysInPauses) setIsSaid(false);

  useEffect(() => {
    if (read.ok || !saysInPauses) return;
    const timer = setTimeout(() => setIsSaid(true), pauseMs);
    return () => clearTimeout(timer);
  }, [read, saysInPauses]);

  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>(firstWrong)?.focus();
  }, [refusals]);

  return {
    problems: read.ok || !isSaid ? none : read.problems,
    form,
    /** The answer was not sent: says why, and leads to the first place. */
    refuse() {
      setIsSaid(true);
      setRefusals((before) => before + 1);
    },
  };
}
