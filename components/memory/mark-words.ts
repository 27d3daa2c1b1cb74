/** A part of a text; those with a word of the question are marked. */
export interface MarkedPart {
  readonly text: string;
  readonly isMarked: boolean;
}

const frequent = new Set(
  (
    "about also and are been but can could does for from had has have how into its not that the their them then there " +
    "these they this was were what when where which who why will with would you your"
  ).split(" "),
);

const words = /[\p{L}\p{N}]+/gu;

/** Cuts a text into parts, those marked that hold a word of the question, whatever its ending. */
export function markWords(text: string, question: string): MarkedPart[] {
  const wanted = wordsOf(question);
  if (wanted.length === 0) return text === "" ? [] : [{ text, isMarked: false }];
  const parts: MarkedPart[] = [];
  let end = 0;
  for (const match of text.matchAll(words)) {
    const [word] = match;
    if (!wanted.some((one) => areAlike(one, plain(word)))) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), isMarked: false });
    parts.push({ text: word, isMarked: true });
    end = match.index + word.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), isMarked: false });
  return parts;
}

/** The words of a question that mean something, in small letters. */
export function wordsOf(question: string): string[] {
  const found = [...question.matchAll(words)].map(([word]) => word);
  const telling = found.filter((word) => word.length > 2 || /\p{N}/u.test(word) || /^\p{Lu}{2}$/u.test(word));
  return [...new Set(telling.map(plain))].filter((word) => !frequent.has(word));
}

/** Without marks above letters: "Café" and "cafe" are one word. */
function plain(word: string): string {
  return word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * Whether two words differ in their endings at most: "weaver" and "weavers", "splitting" and "splits". Rough: the search
 * itself stems by language, this only shows people where to look.
 */
function areAlike(one: string, other: string): boolean {
  if (one === other) return true;
  const [shorter, longer] = one.length < other.length ? [one, other] : [other, one];
  if (shorter.length < 4) return false;
  return (longer.startsWith(shorter) && longer.length - shorter.length <= 3) || stem(one) === stem(other);
}

const endings = /(?:ations?|ions?|ings?|ers?|ed|es|s|ly|ments?)$/;

function stem(word: string): string {
  const cut = word.replace(endings, "");
  return cut.length < 4 ? word : cut.replace(/(\p{L})\1$/u, "$1");
}
