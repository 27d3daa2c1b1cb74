import { formatCount } from "@/components/ui/format";
import type { ItemTally } from "@/nodes/core/node-run";

export interface TallyWords {
  /** "7 of 12"; "7 done" where nobody knows of how many. Empty without items. */
  readonly progress: string;
  /** "1 failed"; empty where none did. */
  readonly failed: string;
}

/** How far a container is, in a few words. */
export function tallyWords(items: ItemTally | undefined): TallyWords {
  if (items === undefined) return { progress: "", failed: "" };
  const ended = formatCount(items.ended);
  return {
    progress: items.of === undefined ? `${ended} done` : `${ended} of ${formatCount(items.of)}`,
    failed: items.failed === 0 ? "" : `${formatCount(items.failed)} failed`,
  };
}
