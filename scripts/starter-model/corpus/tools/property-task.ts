import type { Source } from "../example";
import { code, firstName, inventedWord, placeName } from "../names";
import { fill, phrase, phrasingsOf } from "../phrasings";
import { several } from "../several";
import { animals, jobs, ownWords } from "../words/everyday-words";
import { resultOf, type Task, toolSpec } from "./task";
import { amount, food, fullName, path, thing, type ValueDraw, words } from "./value-draws";

const askedProperties =
  "price colour age weight owner code size name address height length value author title score rank level speed depth width mood task boss team room floor key shape origin date phase state class grade rate limit count".split(
    " ",
  );

const carriers: readonly { readonly param: string; readonly draw: ValueDraw; readonly what: string }[] = [
  { param: "city", draw: placeName, what: "a city" },
  { param: "town", draw: placeName, what: "a town" },
  { param: "name", draw: firstName, what: "a person" },
  { param: "person", draw: fullName, what: "a person" },
  { param: "item", draw: thing, what: "a thing" },
  { param: "product", draw: thing, what: "a product" },
  { param: "animal", draw: (source) => source.random.pick(ownWords(source, animals)), what: "an animal" },
  { param: "job", draw: (source) => source.random.pick(ownWords(source, jobs)), what: "a job" },
  { param: "food", draw: food, what: "a food" },
  { param: "id", draw: code, what: "an entry" },
  { param: "code", draw: code, what: "a code" },
  { param: "word", draw: inventedWord, what: "a word" },
  { param: "file", draw: path, what: "a file" },
  { param: "query", draw: words, what: "something" },
];

const propertyDescriptions = phrasingsOf(`
  Gives the {rel} of {what}.
  Tells the {rel} of {what}.
  The {rel} of {what}.
  Looks up the {rel} of {what}.
  Finds the {rel} of {what}.
  Returns the {rel}.
  Knows the {rel} of {what}.
  Use it for the {rel} of {what}.
  ---
  Looks up the {rel}.
  Use it to find the {rel} of {what}.
  Gives you the {rel} of {what}.
`);

const propertyQuestions = phrasingsOf(`
  What is the {rel} of {v}?
  Tell me the {rel} of {v}.
  Give me the {rel} of {v}.
  I need the {rel} of {v}.
  Find the {rel} of {v}.
  Look up the {rel} of {v}.
  {rel} of {v}
  Which {rel} has {v}?
  What {rel} does {v} have?
  Can you find the {rel} of {v}?
  I want to know the {rel} of {v}.
  Here is {v}. What is the {rel}?
  Do you know the {rel} of {v}?
  {v}: what is the {rel}?
  ---
  Please tell me the {rel} of {v}.
  Can you tell me the {rel} of {v}?
  Which {rel} does {v} have?
  I want the {rel} of {v}.
`);

function propertyName(source: Source, rel: string): string {
  const word = rel.replace(/ /g, "_");
  const odd = inventedWord(source);
  return source.random.pick([
    `get_${word}`,
    `${word}_of`,
    `find_${word}`,
    `lookup_${word}`,
    `${word}-finder`,
    word,
    odd,
    odd,
    `${odd}_${inventedWord(source)}`,
    `${odd}-${word}`,
  ]);
}

/** A tool that knows one thing of another; the name may be invented, the description tells what it is for. */
export function propertyTask(source: Source, rel: string): Task {
  const { random } = source;
  const { param, draw, what } = random.pick(carriers);
  const key = random.chance(0.2) ? inventedWord(source) : param;
  const v = draw(source) as string;
  const value = random.pick<ValueDraw>([amount, firstName, placeName, code, inventedWord, thing])(source) as
    | string
    | number;
  const description = fill(phrase(source, propertyDescriptions), { rel, what });
  return {
    tool: toolSpec(propertyName(source, rel), description, { [key]: v }),
    question: fill(phrase(source, propertyQuestions), { rel, v }),
    args: { [key]: v },
    ...resultOf(source, rel, value, `The ${rel} of ${v} is ${value}.`),
  };
}

/** What the tools of one example know, each another property. */
export function propertyWords(source: Source, count: number): string[] {
  return several(count, () => (source.random.chance(0.6) ? source.random.pick(askedProperties) : inventedWord(source)));
}
