import type { Source } from "../example";
import { type Phrasings, phrasingsOf } from "../phrasings";
import { ownWords } from "../words/everyday-words";

/** A property of a person or a thing, with the ways to say it and to ask for it. */
export interface Fact {
  readonly value: (source: Source) => string;
  readonly statements: Phrasings;
  /** The place of the value is `{v}`, that of the subject `{s}`. */
  readonly questions: Phrasings;
  /** Questions for yes or no, with `{v}`. */
  readonly checks: Phrasings;
}

export function fact(value: Fact["value"], statements: string, questions: string, checks: string): Fact {
  return {
    value,
    statements: phrasingsOf(statements),
    questions: phrasingsOf(questions),
    checks: phrasingsOf(checks),
  };
}

/** A word of a list as the value. */
export function wordOf(words: readonly string[]): Fact["value"] {
  return (source) => source.random.pick(ownWords(source, words));
}
