import { singleton } from "@/server/singleton";

/** How far the start of this process is. */
export type BootState =
  | { readonly phase: "starting" }
  | { readonly phase: "ready" }
  | { readonly phase: "failed"; readonly reason: string; readonly hint?: string };

const holder = () => singleton("boot-state", () => ({ state: { phase: "starting" } as BootState }));

export function bootState(): BootState {
  return holder().state;
}

export function setBootState(state: BootState): void {
  holder().state = state;
}
