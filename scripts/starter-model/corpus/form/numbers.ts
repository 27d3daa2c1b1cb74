import type { ChatMessage } from "@/nodes/core/node-runner";
import { maybeSystem, turn } from "../conversation";
import type { Maker, Source } from "../example";
import { inWords } from "../grammar";
import { firstName, number, placeName } from "../names";
import { fill, phrase, phrasingsOf } from "../phrasings";
import { inPassage, withInstruction } from "../question-frames";
import { rounds } from "../rounds";
import { several } from "../several";
import { objects, ownWords } from "../words/everyday-words";
import { itemsOf } from "./given-list";
import { someNumber } from "./yes-no";

const chooseNumber = phrasingsOf(`
  Which number is {rel}, {a} or {b}?
  What is {rel}: {a} or {b}?
  Which is {rel}, {a} or {b}?
  Tell me which one is {rel}: {a} or {b}.
  Here are two numbers: {a} and {b}. Which one is {rel}?
  ---
  Here are the numbers {a} and {b}. Which is {rel}?
  Which one is {rel}, {a} or {b}?
`);

const numberOnly = phrasingsOf(`
  Answer with a number only.
  Answer with the number only.
  Only the number, please.
  Reply with the number alone.
  Write just the number.
  The answer must be a number.
  Give only the number.
  Number only.
  Use digits only.
  ---
  Reply with a number only.
  Just the number, please.
  Write only the number.
`);

/** The bigger or smaller of two numbers. */
export const biggerNumber: Maker = (source) => ({
  family: "form",
  kind: "number-only",
  level: 1,
  messages: [...maybeSystem(source), ...Array.from({ length: rounds(source, 5) }, () => oneOfTwo(source)).flat()],
});

function oneOfTwo(source: Source): ChatMessage[] {
  const { random } = source;
  const [a, b] = several(2, () => someNumber(source)) as [number, number];
  const isMost = random.chance(0.5);
  const rel = random.pick(isMost ? ["bigger", "greater", "larger", "higher"] : ["smaller", "lower", "less"]);
  const question = withInstruction(
    source,
    fill(phrase(source, chooseNumber), { a, b, rel }),
    phrase(source, numberOnly),
  );
  return turn(question, String(isMost ? Math.max(a, b) : Math.min(a, b)));
}

const numberFacts = phrasingsOf(`
  There are {n} {things} in {place}.|How many {things} are in {place}?
  {name} has {n} {things}.|How many {things} does {name} have?
  The room number of {name} is {n}.|What is the room number of {name}?
  The bus to {place} takes {n} minutes.|How many minutes does the bus to {place} take?
  {name} sold {n} {things} today.|How many {things} did {name} sell?
  The tower of {place} is {n} metres high.|How high is the tower of {place}?
  {place} has {n} schools.|How many schools does {place} have?
  {name} needs {n} {things} for the party.|How many {things} does {name} need?
  The library of {place} owns {n} books.|How many books does the library own?
  {name} paid {n} euros for the {things}.|How many euros did {name} pay?
  The team won {n} games in {place}.|How many games did the team win?
  {name} waited {n} hours for the train.|How many hours did {name} wait?
  ---
  {name} bought {n} {things} in {place}.|How many {things} did {name} buy?
  There are {n} schools in {place}.|How many schools are in {place}?
  The train to {place} takes {n} hours.|How many hours does the train to {place} take?
`);

/** A number that a text gives. */
export const numberFromText: Maker = (source) => {
  const { random } = source;
  const values = {
    n: number(source),
    things: `${random.pick(
      ownWords(
        source,
        objects.filter((word) => /[a-hj-rt-w]$/.test(word) && !/(ch|sh|f|fe)$/.test(word)),
      ),
    )}s`,
    place: placeName(source),
    name: firstName(source),
  };
  const [statement = "", question = ""] = phrase(source, numberFacts).split("|");
  const asked = withInstruction(source, fill(question, values), phrase(source, numberOnly));
  return {
    family: "form",
    kind: "number-only",
    level: 1,
    messages: [...maybeSystem(source), ...turn(inPassage(source, fill(statement, values), asked), String(values.n))],
  };
};

const countThem = phrasingsOf(`
  How many words are in this list: {items}?
  Count the items: {items}.
  How many items are these: {items}?
  The list is: {items}. How many are there?
  Here are some things: {items}. How many things are they?
  Count these: {items}.
  ---
  Count the words in this list: {items}.
  Here is a list: {items}. How many items are there?
`);

/** How many items a list has. */
export const counting: Maker = (source) => ({
  family: "form",
  kind: "count",
  level: 1,
  messages: [...maybeSystem(source), ...Array.from({ length: rounds(source, 4) }, () => countItems(source)).flat()],
});

function countItems(source: Source): ChatMessage[] {
  const { random } = source;
  const count = random.int(1, 5);
  const items = itemsOf(source, count);
  const asked = fill(phrase(source, countThem), { items: random.chance(0.5) ? items.join(", ") : inWords(items) });
  return turn(withInstruction(source, asked, phrase(source, numberOnly)), String(count));
}
