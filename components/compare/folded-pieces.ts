import type { TextPiece } from "./text-difference";

/** A stretch of text to be drawn, or (`hidden`) how many characters that both have are left out. */
export interface ShownPiece extends TextPiece {
  readonly hidden?: number;
}

/** A stretch that both texts share is drawn as far as it helps to find the place. */
const around = 140;
const leastHidden = 120;
/** Of a text that differs as a whole the beginning is drawn. */
const longestDifferent = 1_500;

/** A text cut down to what differs and what stands around it. */
export function foldedPieces(pieces: readonly TextPiece[]): ShownPiece[] {
  return pieces.flatMap((piece, i): ShownPiece[] => {
    const { text, isDifferent } = piece;
    if (isDifferent)
      return text.length <= longestDifferent + leastHidden ? [piece] : beginning(piece, longestDifferent);
    const head = i === 0 ? 0 : around;
    const tail = i === pieces.length - 1 ? 0 : around;
    const hidden = text.length - head - tail;
    // A text in which nothing differs has no place to show: its beginning says which one it is.
    if (pieces.length === 1) return hidden > longestDifferent ? beginning(piece, 4 * around) : [piece];
    if (hidden < leastHidden) return [piece];
    return [
      ...(head === 0 ? [] : [{ text: text.slice(0, head), isDifferent }]),
      { text: "", isDifferent, hidden },
      ...(tail === 0 ? [] : [{ text: text.slice(-tail), isDifferent }]),
    ];
  });
}

function beginning({ text, isDifferent }: TextPiece, length: number): ShownPiece[] {
  return [
    { text: text.slice(0, length), isDifferent },
    { text: "", isDifferent, hidden: text.length - length },
  ];
}
