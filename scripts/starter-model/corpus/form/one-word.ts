import type { Level, Maker } from "../example";
import { fill, phrase, phrasingsOf } from "../phrasings";
import { aboutPassage } from "./passage";

const oneWord = phrasingsOf(`
  Answer with one word.
  Answer with one word only.
  One word only.
  Reply with a single word.
  Give a one-word answer.
  Use one word.
  Just one word, please.
  Your answer must be one word.
  Answer in one word.
  Say it in one word.
  Write only one word.
  Only the word, nothing else.
  ---
  Reply with one word.
  Please answer in a single word.
  One word, nothing else.
`);

/** Questions about a passage, answered with one word. */
export function oneWordMaker(level: Level): Maker {
  return aboutPassage("one-word", oneWord, level, (source, { fact: { questions }, subject, value }) => [
    fill(phrase(source, questions), { s: subject }),
    value,
  ]);
}
