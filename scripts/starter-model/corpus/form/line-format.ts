import { maybeSystem, turn } from "../conversation";
import type { Maker } from "../example";
import { code, firstName, number, placeName } from "../names";
import { fill, type Phrasings, phrase, phrasingsOf } from "../phrasings";
import { inPassage } from "../question-frames";
import { rounds } from "../rounds";
import { objects, ownWords } from "../words/everyday-words";
import { weekdays } from "../words/word-lists";

/** Values that a text gives, and the lines to write them as. */
interface Slots {
  readonly forms: readonly string[];
  readonly texts: Phrasings;
}

const slots: readonly Slots[] = [
  {
    forms: "Name - City|Name: City|City (Name)|Name, City|City - Name|Name / City|Name -> City|[Name] City".split("|"),
    texts: phrasingsOf(`
      {Name} lives in {City}.
      The home of {Name} is {City}.
      {City} is the town where {Name} lives.
      My name is {Name} and I come from {City}.
      {Name} moved to {City}.
      ---
      My name is {Name} and I live in {City}.
      {Name} comes from {City}.
    `),
  },
  {
    forms: "Item: Price|Item - Price|Price for Item|Item (Price)|Item = Price|Price, Item".split("|"),
    texts: phrasingsOf(`
      The {Item} costs {Price} dollars.
      You pay {Price} dollars for the {Item}.
      For {Price} dollars you get the {Item}.
      The price of the {Item} is {Price} dollars.
      ---
      They sell the {Item} for {Price} dollars.
      For the {Item} you pay {Price} dollars.
    `),
  },
  {
    forms: "Day: Name|Name - Day|Name (Day)|Day, Name|Day / Name|Name on Day".split("|"),
    texts: phrasingsOf(`
      {Name} comes on {Day}.
      On {Day} it is the turn of {Name}.
      {Name} works on {Day}.
      {Day} is the day of {Name}.
      ---
      On {Day} {Name} works.
      The day of {Name} is {Day}.
    `),
  },
  {
    forms: "Code/Name|Name: Code|Code - Name|Name (Code)|Code, Name|Name = Code".split("|"),
    texts: phrasingsOf(`
      {Name} has the code {Code}.
      The code of {Name} is {Code}.
      {Code} is the code of {Name}.
      {Name} wrote down {Code}.
      ---
      The code that {Name} has is {Code}.
      {Code} is what {Name} wrote down.
    `),
  },
];

const formatAsks = phrasingsOf(`
  Answer in the format {form}.
  Use the format {form}.
  Use this format: {form}
  Write it as {form}.
  Format: {form}
  Your answer must look like this: {form}
  Answer in this form: {form}
  Write it in the form {form}.
  Turn it into: {form}
  ---
  Answer in this format: {form}
  Write your answer as {form}.
  Use the form {form}.
`);

/** What a text says, written as a line of a given form. */
export const formatMaker: Maker = (source) => {
  const { random } = source;
  const { forms, texts } = random.pick(slots);
  const form = random.pick(forms);
  const messages = Array.from({ length: rounds(source, 5) }, (_, round) => {
    const values: Record<string, string> = {
      Name: firstName(source),
      City: placeName(source),
      Item: random.pick(ownWords(source, objects)),
      Price: String(number(source)),
      Day: random.pick(weekdays),
      Code: code(source),
    };
    const answer = form.replace(/Name|City|Item|Price|Day|Code/g, (slot) => values[slot] ?? slot);
    const text = fill(phrase(source, texts), values);
    return turn(round === 0 ? inPassage(source, text, fill(phrase(source, formatAsks), { form })) : text, answer);
  });
  return {
    family: "form",
    kind: "format",
    level: 1,
    messages: [...maybeSystem(source), ...messages.flat()],
  };
};
