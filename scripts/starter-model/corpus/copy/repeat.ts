import type { Maker, Source } from "../example";
import { inventedWord } from "../names";
import { fill, type Phrasings, phrase } from "../phrasings";
import { draws, type ValueKind } from "../relations/draws";
import { adjectives, foods, listed, tools } from "../words/word-lists";
import { anyValue, severalFresh } from "./fresh-values";
import { passage } from "./passage";
import { task } from "./task";

function quoted({ random }: Source, text: string): string {
  return random.pick([text, text, text, `"${text}"`, `"${text}"`, `'${text}'`]);
}

const repeatWord: Phrasings = {
  train: [
    "Say {w}.",
    "Say {w}",
    "Repeat the word {w}.",
    "Repeat: {w}",
    "Say the word {w}.",
    "Write {w}.",
    "Repeat after me: {w}",
    "Please repeat this word: {w}",
    "Answer with the word {w}.",
    "Reply with {w} and nothing else.",
    "Just say {w}.",
    "Copy this word: {w}",
    "Echo {w}",
    "Print {w}.",
    "{w}\n\nRepeat the word above.",
    "Your answer must be: {w}",
    "Can you say {w}?",
    "Please write the word {w}.",
  ],
  heldOut: [
    "Please say {w}.",
    "Answer only with {w}.",
    "Copy the word {w}.",
    "Can you repeat {w}?",
    "Write this word: {w}",
  ],
};

/** A word, said again. */
export const repeatWordMaker: Maker = (source) => {
  const word = source.random.chance(0.8) ? anyValue(source, ["word", "word", "person", "town"]) : anyValue(source);
  return task(source, "repeat-word", 0, fill(phrase(source, repeatWord), { w: quoted(source, word) }), word);
};

const repeatPhrase: Phrasings = {
  train: [
    "Repeat this: {w}",
    "Repeat: {w}",
    "Say this: {w}",
    "Repeat the words: {w}",
    "Copy this text: {w}",
    "Copy: {w}",
    "Write this down: {w}",
    "Repeat after me: {w}",
    "Echo this text: {w}",
    "Please repeat the following: {w}",
    "Answer with this text and nothing else: {w}",
    "Return the text as it is.\n\n{w}",
    "{w}\n\nRepeat the text above.",
    "Text: {w}\n\nCopy the text.",
    "Say exactly this: {w}",
  ],
  heldOut: [
    "Please copy this: {w}",
    "Repeat the following text: {w}",
    "Text: {w}\n\nRepeat it exactly.",
    "Write the following: {w}",
  ],
};

function phraseOfWords(source: Source): string {
  const { random } = source;
  return random.pick([
    () => severalFresh(source, random.int(2, 4), inventedWord).join(" "),
    () => severalFresh(source, random.int(2, 5), (own) => anyValue(own)).join(" "),
    () => severalFresh(source, random.int(2, 4), (own) => anyValue(own)).join(", "),
    () => `the ${listed(source, adjectives)} ${listed(source, tools)} of ${draws.first(source)}`,
    () => `${listed(source, foods)} and ${listed(source, foods)}`,
    () => passage(source, "mixed", 1).facts.map(({ sentence }) => sentence)[0] ?? "",
    () => passage(source, "mixed", 1).facts.map(({ sentence }) => sentence)[0] ?? "",
  ])();
}

/** A few words, said again. */
export const repeatPhraseMaker: Maker = (source) => {
  const text = phraseOfWords(source);
  const shown = text.includes('"') || text.includes("'") ? text : quoted(source, text);
  return task(source, "repeat-phrase", 0, fill(phrase(source, repeatPhrase), { w: shown }), text);
};

const repeatCode: Phrasings = {
  train: [
    "Repeat the code {w}.",
    "Say {w}.",
    "Repeat: {w}",
    "Write {w}.",
    "Copy {w}",
    "Answer with {w}.",
    "Reply with {w} and nothing else.",
    "Repeat exactly: {w}",
    "Print {w}",
    "Echo {w}.",
    "Please repeat this: {w}",
    "Type {w}.",
    "{w}\n\nCopy the line above.",
  ],
  heldOut: ["Copy this exactly: {w}", "Please write {w}.", "Answer with this: {w}", "Can you repeat {w}?"],
};

const codeKinds: readonly ValueKind[] = [
  "code",
  "code",
  "code",
  "count",
  "digits",
  "year",
  "version",
  "email",
  "date",
  "money",
  "weight",
];

/** A code, a number or an address, said again. */
export const repeatCodeMaker: Maker = (source) => {
  const value = anyValue(source, codeKinds);
  return task(source, "repeat-code", 0, fill(phrase(source, repeatCode), { w: quoted(source, value) }), value);
};
