import type { ModelEntry } from "./model-entry";

/** What was asked of whom: every error about a model server names it. */
export interface Asked {
  readonly entry: ModelEntry;
  readonly address: string;
}

export function whereOf({ entry, address }: Asked): string {
  return `The model "${entry.id}" at ${address}`;
}
