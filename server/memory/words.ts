/** Letters, digits and marks; a dot or comma counts between digits, an apostrophe and an underscore between letters. */
const pattern = /[\p{L}\p{M}\p{N}]+(?:(?:['’_]|(?<=\p{N})[.,](?=\p{N}))[\p{L}\p{M}\p{N}]+)*/gu;

/** Scripts that put no spaces between words. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** What is longer is no word that anybody looks for: keys, data in base64. */
const longestWord = 64;

let segmenter: Intl.Segmenter | undefined;

/**
 * The words of a text, in lower case and in the order in which they stand. Where a script puts no spaces between them the
 * platform's dictionaries do; elsewhere a pattern finds the same words thirty times as fast.
 */
export function wordsOf(text: string): string[] {
  const plain = text.normalize("NFKC").toLowerCase();
  const found = plain.match(pattern) ?? [];
  const words = unspaced.test(plain) ? found.flatMap(segments) : found;
  return words.filter((word) => word.length <= longestWord).map((word) => word.replaceAll("’", "'"));
}

function segments(run: string): string[] {
  if (!unspaced.test(run)) return [run];
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "word" });
  return [...segmenter.segment(run)].filter(({ isWordLike }) => isWordLike === true).map(({ segment }) => segment);
}
