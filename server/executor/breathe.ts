/** Longer than this, other runs, timers and requests would notice that nodes only compute. */
const longestTurnMs = 20;

let turnStartedAt = 0;
let isTurnKnown = false;

/**
 * Nodes that only compute follow each other within one turn of the event loop, which is what makes them cheap. When a
 * turn has become long this gives a promise for the next one, so that timeouts, cancel and everybody else get theirs;
 * otherwise undefined, and there is nothing to wait for.
 */
export function breathe(): Promise<void> | undefined {
  if (!isTurnKnown) {
    isTurnKnown = true;
    turnStartedAt = performance.now();
    setImmediate(() => {
      isTurnKnown = false;
    });
    return undefined;
  }
  if (performance.now() - turnStartedAt < longestTurnMs) return undefined;
  return new Promise((resolve) => setImmediate(resolve));
}
