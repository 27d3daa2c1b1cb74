import { maybeSystem, turn } from "../conversation";
import type { Maker, Source } from "../example";
import { inWords } from "../grammar";
import { firstName, inventedWord, placeName } from "../names";
import { fill, phrase, phrasingsOf } from "../phrasings";
import { withInstruction } from "../question-frames";
import { several } from "../several";
import { animals, colours, foods, hobbies, jobs, objects, ownWords } from "../words/everyday-words";
import { listShape } from "./list-shapes";

/** Different words of one kind. */
export function itemsOf(source: Source, count: number): string[] {
  const { random } = source;
  if (random.chance(0.2)) return several(count, () => firstName(source));
  if (random.chance(0.15)) return several(count, () => inventedWord(source));
  if (random.chance(0.15)) return several(count, () => placeName(source));
  const own = ownWords(source, random.pick([objects, foods, animals, jobs, hobbies, colours]));
  return random.sample(own.length < count ? objects : own, count);
}

const nameThree = phrasingsOf(`
  Name {count} of: {items}.
  Name the first {count} of: {items}.
  List the first {count} of these: {items}.
  Here are some words: {items}. List the first {count}.
  {items}\\nWrite the first {count} of them as a list.
  Take the first {count} of these words: {items}.
  Give me {count} of these, from the beginning: {items}.
  List {count} of the following: {items}.
  The words are {items}. Name {count} of them.
  From {items}, list the first {count}.
  Choose the first {count}: {items}.
  ---
  List {count} of these words: {items}.
  Here is a list: {items}. Name the first {count} of them.
  Give me the first {count} of the following: {items}.
`);

const allOfThem = phrasingsOf(`
  List these: {items}.
  Write these words as a list: {items}.
  Make a list of: {items}.
  Turn this into a list: {items}.
  {items}\\nWrite them as a list.
  The items are {items}. List them.
  I need {items}. Write me a list.
  ---
  Make a list of these words: {items}.
  Here are the items: {items}. List them.
  Turn these words into a list: {items}.
`);

const countWords = ["none", "one", "two", "three", "four", "five"];

/** All or the first items of a list, written as another list. */
export const givenList: Maker = (source) => {
  const { random } = source;
  const shape = listShape(source);
  const isAll = random.chance(0.35);
  const count = random.pick([2, 3, 3, 3, 3, 4]);
  const total = isAll ? count : count + random.int(1, 3);
  const items = itemsOf(source, total);
  const asked = fill(phrase(source, isAll ? allOfThem : nameThree), {
    count: random.chance(0.7) ? (countWords[count] ?? count) : count,
    items: isAll && random.chance(0.4) ? inWords(items) : items.join(", "),
  });
  return {
    family: "form",
    kind: isAll ? "list-all" : "list-first",
    level: isAll ? 0 : 1,
    messages: [
      ...maybeSystem(source),
      ...turn(withInstruction(source, asked, phrase(source, shape.asked)), shape.write(items.slice(0, count))),
    ],
  };
};
