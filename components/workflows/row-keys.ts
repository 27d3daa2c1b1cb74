import type { KeyboardEvent } from "react";

const rowLinks = "a[data-row]";

/** Moves the focus among the links of rows: arrow keys, Home, End. Enter is the link's own. */
export function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  if (event.target instanceof HTMLElement && !event.target.matches(rowLinks)) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>(rowLinks)];
  const place = links.indexOf(event.target as HTMLElement);
  const wanted = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: links.length - 1 }[event.key];
  const next = wanted === undefined ? undefined : links[Math.max(0, Math.min(wanted, links.length - 1))];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** Puts the focus on the first row of the page's list, or on that of an id. */
export function focusRow(id?: string): void {
  const selector = id === undefined ? rowLinks : `a[data-row="${CSS.escape(id)}"]`;
  document.querySelector<HTMLElement>(selector)?.focus();
}
