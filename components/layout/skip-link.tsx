"use client";

import type { MouseEvent } from "react";

/** Past the rail and the bar, to where a page's work is done: what it marks with `data-work`, else its beginning. */
export function SkipLink() {
  function skip(event: MouseEvent) {
    const work = document.querySelector<HTMLElement>("[data-work]");
    if (work === null) return;
    event.preventDefault();
    work.focus();
  }
  return (
    // biome-ignore lint/a11y/useValidAnchor: it is one, and says more exactly where
    <a
      href="#page"
      onClick={skip}
      className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:border focus:border-line-strong focus:bg-raised focus:px-3 focus:py-2"
    >
      Skip to the page
    </a>
  );
}
