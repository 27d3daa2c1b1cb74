import type { NodeRun } from "@/nodes/core/node-run";
import { isRunOver } from "@/nodes/core/run-status";
import type { RunView } from "./run-store";

/** Whether a node run waits before it begins, at a breakpoint or because the run goes step by step. */
export function isHeld({ status, waiting }: NodeRun): boolean {
  return status === "waiting" && waiting?.reason === "breakpoint";
}

/** What a card says of it. */
export const heldWord = "Held at a breakpoint";

/** The node runs that are held, in the order in which they came. */
export function heldNodes({ run }: Pick<RunView, "run">): NodeRun[] {
  if (run === null || isRunOver(run.status)) return [];
  return [...run.nodeRuns.values()].filter(isHeld);
}

/** What would go into a held node run, by input port. */
export function heldInput({ waiting }: NodeRun): Readonly<Record<string, unknown>> {
  const input = waiting?.details?.input;
  return typeof input === "object" && input !== null ? (input as Record<string, unknown>) : {};
}
