"use client";

import { type RefObject, useEffect, useRef } from "react";

/** Nearer to the end than this counts as being there. */
const nearPx = 80;

/** Keeps the end in view while text grows, unless somebody scrolled up; what is new (`key`) is always shown. */
export function useScrollToEnd(key: string): RefObject<HTMLDivElement | null> {
  const scroller = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const toEnd = () => {
      if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    };
    const onScroll = () => {
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearPx;
    };
    const watch = new ResizeObserver(toEnd);
    if (element.firstElementChild !== null) watch.observe(element.firstElementChild);
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      watch.disconnect();
      element.removeEventListener("scroll", onScroll);
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the key that says that something is new
  useEffect(() => {
    isAtEnd.current = true;
    if (scroller.current !== null) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [key]);
  return scroller;
}
