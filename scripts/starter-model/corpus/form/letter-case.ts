import { maybeSystem, turn } from "../conversation";
import type { Maker, Source } from "../example";
import { capital } from "../grammar";
import { firstName, inventedWord } from "../names";
import { fill, phrase, phrasingsOf } from "../phrasings";
import { rounds } from "../rounds";
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

function anyWord(source: Source): string {
  const { random } = source;
  return random.pick([
    () => random.pick(ownWords(source, random.pick([objects, foods, animals, jobs]))),
    () => inventedWord(source),
    () => firstName(source),
  ])();
}

/** Words in capital or small letters. */
export const letterCase: Maker = (source) => {
  const { random } = source;
  const isUpper = random.chance(0.5);
  const messages = Array.from({ length: rounds(source, 8) }, (_, round) => {
    const words = Array.from({ length: random.chance(0.7) ? 1 : random.int(2, 4) }, () => anyWord(source)).join(" ");
    const given = isUpper ? words : random.pick([words.toUpperCase(), capital(words)]);
    const form = round === 0 || random.chance(0.3) ? phrase(source, isUpper ? upper : lower) : "{w}";
    return turn(fill(form, { w: given }), isUpper ? words.toUpperCase() : words.toLowerCase());
  });
  return {
    family: "form",
    kind: isUpper ? "upper-case" : "lower-case",
    level: 1,
    messages: [...maybeSystem(source), ...messages.flat()],
  };
};
