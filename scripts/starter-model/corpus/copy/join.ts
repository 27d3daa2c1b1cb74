import type { Maker } from "../example";
import { fill, type Phrasings, phrase } from "../phrasings";
import { draws } from "../relations/draws";
import { anyValue, severalFresh } from "./fresh-values";
import { task } from "./task";

const joints: readonly (readonly [string, Phrasings])[] = [
  [
    "",
    {
      train: [
        'Join "{a}" and "{b}".',
        'Join "{a}" and "{b}" without a space.',
        "Put {a} and {b} together into one word.",
        'Write "{a}" and "{b}" as one word.',
        "Glue these together: {a} + {b}",
        'Join the strings "{a}" and "{b}".',
        "Join these two words into one: {a}, {b}",
      ],
      heldOut: ['Join "{a}" and "{b}" into one word.', 'Put the strings "{a}" and "{b}" together without a space.'],
    },
  ],
  [
    "-",
    {
      train: [
        'Join "{a}" and "{b}" with a hyphen.',
        "Write {a} and {b} with a hyphen between them.",
        "Put a hyphen between {a} and {b}.",
        "{a} and {b}: join them with a hyphen.",
      ],
      heldOut: ["Join these with a hyphen: {a}, {b}", "Write {a}, a hyphen and {b} as one word."],
    },
  ],
  [
    " ",
    {
      train: [
        'Join "{a}" and "{b}" with a space.',
        "Write {a} and {b} with a space between them.",
        "Put a space between {a} and {b}.",
        "First say {a}, then {b}.",
        "First name: {a}\nFamily name: {b}\n\nWrite the full name.",
        "Her first name is {a} and her family name is {b}. Give the full name.",
      ],
      heldOut: ["Join these with a space: {a}, {b}", "First name: {a}\nFamily name: {b}\n\nGive the full name."],
    },
  ],
  [
    ", ",
    {
      train: [
        "Join {a} and {b} with a comma.",
        "Put a comma between {a} and {b}.",
        "Write {a} and {b} with a comma between them.",
        "Make one line of these, with a comma:\n{a}\n{b}",
      ],
      heldOut: ["Join these with a comma:\n{a}\n{b}", "Write {a}, then a comma, then {b}."],
    },
  ],
];

/** Two words put together. */
export const joinMaker: Maker = (source) => {
  const [joint, wordings] = source.random.pick(joints);
  const [one = "", b = ""] = severalFresh(source, 2, (own) => anyValue(own, ["word", "word", "town", "tool"]));
  const a = source.random.chance(0.3) ? draws.first(source) : one;
  return task(source, "join", 1, fill(phrase(source, wordings), { a, b }), a + joint + b);
};
