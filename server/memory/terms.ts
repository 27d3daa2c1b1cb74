import { termSpace } from "@/drizzle/schema/vectors";
import { languageOf } from "@/server/memory/languages";
import { wordsOf } from "@/server/memory/words";
import { keyedHash } from "@/server/security/keyed-hash";

/** How often each term is in a text, and how many words it has without the stop words. */
export interface TextTerms {
  readonly counts: ReadonlyMap<number, number>;
  readonly length: number;
}

/**
 * The terms of a text: words, lower case, without stop words, stemmed, hashed with a key. `scope` (a collection's id) goes
 * into the hash, so that terms of two scopes have nothing in common and a leaked index tells nothing.
 */
export function termsOf(scope: string, text: string, language: string): TextTerms {
  const terms = termsIn(scope, language);
  const counts = new Map<number, number>();
  let length = 0;
  for (const word of wordsOf(text)) {
    const term = terms.of(word);
    if (term === 0) continue;
    length += 1;
    counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return { counts, length };
}

/** The terms that a question asks for, one list a word: its stems in each of the languages. */
export function questionTerms(scope: string, text: string, languages: readonly string[]): number[][] {
  const words = [...new Set(wordsOf(text))];
  const known = languages.map((language) => termsIn(scope, language));
  const asked = words.map((word) => [...new Set(known.map((terms) => terms.of(word)))].filter((term) => term !== 0));
  return asked.filter((terms) => terms.length > 0);
}

/** The term of a stem, 1 to one less than the term space. */
export function termOf(scope: string, stem: string): number {
  const digits = keyedHash("terms", `${scope}\0${stem}`).slice(0, 12);
  return (Number.parseInt(digits, 16) % (termSpace - 1)) + 1;
}

const mostWords = 50_000;
const mostScopes = 32;

/** Words of one scope and language that were met lately: stemming and hashing cost a hundred times a look-up. */
class KnownTerms {
  readonly #terms = new Map<string, number>();
  readonly #scope: string;
  readonly #language: string;

  constructor(scope: string, language: string) {
    this.#scope = scope;
    this.#language = language;
  }

  /** 0 for a stop word. */
  of(word: string): number {
    const known = this.#terms.get(word);
    if (known !== undefined) return known;
    const language = languageOf(this.#language);
    const term = language?.stopwords.has(word) ? 0 : termOf(this.#scope, language?.stemmer.stem(word) ?? word);
    // Frequent words come back at once: cheaper than to keep the order of use.
    if (this.#terms.size >= mostWords) this.#terms.clear();
    this.#terms.set(word, term);
    return term;
  }
}

const scopes = new Map<string, KnownTerms>();

function termsIn(scope: string, language: string): KnownTerms {
  const key = `${scope} ${language}`;
  const there = scopes.get(key) ?? new KnownTerms(scope, language);
  scopes.delete(key);
  scopes.set(key, there);
  if (scopes.size > mostScopes) scopes.delete(scopes.keys().next().value as string);
  return there;
}
