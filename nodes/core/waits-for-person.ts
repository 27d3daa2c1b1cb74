import type { RunState } from "./run-state";

/** Whether a run goes on only when somebody answers: a time that it waits for comes by itself. */
export function waitsForPerson({ status, nodeRuns }: Pick<RunState, "status" | "nodeRuns">): boolean {
  if (status !== "waiting") return false;
  for (const { waiting } of nodeRuns.values()) if (waiting !== undefined && waiting.reason !== "timer") return true;
  return false;
}
