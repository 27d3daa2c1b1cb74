import { maybeSystem, turn } from "../conversation";
import type { Maker } from "../example";
import { capital } from "../grammar";
import { firstName, inventedWord } from "../names";
import { fill, phrase, phrasingsOf } from "../phrasings";
import { animals, foods, jobs, objects, ownWords } from "../words/everyday-words";

const upper = phrasingsOf(`
  Write {w} in capital letters.
  Write "{w}" in upper case.
  Put this word in upper case: {w}
  {w} in capitals, please.
  Turn {w} into capital letters.
  Upper case: {w}
  Make this upper case: {w}
  Say {w} in big letters.
  {w}\\nWrite it in capital letters.
  ---
  Write this word in capital letters: {w}
  Turn "{w}" into upper case.
  {w}\\nPut it in upper case.
`);

const lower = phrasingsOf(`
  Write {w} in small letters.
  Write "{w}" in lower case.
  Put this word in lower case: {w}
  {w} in small letters, please.
  Turn {w} into small letters.
  Lower case: {w}
  Make this lower case: {w}
  {w}\\nWrite it in small letters.
  ---
  Write this word in small letters: {w}
  Turn "{w}" into lower case.
  {w}\\nPut it in lower case.
`);

/** A word in capital or small letters. */
export const letterCase: Maker = (source) => {
  const { random } = source;
  const word = random.pick([
    () => random.pick(ownWords(source, random.pick([objects, foods, animals, jobs]))),
    () => inventedWord(source),
    () => firstName(source),
  ])();
  const isUpper = random.chance(0.5);
  const given = isUpper ? word : random.pick([word.toUpperCase(), capital(word)]);
  const answer = isUpper ? word.toUpperCase() : word.toLowerCase();
  const asked = fill(phrase(source, isUpper ? upper : lower), { w: given });
  return {
    family: "form",
    kind: isUpper ? "upper-case" : "lower-case",
    level: 1,
    messages: [...maybeSystem(source), ...turn(asked, answer)],
  };
};
