import type { Level, Maker, Source } from "../example";
import { capital } from "../grammar";
import { fill, type Phrasings, phrase } from "../phrasings";
import { draws, type ValueKind } from "../relations/draws";
import { fresh, overlaps } from "./fresh-values";
import { laidOut } from "./layout";
import { reading } from "./reading";
import { task } from "./task";

const labels: Readonly<Record<string, ValueKind>> = {
  password: "word",
  "code word": "word",
  "secret word": "word",
  key: "code",
  code: "code",
  "order code": "code",
  "user name": "word",
  "file name": "word",
  "name of the dog": "person",
  "name of the cat": "person",
  "name of the guest": "person",
  winner: "person",
  teacher: "person",
  author: "person",
  capital: "town",
  town: "town",
  price: "money",
  total: "money",
  colour: "colour",
  number: "count",
  "room number": "count",
  year: "year",
  date: "date",
  "start time": "time",
  email: "email",
  version: "version",
  weight: "weight",
  gift: "object",
  dish: "food",
  prize: "object",
  status: "status",
  street: "street",
  language: "language",
  title: "word",
  topic: "word",
};

const labelNames = Object.keys(labels);

/** Values with labels, none of which contains another. */
export function labelled(source: Source, count: number): [label: string, value: string][] {
  const used: string[] = [];
  const chosen: [string, string][] = [];
  for (const label of source.random.shuffle(labelNames)) {
    if (chosen.length === count) break;
    const kind = labels[label];
    if (kind === undefined || chosen.some(([other]) => overlaps(label, other))) continue;
    const value = fresh(source, used, draws[kind]);
    if (value !== undefined) chosen.push([label, value]);
  }
  return chosen;
}

const told = [
  "The {l} is {v}.",
  "The {l} is {v}.",
  "The {l} is: {v}.",
  'The {l} is "{v}".',
  "{l}: {v}.",
  "{v} is the {l}.",
  "The {l} was set to {v}.",
  "They chose {v} as the {l}.",
  "Remember: the {l} is {v}.",
  "We know that the {l} is {v}.",
];

export const askLabel: Phrasings = {
  train: [
    "What is the {l}?",
    "What is the {l}?",
    "Which {l} is it?",
    "Tell me the {l}.",
    "Give me the {l}.",
    "What was the {l}?",
    "Say the {l}.",
    "Repeat the {l}.",
    "Write the {l}.",
    "Name the {l}.",
    "Please give the {l}.",
    "What did I say the {l} is?",
    "What {l} was given?",
    "I need the {l}.",
  ],
  heldOut: [
    "Can you tell me the {l}?",
    "Please tell me the {l}.",
    "What is the {l} that I gave?",
    "Which {l} was given?",
  ],
};

/** A value is told with its label and asked for at once. */
export const spellOutMaker =
  (level: Level, least: number, most: number): Maker =>
  (source) => {
    const { random } = source;
    const chosen = labelled(source, random.int(least, most));
    const [label, value] = random.pick(chosen);
    const sentences = chosen.map(([l, v]) => capital(fill(random.pick(told), { l, v })));
    const question = fill(phrase(source, askLabel), { l: label });
    const text = laidOut(source, sentences);
    if (level > 0 && random.chance(0.4)) {
      return reading(source, "spell-out", level, text, [{ question, answer: value }]);
    }
    const joint = random.pick([" ", " ", "\n", "\n\n"]);
    const prompt = random.chance(0.8) ? text + joint + question : question + joint + text;
    return task(source, "spell-out", level, prompt, value);
  };
