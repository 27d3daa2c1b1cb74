import type { TextPiece } from "./text-difference";

/** A stretch of two texts to be drawn, or (`hidden`) how many characters that both have are left out. */
export interface ShownPiece extends TextPiece {
  readonly hidden?: number;
}

/** A stretch that both texts share is drawn as far as it helps to find the place. */
const around = 180;
/** Less is not worth a fold. */
const leastHidden = 500;

/** Two texts cut down to what differs and what stands around it: in the same places, so that they stay beside each other. */
export function foldedPieces(pieces: readonly TextPiece[]): ShownPiece[] {
  return pieces.flatMap((piece, i): ShownPiece[] => {
    if (piece.isDifferent) return [piece];
    const text = piece.a;
    // A text in which nothing differs has no place to show: its beginning says which one it is.
    const head = i === 0 && pieces.length > 1 ? 0 : around;
    const tail = i === pieces.length - 1 ? 0 : around;
    const hidden = text.length - head - tail;
    if (hidden < leastHidden) return [piece];
    return [
      ...(head === 0 ? [] : [shared(text.slice(0, head))]),
      { ...shared(""), hidden },
      ...(tail === 0 ? [] : [shared(text.slice(-tail))]),
    ];
  });
}

function shared(text: string): TextPiece {
  return { a: text, b: text, isDifferent: false };
}
