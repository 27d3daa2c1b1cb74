import type { Maker } from "../example";
import { fill, type Phrasings, phrase } from "../phrasings";
import { draws, type ValueKind } from "../relations/draws";
import { fresh } from "./fresh-values";
import { chat, mixIn } from "./layout";
import { reading } from "./reading";

const extractable: readonly (readonly [ValueKind, noun: string, says: readonly string[]])[] = [
  ["code", "code", ["Please check {v} again.", "{p} wrote {v} on the box.", "On the door it says {v}."]],
  ["email", "email address", ["{p} answers at {v}.", "Send it to {v}, please.", "For more, write to {v}."]],
  ["money", "price", ["{p} paid {v} for it.", "It was sold for {v}.", "That makes {v} in all."]],
  ["date", "date", ["{p} comes back on {v}.", "It was sent on {v}.", "We close on {v}."]],
  ["time", "time", ["{p} called at {v}.", "We start at {v}.", "Be here at {v}."]],
  ["weekday", "weekday", ["{p} calls again on {v}.", "We open on {v}.", "It will arrive on {v}."]],
  ["colour", "colour", ["{p} wore a {v} hat.", "The door is {v}.", "It has a {v} lid."]],
  ["weight", "weight", ["The box of {p} has {v}.", "It weighs {v} in all.", "We need {v} of it."]],
];

const extractKind: Phrasings = {
  train: [
    "Which {n} is in the text?",
    "Find the {n}.",
    "Extract the {n}.",
    "What {n} does the text name?",
    "Give me the {n} from the text.",
    "Return only the {n}.",
    "Which {n} is named?",
    "What is the {n} in the text?",
  ],
  heldOut: ["Extract the {n} from the text.", "Find the {n} in the text.", "Which {n} does the text name?"],
};

/** The value of a kind in a text. */
export const extractMaker: Maker = (source) => {
  const { random } = source;
  const count = random.int(1, 3);
  const chosen = random.sample(extractable, count);
  const used: string[] = [];
  const found = chosen.flatMap(([kind, noun, says]) => {
    const value = fresh(source, used, draws[kind]);
    if (value === undefined) return [];
    return [{ noun, value, sentence: fill(random.pick(says), { v: value, p: draws.first(source) }) }];
  });
  const sentences = mixIn(
    source,
    found.map(({ sentence }) => sentence),
    chat(source, 2),
  );
  const { noun, value } = random.pick(found);
  const turn = { question: fill(phrase(source, extractKind), { n: noun }), answer: value };
  return reading(source, "extract", count > 1 ? 2 : 1, sentences.join(" "), [turn]);
};
