"use client";

import { useEffect, useState } from "react";
import { differenceInWorker } from "./difference-in-worker";
import { type TextDifference, textDifference } from "./text-difference";

/** Shorter texts are compared while they are drawn. */
const longestAtOnce = 6_000;
/** Of longer ones the beginning is compared. */
export const longestCompared = 400_000;

const mostKept = 300;
/** Rows come and go as the page is scrolled: what was found out of one is kept. */
const kept = new Map<string, TextDifference>();

/** Undefined while it is being found out, `failed` where it cannot be. */
export function useTextDifference(a: string, b: string): TextDifference | "failed" | undefined {
  const [one, other] = [a.slice(0, longestCompared), b.slice(0, longestCompared)];
  const isShort = one.length + other.length <= longestAtOnce;
  const key = `${one}\u0000${other}`;
  const [, setFound] = useState(0);
  const [isFailed, setIsFailed] = useState(false);

  useEffect(() => {
    if (isShort || kept.has(key)) return;
    let isGone = false;
    setIsFailed(false);
    differenceInWorker(one, other)
      .then((difference) => {
        keep(key, difference);
        if (!isGone) setFound((before) => before + 1);
      })
      .catch(() => !isGone && setIsFailed(true));
    return () => {
      isGone = true;
    };
  }, [isShort, key, one, other]);

  const known = kept.get(key);
  if (known !== undefined) return known;
  if (!isShort) return isFailed ? "failed" : undefined;
  const difference = textDifference(one, other);
  keep(key, difference);
  return difference;
}

function keep(key: string, difference: TextDifference): void {
  if (kept.size >= mostKept) kept.delete(kept.keys().next().value as string);
  kept.set(key, difference);
}
