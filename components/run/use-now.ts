"use client";

import { useEffect, useState } from "react";

/** The present, renewed every so many milliseconds: for "5 minutes ago". `Infinity` lets it stand still. */
export function useNow(everyMs: number): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    if (everyMs === Number.POSITIVE_INFINITY) return;
    const timer = setInterval(() => setNow(new Date()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
