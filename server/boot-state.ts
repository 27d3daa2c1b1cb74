import { AppError, type ErrorCode } from "@/nodes/core/app-error";
import { singleton } from "@/server/singleton";

/** How far the start of this process is. */
export type BootState =
  | { readonly phase: "starting" }
  | { readonly phase: "ready" }
  | { readonly phase: "failed"; readonly code: ErrorCode; readonly reason: string; readonly hint?: string };

interface Holder {
  state: BootState;
  /** By the clock that only goes forward. */
  readySinceMs?: number;
}

const holder = () => singleton("boot-state", (): Holder => ({ state: { phase: "starting" } }));

export function bootState(): BootState {
  return holder().state;
}

export function setBootState(state: BootState): void {
  const held = holder();
  held.state = state;
  if (state.phase === "ready") held.readySinceMs ??= performance.now();
}

/** How long this process serves; the build that it may have made before is not in it. 0 until it is ready. */
export function servingForMs(): number {
  const { readySinceMs } = holder();
  return readySinceMs === undefined ? 0 : performance.now() - readySinceMs;
}

/** Why nothing works here, once the start has failed. */
export function bootFailure(): AppError | undefined {
  const state = bootState();
  if (state.phase !== "failed") return undefined;
  return new AppError(state.code, state.reason, { hint: state.hint });
}
