import { Fragment } from "react";
import { formatPlural } from "@/components/ui/format";
import { foldedPieces, type ShownPiece } from "./folded-pieces";
import type { SideName } from "./side";
import type { TextPiece } from "./text-difference";

export interface MarkedTextProps {
  side: SideName;
  pieces: readonly TextPiece[];
  isWhole: boolean;
}

/** One of two texts, with the words that the other one does not have underlined and tinted. */
export function MarkedText({ side, pieces, isWhole }: MarkedTextProps) {
  const shown: readonly ShownPiece[] = isWhole ? pieces : foldedPieces(pieces);
  if (pieces.every((piece) => piece[side] === "")) return <p className="text-faint">Empty text</p>;
  return (
    <p className="whitespace-pre-wrap break-words">
      {shown.map((piece, i) => (
        // Pieces have no identity but their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Fragment key={i}>
          <Piece piece={piece} text={piece[side]} />
        </Fragment>
      ))}
    </p>
  );
}

function Piece({ piece: { hidden, isDifferent }, text }: { piece: ShownPiece; text: string }) {
  if (hidden !== undefined)
    return (
      <span className="mx-1 select-none font-sans text-faint text-xs">
        ⋯ {formatPlural(hidden, "character")} the same ⋯
      </span>
    );
  if (!isDifferent) return text;
  // Where the other text has more, a stroke says where.
  if (text === "")
    return (
      <span aria-hidden className="relative">
        <span className="absolute top-[0.15em] -left-px h-[1.05em] w-[1.5px] bg-(--side)/70" />
      </span>
    );
  return (
    <mark className="rounded-[2px] bg-(--side)/14 text-ink underline decoration-(--side) decoration-[1.5px] underline-offset-[3px]">
      {text}
    </mark>
  );
}

/** Whether something is left out when the texts are not shown as a whole. */
export function isFolded(pieces: readonly TextPiece[]): boolean {
  return foldedPieces(pieces).some(({ hidden }) => hidden !== undefined);
}
