import { performance } from "node:perf_hooks";
import { AppError } from "@/nodes/core/app-error";
import type { CallLimits } from "./model-entry";

/** One call's signal: aborted by its caller, or by the first of its three time limits. */
export interface Deadlines {
  readonly signal: AbortSignal;
  /** Tells that a piece of the answer came. */
  readonly touch: () => void;
  /** Does work whose time does not count, such as loading a file; then the time begins anew. */
  readonly pauseFor: <T>(work: Promise<T>) => Promise<T>;
  /** Frees the timers and the caller's signal. */
  readonly stop: () => void;
}

/** `where` names model and address in the error: `The model "x" at http://…`. */
export function startDeadlines(limits: CallLimits, signal: AbortSignal, where: string): Deadlines {
  const controller = new AbortController();
  let lastPieceAt: number | undefined;
  const abort = (limit: keyof CallLimits, message: string) =>
    controller.abort(
      new AppError("TIMED_OUT", `${where} ${message}`, {
        hint: `Wait for the server to be less busy, or raise timeouts.${limit} of the model (now ${limits[limit]} ms).`,
        details: { limit, ms: limits[limit] },
      }),
    );
  const onIdle = () => {
    const quietMs = performance.now() - (lastPieceAt ?? 0);
    if (quietMs < limits.idleMs) timer = setTimeout(onIdle, limits.idleMs - quietMs);
    else abort("idleMs", `stopped in the middle of its answer: nothing came for ${seconds(limits.idleMs)}.`);
  };
  const onLate = () => abort("firstTokenMs", `did not begin to answer within ${seconds(limits.firstTokenMs)}.`);
  const onEnd = () => abort("totalMs", `did not finish its answer within ${seconds(limits.totalMs)}.`);
  let timer = setTimeout(onLate, limits.firstTokenMs);
  let total = setTimeout(onEnd, limits.totalMs);
  const clear = () => {
    clearTimeout(timer);
    clearTimeout(total);
  };
  const follow = () => controller.abort(signal.reason);
  if (signal.aborted) follow();
  else signal.addEventListener("abort", follow, { once: true });
  return {
    signal: controller.signal,
    touch() {
      if (lastPieceAt === undefined) {
        clearTimeout(timer);
        timer = setTimeout(onIdle, limits.idleMs);
      }
      lastPieceAt = performance.now();
    },
    async pauseFor(work) {
      clear();
      const result = await work;
      timer = setTimeout(onLate, limits.firstTokenMs);
      total = setTimeout(onEnd, limits.totalMs);
      return result;
    },
    stop() {
      clear();
      signal.removeEventListener("abort", follow);
    },
  };
}

function seconds(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${Number((ms / 1000).toFixed(1))} s`;
}
