import type { ComponentType } from "react";
import type { NodeCardProps } from "./core/node-card";
import { NoteCard } from "./note/card";
import { OutputCard } from "./output/card";

export interface CardLook {
  readonly Body: ComponentType<NodeCardProps>;
  /** The body is the whole card: no icon, no title, no status. */
  readonly isWhole?: boolean;
}

/** The few types whose look on the canvas differs: what stands below their summary. Browser only. */
export const cards: Readonly<Record<string, CardLook>> = {
  note: { Body: NoteCard, isWhole: true },
  output: { Body: OutputCard },
};
