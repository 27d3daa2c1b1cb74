/** A piece of text as it stands on a page. */
export interface PlacedText {
  readonly str: string;
  /** The last two are where it stands, from the lower left. */
  readonly transform: readonly number[];
  readonly height: number;
  /** Whether its line ends here. */
  readonly hasEOL: boolean;
}

/** So many times the height of a line lie between the lines of two paragraphs. */
const paragraphGap = 1.7;

/** The text of a page: lines of a paragraph are joined, between two paragraphs is a blank line. */
export function joinLines(items: readonly PlacedText[]): string {
  const lines = linesOf(items);
  let text = "";
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    text += before === undefined ? line.text : joined(line.text, isApart(before, line));
  });
  return text.replace(/[\0\f]/g, " ");
}

interface Line {
  text: string;
  readonly y: number;
  height: number;
}

function linesOf(items: readonly PlacedText[]): Line[] {
  const lines: Line[] = [];
  let isOpen = false;
  for (const { str, transform, height, hasEOL } of items) {
    const line = lines.at(-1);
    if (isOpen && line !== undefined) {
      line.text += str;
      line.height = Math.max(line.height, height);
    } else if (str.trim() !== "") lines.push({ text: str, y: transform[5] ?? 0, height });
    isOpen = !hasEOL && (isOpen || str.trim() !== "");
  }
  return lines.map((line) => ({ ...line, text: line.text.trim() })).filter(({ text }) => text !== "");
}

/** Another column or a larger step down begins something else; so does another size of letters. */
function isApart(before: Line, line: Line): boolean {
  const step = before.y - line.y;
  const height = Math.max(before.height, line.height, 1);
  return step < 0 || step > height * paragraphGap || Math.abs(before.height - line.height) > height * 0.2;
}

function joined(line: string, apart: boolean): string {
  if (apart) return `\n\n${line}`;
  if (/^(?:[-•*–]|\d{1,3}[.)])\s/.test(line)) return `\n${line}`;
  return ` ${line}`;
}
