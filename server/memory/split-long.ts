/** Characters of a passage: about what small embedding models read. */
const longest = 1_500;

/** Where a text is best cut: between paragraphs, lines, sentences, words. */
const seams = [/\n\s*\n/g, /\n/g, /(?<=[.!?…。！？])\s+/g, /\s+/g];

/** A text that is remembered, as passages: itself where it is short, else cut where it is least torn. */
export function splitLong(text: string): string[] {
  return cut(text, 0).filter((piece) => piece.trim() !== "");
}

function cut(text: string, level: number): string[] {
  if (text.length <= longest) return [text];
  const seam = seams[level];
  if (seam === undefined) return chop(text);
  const pieces: string[] = [];
  let from = 0;
  let end = 0;
  const close = () => {
    if (end > from) pieces.push(...cut(text.slice(from, end), level + 1));
    from = end;
  };
  const seamEnds = Array.from(text.matchAll(seam), ({ index, 0: { length } }) => index + length);
  for (const at of [...seamEnds, text.length]) {
    if (at - from > longest) close();
    end = at;
  }
  close();
  return pieces;
}

/** Words without an end. Never cuts a character in half. */
function chop(text: string): string[] {
  const pieces: string[] = [];
  for (let from = 0; from < text.length; ) {
    let end = Math.min(text.length, from + longest);
    if (/[\uD800-\uDBFF]/.test(text.charAt(end - 1)) && end < text.length) end -= 1;
    pieces.push(text.slice(from, end));
    from = end;
  }
  return pieces;
}
