import { diffArrays } from "diff";

/** A stretch of one of two texts. */
export interface TextPiece {
  readonly text: string;
  /** The other text does not have it here. */
  readonly isDifferent: boolean;
}

export interface TextDifference {
  readonly a: readonly TextPiece[];
  readonly b: readonly TextPiece[];
  /** What was compared with each other: texts that have little in common are not taken apart into words. */
  readonly by: "words" | "lines" | "whole";
}

/** Letters and digits; a sign; spaces; one character of a script that has no spaces. */
const word =
  /\r?\n|[^\S\n]+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}_'’]+|./gsu;
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
  if (a === b) return { a: whole(a, false), b: whole(b, false), by: "words" };
  return (
    differenceBy("words", word, a, b, patience) ??
    differenceBy("lines", line, a, b, patience) ?? {
      a: whole(a, true),
      b: whole(b, true),
      by: "whole",
    }
  );
}

function whole(text: string, isDifferent: boolean): TextPiece[] {
  return text === "" ? [] : [{ text, isDifferent }];
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
  const pieces = { a: new Pieces(), b: new Pieces() };
  for (const [index, { value, added, removed }] of changes.entries()) {
    const text = value.join("");
    // A space between two words that both changed is part of the change, for the eye.
    const isBridge = !added && !removed && /^[^\S\n]+$/.test(text) && index > 0 && index < changes.length - 1;
    if (!added) pieces.a.add(text, removed || isBridge);
    if (!removed) pieces.b.add(text, added || isBridge);
  }
  return { a: pieces.a.list, b: pieces.b.list, by };
}

/** Joins what belongs together. */
class Pieces {
  readonly list: TextPiece[] = [];

  add(text: string, isDifferent: boolean): void {
    const last = this.list.at(-1);
    if (last?.isDifferent === isDifferent) this.list[this.list.length - 1] = { text: last.text + text, isDifferent };
    else this.list.push({ text, isDifferent });
  }
}
