import type { Level, Maker, Source } from "../example";
import { bullets, capital, inWords } from "../grammar";
import { fill, type Phrasings, phrase } from "../phrasings";
import { draws, type ValueKind } from "../relations/draws";
import { listed, rooms } from "../words/word-lists";
import { severalFresh } from "./fresh-values";
import { chat, mixIn } from "./layout";
import { ordinals } from "./place-in-list";
import { shownList } from "./shown-list";
import { task } from "./task";

const listHolders: readonly (readonly [ValueKind, readonly string[], noun: string])[] = [
  [
    "food",
    ["{p} bought {l}.", "On the table are {l}.", "{p} ate {l}.", "The menu has {l}.", "For dinner there are {l}."],
    "foods",
  ],
  [
    "tool",
    ["In {r} I found these things: {l}.", "{p} packed these things: {l}.", "The box holds the following: {l}."],
    "things",
  ],
  [
    "animal",
    ["{p} saw these animals: {l}.", "On the farm there are these animals: {l}.", "The animals in the book are: {l}."],
    "animals",
  ],
  [
    "person",
    [
      "{l} came to the party.",
      "The guests are {l}.",
      "The team consists of {l}.",
      "{l} work together.",
      "The people in the room are {l}.",
    ],
    "people",
  ],
  [
    "town",
    ["The train stops in {l}.", "The tour goes through {l}.", "We have shops in {l}.", "{p} visited {l}."],
    "towns",
  ],
  ["colour", ["The flag is {l}.", "{p} painted the wall {l}.", "The colours are {l}."], "colours"],
  ["word", ["The words are {l}.", "{p} said {l}.", "The tags are {l}."], "words"],
  ["code", ["The codes are {l}.", "We still need the codes {l}.", "{p} wrote down {l}."], "codes"],
  ["job", ["The company needs people for these jobs: {l}.", "These jobs are open: {l}."], "jobs"],
];

/** A sentence that names some items. */
function listText(source: Source, least: number, most: number): { text: string; items: string[]; noun: string } {
  const { random } = source;
  const [kind, sentences, noun] = random.pick(listHolders);
  const items = severalFresh(source, random.int(least, most), draws[kind]);
  const p = draws.first(source);
  const text = capital(fill(random.pick(sentences), { l: inWords(items), p, r: listed(source, rooms) }));
  return { text, items, noun };
}

const listItems: Phrasings = {
  train: [
    "{t}\n\nList the {n}.",
    "{t}\n\nList all {n}, one a line.",
    "List the {n} in this text: {t}",
    "Make a list of the {n}.\n\n{t}",
    "Text: {t}\n\nWrite the {n} as a list.",
    "{t}\nTurn the {n} into a list with dashes.",
    "Write each of the {n} on its own line with a dash.\n\n{t}",
    "{t}\n\nWhich {n} are named? Answer with a list.",
    "Give me the {n} as a list: {t}",
    "Extract the {n} as a list.\n\nText: {t}",
    "Make a bullet list of the {n}: {t}",
    "Context: {t}\nQuestion: Which {n} are named? Make a list.",
  ],
  heldOut: [
    "{t}\n\nMake a bullet list of all {n}.",
    "Text: {t}\n\nList all {n} with dashes.",
    "Extract all {n} and write them as a list.\n\n{t}",
  ],
};

/** The items that a sentence names, as a list with dashes. */
export const listItemsMaker =
  (level: Level, least: number, most: number): Maker =>
  (source) => {
    const { random } = source;
    const { text, items, noun } = listText(source, least, most);
    if (random.chance(0.2)) {
      const plain = fill(phrase(source, listItems), { t: shownList(source, items), n: random.pick(["items", noun]) });
      return task(source, "list-items", level, plain, bullets(items));
    }
    const context = level > 1 ? mixIn(source, [text], chat(source, 2)).join(" ") : text;
    const prompt = fill(phrase(source, listItems), { t: context, n: noun });
    return task(source, "list-items", level, prompt, bullets(items));
  };

const countItems: Phrasings = {
  train: [
    "{t}\n\nHow many {n} are named?",
    "{t}\nCount the {n}.",
    "How many {n} are in this text? {t}",
    "Text: {t}\n\nHow many {n} are there?",
    "Count the {n} in the text.\n\n{t}",
    "Context: {t}\nQuestion: How many {n} are named?",
    "What is the number of {n} here? {t}",
  ],
  heldOut: [
    "Text: {t}\n\nCount all {n}.",
    "How many {n} are named here? {t}",
    "What is the number of {n} in this text?\n\n{t}",
  ],
};

/** How many items a list has. */
export const countItemsMaker: Maker = (source) => {
  const { random } = source;
  const { items, noun } = listText(source, 2, 5);
  const prompt = fill(phrase(source, countItems), { t: shownList(source, items), n: random.pick(["items", noun]) });
  return task(source, "count-items", 1, prompt, String(items.length));
};

const listedIn: Phrasings = {
  train: [
    "{t}\n\nWhich of the {n} is named {o}?",
    "{t} Which of the {n} comes {o}?",
    "Context: {t}\nQuestion: Which of the {n} is {o}?",
    "Which of the {n} is named {o}? {t}",
    "Text: {t}\n\nName the {o} of the {n}.",
    "{t}\nOf the {n}, which is the {o}?",
  ],
  heldOut: ["Text: {t}\n\nWhich of the {n} comes {o}?", "Of the {n}, name the {o}. {t}"],
};

/** An item of a sentence by its place. */
export const nthInSentenceMaker: Maker = (source) => {
  const { random } = source;
  const { text, items, noun } = listText(source, 3, 5);
  const isLast = random.chance(0.3);
  const place = isLast ? items.length - 1 : random.int(0, items.length - 1);
  const o = isLast ? "last" : (ordinals[place] ?? "last");
  return task(
    source,
    "nth-in-sentence",
    2,
    fill(phrase(source, listedIn), { t: text, n: noun, o }),
    items[place] ?? "",
  );
};
