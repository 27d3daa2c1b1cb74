declare global {
  interface Window {
    /** Renders by node, for the bench that proves that an event re-renders the node that it concerns alone. */
    __heddleRenders?: Record<string, number>;
  }
}

const counts = startCounting();

function startCounting(): Record<string, number> | undefined {
  if (typeof window === "undefined") return undefined;
  try {
    if (localStorage.getItem("heddleCountRenders") === null) return undefined;
  } catch {
    return undefined;
  }
  window.__heddleRenders = {};
  return window.__heddleRenders;
}

/** Counts only when `localStorage.heddleCountRenders` was set before the page was opened. */
export function countRender(nodeId: string): void {
  if (counts !== undefined) counts[nodeId] = (counts[nodeId] ?? 0) + 1;
}
