import { keyedHash } from "@/server/security/keyed-hash";

/** Distinct words of one message that are searched for. */
const mostTerms = 1_000;
/** Characters of a message that are looked at. */
const mostCharacters = 50_000;

/**
 * Keyed hashes of the words of a text, for the search: without this machine's secret nobody can tell which words they were.
 */
export function messageTerms(text: string): number[] {
  const words =
    text
      .slice(0, mostCharacters)
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.map(stemOf))].slice(0, mostTerms).map(hashOf);
}

/** Endings that English plurals and verbs differ in. */
function stemOf(word: string): string {
  return word.length > 4 ? word.replace(/(?:ing|ed|es|s|e)$/, "") : word;
}

const known = new Map<string, number>();
const mostKnown = 20_000;

function hashOf(word: string): number {
  const before = known.get(word);
  if (before !== undefined) return before;
  if (known.size > mostKnown) known.clear();
  const hash = Number.parseInt(keyedHash("conversation-terms", word).slice(0, 8), 16) & 0x7fffffff;
  known.set(word, hash);
  return hash;
}
