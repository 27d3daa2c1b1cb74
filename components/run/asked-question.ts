import { firstLine } from "@/nodes/core/cut-text";
import type { NodeRun } from "@/nodes/core/node-run";

/** Whether a node run waits for somebody: for an answer, or to be let on. */
export function waitsForPerson({ status, waiting }: NodeRun): boolean {
  return status === "waiting" && waiting !== undefined && waiting.reason !== "timer";
}

/** What it asks, with all values filled in, on one line; undefined where it asks nothing in words. */
export function askedQuestion({ status, waiting }: NodeRun): string | undefined {
  const title = status === "waiting" && waiting?.reason === "approval" ? waiting.details?.title : undefined;
  return typeof title === "string" && title.trim() !== "" ? firstLine(title, 300) : undefined;
}
