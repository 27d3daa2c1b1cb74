import { diffArrays } from "diff";

/** A stretch of two texts: what both have, or what each of them has in the place of the other's. */
export interface TextPiece {
  readonly a: string;
  readonly b: string;
  readonly isDifferent: boolean;
}

export interface TextDifference {
  readonly pieces: readonly TextPiece[];
  /** What was compared with each other: texts that have little in common are not taken apart into words. */
  readonly by: "words" | "lines" | "whole";
}

/** A line break; spaces; one character of a script that has no spaces; a number; letters and digits; a sign. */
const word =
  /\r?\n|[^\S\n]+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|\p{N}+(?:[.,]\p{N}+)+|[\p{L}\p{M}\p{N}_'’]+|./gsu;
const line = /[^\n]*\n|[^\n]+/g;

export interface Patience {
  /** The time that each of the two ways may take. */
  readonly ms: number;
  /** How many words or lines may differ. */
  readonly edits: number;
}

const usualPatience: Patience = { ms: 400, edits: 5_000 };

/** The words that two texts do not share; of texts too long or too different for that the lines, else the whole. */
export function textDifference(a: string, b: string, patience = usualPatience): TextDifference {
  if (a === b) return { pieces: pieceOf(a, b, false), by: "words" };
  return (
    differenceBy("words", word, a, b, patience) ??
    differenceBy("lines", line, a, b, patience) ?? { pieces: pieceOf(a, b, true), by: "whole" }
  );
}

function pieceOf(a: string, b: string, isDifferent: boolean): TextPiece[] {
  return a === "" && b === "" ? [] : [{ a, b, isDifferent }];
}

function differenceBy(
  by: "words" | "lines",
  token: RegExp,
  a: string,
  b: string,
  { ms, edits }: Patience,
): TextDifference | undefined {
  const changes = diffArrays<string>(a.match(token) ?? [], b.match(token) ?? [], {
    timeout: ms,
    maxEditLength: edits,
  });
  if (changes === undefined) return undefined;
  const pieces: TextPiece[] = [];
  for (const { value, added, removed } of changes) {
    const text = value.join("");
    const isDifferent = added || removed;
    const piece = { a: added ? "" : text, b: removed ? "" : text, isDifferent };
    const last = pieces.at(-1);
    if (isDifferent && last?.isDifferent === true) pieces[pieces.length - 1] = joined(last, piece);
    else pieces.push(piece);
  }
  return { pieces: withBridges(pieces), by };
}

/** A space between two words that changed is part of the change, for the eye. */
function withBridges(pieces: readonly TextPiece[]): TextPiece[] {
  const bridged: TextPiece[] = [];
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i] as TextPiece;
    const [last, next] = [bridged.at(-1), pieces[i + 1]];
    const over = last && next && isBlank(piece) ? bridge(last, piece, next) : undefined;
    if (over === undefined) bridged.push(piece);
    else {
      bridged.splice(-1, 1, ...over);
      i += 1;
    }
  }
  return bridged;
}

function bridge(last: TextPiece, blank: TextPiece, next: TextPiece): TextPiece[] | undefined {
  if (isReplaced(last) && isReplaced(next)) return [joined(joined(last, blank), next)];
  // "washed[,] [dried ]and" is "washed[, dried] and": the space that both have stands on the other side.
  const side = last.a === "" && next.a === "" ? "b" : last.b === "" && next.b === "" ? "a" : undefined;
  if (side === undefined || !last.isDifferent || !next.isDifferent || !next[side].endsWith(blank.a)) return undefined;
  const text = last[side] + blank.a + next[side].slice(0, -blank.a.length);
  return [{ a: "", b: "", isDifferent: true, [side]: text }, blank];
}

function isBlank({ a, isDifferent }: TextPiece): boolean {
  return !isDifferent && /^[^\S\n]+$/.test(a);
}

function isReplaced({ a, b, isDifferent }: TextPiece): boolean {
  return isDifferent && a !== "" && b !== "";
}

function joined(one: TextPiece, other: TextPiece): TextPiece {
  return { a: one.a + other.a, b: one.b + other.b, isDifferent: true };
}
