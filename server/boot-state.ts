import { AppError, type ErrorCode } from "@/nodes/core/app-error";
import { singleton } from "@/server/singleton";

/** How far the start of this process is. */
export type BootState =
  | { readonly phase: "starting" }
  | { readonly phase: "ready" }
  | { readonly phase: "failed"; readonly code: ErrorCode; readonly reason: string; readonly hint?: string };

const holder = () => singleton("boot-state", () => ({ state: { phase: "starting" } as BootState }));

export function bootState(): BootState {
  return holder().state;
}

export function setBootState(state: BootState): void {
  holder().state = state;
}

/** Why nothing works here, once the start has failed. */
export function bootFailure(): AppError | undefined {
  const state = bootState();
  if (state.phase !== "failed") return undefined;
  return new AppError(state.code, state.reason, { hint: state.hint });
}
