import type { NewTraceEvent } from "@/nodes/core/trace-event";

/** Pieces of text are joined for at most this long into one event. */
export const joinMs = 50;

/**
 * Turns the pieces of text that a node run writes into `node.delta` events: the first at once, the following ones
 * joined, so that a fast model costs twenty events a second and not hundreds.
 */
export class TextDeltas {
  readonly #append: (event: NewTraceEvent) => void;
  readonly #at: { readonly nodeId: string; readonly path: string; readonly attempt: number };
  readonly #ports = new Map<string, { sent: number; held: string }>();
  #lastAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  constructor(append: (event: NewTraceEvent) => void, at: { nodeId: string; path: string; attempt: number }) {
    this.#append = append;
    this.#at = at;
  }

  add(port: string, text: string): void {
    if (text === "") return;
    const state = this.#ports.get(port) ?? { sent: 0, held: "" };
    this.#ports.set(port, state);
    state.held += text;
    const dueIn = this.#lastAt + joinMs - performance.now();
    if (dueIn <= 0) this.#send();
    else this.#timer ??= setTimeout(() => this.#send(), dueIn);
  }

  /** The attempt is over: what is held back is in its result, or lost with it. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#ports.clear();
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#lastAt = performance.now();
    for (const [port, state] of this.#ports) {
      if (state.held === "") continue;
      this.#append({ type: "node.delta", ...this.#at, port, text: state.held, offset: state.sent });
      state.sent += state.held.length;
      state.held = "";
    }
  }
}
