import { Fragment } from "react";
import { formatPlural } from "@/components/ui/format";
import { foldedPieces, type ShownPiece } from "./folded-pieces";
import type { TextPiece } from "./text-difference";

/** A text with the words that the other one does not have: underlined and tinted. */
export function MarkedText({ pieces, isWhole }: { pieces: readonly TextPiece[]; isWhole: boolean }) {
  const shown: readonly ShownPiece[] = isWhole ? pieces : foldedPieces(pieces);
  if (shown.length === 0) return <p className="text-faint">Empty text</p>;
  return (
    <p className="whitespace-pre-wrap break-words">
      {shown.map((piece, i) => (
        // Pieces have no identity but their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Fragment key={i}>
          {piece.hidden !== undefined ? (
            <span className="mx-1 select-none text-faint text-xs">
              ⋯ {formatPlural(piece.hidden, piece.isDifferent ? "more character" : "character")}
              {piece.isDifferent ? "" : " the same"} ⋯
            </span>
          ) : piece.isDifferent ? (
            <mark className="rounded-[2px] bg-(--side)/14 text-ink underline decoration-(--side) decoration-[1.5px] underline-offset-[3px]">
              {piece.text}
            </mark>
          ) : (
            piece.text
          )}
        </Fragment>
      ))}
    </p>
  );
}

/** Whether something of the text is left out when it is not shown as a whole. */
export function isFolded(pieces: readonly TextPiece[]): boolean {
  return foldedPieces(pieces).some(({ hidden }) => hidden !== undefined);
}
