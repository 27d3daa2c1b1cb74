const ends = new Set([..."。！？｡"]);
const mayEnd = new Set([...".!?…"]);
const closing = new Set([..."\"')]}”’»」』）"]);
/** A full stop behind one of these ends no sentence. */
const abbreviations = new Set([
  "mr",
  "mrs",
  "ms",
  "dr",
  "prof",
  "st",
  "vs",
  "etc",
  "e.g",
  "i.e",
  "cf",
  "no",
  "fig",
  "z.b",
  "bzw",
  "ca",
  "vgl",
  "nr",
]);
const longestAbbreviation = 5;

/** Where the sentences of a part of a text begin, the first one at `start`. White space belongs to the one before it. */
export function findSentences(text: string, start: number, end: number): number[] {
  const starts = [start];
  for (let at = start; at < end; at += 1) {
    const sign = text[at] as string;
    const isEnd = ends.has(sign);
    if (!isEnd && !mayEnd.has(sign)) continue;
    let next = at + 1;
    while (next < end && (closing.has(text[next] as string) || mayEnd.has(text[next] as string))) next += 1;
    const behind = next;
    while (next < end && isSpace(text.charCodeAt(next))) next += 1;
    if (next < end && (isEnd || (next > behind && beginsSentence(text, next) && !isAbbreviation(text, start, at))))
      starts.push(next);
    at = next - 1;
  }
  return starts;
}

/** A small letter goes on with what was said. */
function beginsSentence(text: string, at: number): boolean {
  const sign = text[at] as string;
  return sign !== sign.toLowerCase() || sign === sign.toUpperCase();
}

function isAbbreviation(text: string, from: number, stop: number): boolean {
  if (text[stop] !== ".") return false;
  let start = stop;
  while (start > from && stop - start <= longestAbbreviation && !isSpace(text.charCodeAt(start - 1))) start -= 1;
  const word = text.slice(start, stop).replace(/^[("'[]+/, "");
  return /^\p{L}$/u.test(word) || abbreviations.has(word.toLowerCase());
}

export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000;
}
