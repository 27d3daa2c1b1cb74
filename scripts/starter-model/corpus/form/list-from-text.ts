import { maybeSystem, turn } from "../conversation";
import type { Maker } from "../example";
import { inWords, withArticle } from "../grammar";
import { firstName, number, placeName } from "../names";
import { fill, phrase, phrasingsOf } from "../phrasings";
import { inPassage, withInstruction } from "../question-frames";
import { foods, objects, ownWords } from "../words/everyday-words";
import { listShape } from "./list-shapes";

const itemTexts = phrasingsOf(`
  {name} packed {items} for the trip.|What did {name} pack?
  {name} bought {items} at the market.|What did {name} buy?
  In the box of {name} there are {items}.|What is in the box?
  {name} found {items} in the attic.|What did {name} find?
  For the party {name} brings {items}.|What does {name} bring?
  {name} needs {items} today.|What does {name} need?
  {name} lost {items} on the way to {place}.|What did {name} lose?
  The shop in {place} sells {items}.|What does the shop sell?
  {name} drew {items} on the wall.|What did {name} draw?
  The house of {name} is full of things, such as {items}.|Which things does {name} have?
  ---
  {name} packed {items} in a box.|What did {name} pack in the box?
  The market in {place} sells {items}.|What does the market sell?
  {name} found {items} on the way.|Which things did {name} find?
`);

const sideSentences = phrasingsOf(`
  It was a cold day.
  The sun was shining.
  {other} was not at home.
  The bus to {place} was late.
  {other} said nothing.
  It took {n} minutes.
  {other} lives in {place}.
  The door was open.
  ---
  It was a day in {place}.
  {other} was late.
`);

const listThem = phrasingsOf(`
  List the three things.
  List them.
  {q}
  {q} List the three.
  {q} Make a list.
  List what the text names.
  ---
  {q} List them.
  List the things of the text.
`);

const noArticles = phrasingsOf(`
  Only the words, without "a" or "the".
  Leave out "a" and "the".
  Write only the nouns.
  Just the nouns.
  Single words only.
  ---
  Only the nouns.
  Write single words only.
`);

/** The three things that a text names. */
export const listFromText: Maker = (source) => {
  const { random } = source;
  const shape = listShape(source);
  const items = random.sample(ownWords(source, random.chance(0.6) ? objects : foods), 3);
  const written = items.map((item) =>
    foods.includes(item) ? item : random.chance(0.8) ? withArticle(item) : `the ${item}`,
  );
  const values = {
    items: inWords(written),
    name: firstName(source),
    other: firstName(source),
    place: placeName(source),
    n: number(source),
  };
  const [statement = "", question = ""] = phrase(source, itemTexts).split("|");
  const sides = Array.from({ length: random.int(0, 2) }, () => fill(phrase(source, sideSentences), values));
  const text = random.shuffle([fill(statement, values), ...sides]).join(" ");
  const asked = fill(phrase(source, listThem), { q: fill(question, values) });
  const instruction = `${phrase(source, shape.asked)} ${phrase(source, noArticles)}`;
  return {
    family: "form",
    kind: "list-from-text",
    level: 2,
    messages: [
      ...maybeSystem(source),
      ...turn(inPassage(source, text, withInstruction(source, asked, instruction)), shape.write(items)),
    ],
  };
};
