import { maybeSystem, turn } from "../conversation";
import type { Maker } from "../example";
import { code, familyName, firstName, inventedWord, number, placeName } from "../names";
import { fill, type Phrasings, phrase, phrasingsOf } from "../phrasings";
import { animals, foods, objects, ownWords } from "../words/everyday-words";

interface Wrap {
  readonly asked: Phrasings;
  readonly write: (word: string) => string;
}

const wraps: readonly Wrap[] = [
  ["square brackets", "[", "]"],
  ["brackets like [this]", "[", "]"],
  ["round brackets", "(", ")"],
  ["parentheses", "(", ")"],
  ["curly brackets", "{", "}"],
  ["quotes", '"', '"'],
  ["double quotes", '"', '"'],
  ["quotation marks", '"', '"'],
  ["stars", "*", "*"],
  ["angle brackets", "<", ">"],
].map(([what = "", before = "", after = ""]) => ({
  asked: phrasingsOf(`
    Put {w} in ${what}.
    Write {w} in ${what}.
    Answer with {w} in ${what}.
    Wrap {w} in ${what}.
    Write this in ${what}: {w}
    {w}\\nPut it in ${what}.
    ---
    Put this in ${what}: {w}
    {w}\\nWrite it in ${what}.
  `),
  write: (word) => before + word + after,
}));

/** Words in brackets, quotes or stars. */
export const wrapping: Maker = (source) => {
  const { random } = source;
  const { asked, write } = random.pick(wraps);
  const word = random.pick([
    () => random.pick(ownWords(source, random.pick([objects, foods, animals]))),
    () => inventedWord(source),
    () => placeName(source),
    () => String(number(source)),
    () => code(source),
    () => `${firstName(source)} ${familyName(source)}`,
  ])();
  return {
    family: "form",
    kind: "wrap",
    level: 0,
    messages: [...maybeSystem(source), ...turn(fill(phrase(source, asked), { w: word }), write(word))],
  };
};
