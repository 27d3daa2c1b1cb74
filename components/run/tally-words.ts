import { formatCount } from "@/components/ui/format";
import type { NodeDefinition } from "@/nodes/core/node-definition";
import type { ItemTally, NodeRun } from "@/nodes/core/node-run";

/** How far a container is; before its first item is over, what its input says of how many there will be. */
export type Progress = Pick<ItemTally, "of" | "ended" | "failed">;

/** Undefined for a node run that has not begun, or of which nothing is known yet. */
export function progressOf(
  { items, input = {}, status }: NodeRun,
  definition: Pick<NodeDefinition, "itemsOf"> | undefined,
): Progress | undefined {
  if (items !== undefined || status !== "running") return items;
  const of = definition?.itemsOf?.(input);
  return of === undefined ? undefined : { of, ended: 0, failed: 0 };
}

export interface TallyWords {
  /** "7 of 12"; "7 done" where nobody knows of how many. Empty without items. */
  readonly progress: string;
  /** "1 failed"; empty where none did. */
  readonly failed: string;
}

/** How far a container is, in a few words. */
export function tallyWords(items: Progress | undefined): TallyWords {
  if (items === undefined) return { progress: "", failed: "" };
  const ended = formatCount(items.ended);
  return {
    progress: items.of === undefined ? `${ended} done` : `${ended} of ${formatCount(items.of)}`,
    failed: items.failed === 0 ? "" : `${formatCount(items.failed)} failed`,
  };
}
