import { useMemo } from "react";
import { markWords } from "./mark-words";

/** A text with the words of the question marked. */
export function MarkedText({ text, question }: { text: string; question: string }) {
  const parts = useMemo(() => markWords(text, question), [text, question]);
  return parts.map((part, place) =>
    part.isMarked ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
      <mark key={place} className="rounded-sm bg-accent/20 px-px font-medium text-ink">
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  );
}
