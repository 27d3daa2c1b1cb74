import { type Phrasings, phrasingsOf } from "../../phrasings";

/** A label of a text that is to be sorted, what it stands for, and such texts. */
export interface Label {
  readonly name: string;
  readonly about: readonly string[];
  /** Words for the place `{w}`. */
  readonly words: readonly string[];
  readonly texts: Phrasings;
}

export function label(name: string, about: string, words: string, texts: string): Label {
  return { name, about: about.split("; "), words: words.split(", "), texts: phrasingsOf(texts) };
}
