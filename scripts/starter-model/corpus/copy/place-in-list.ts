import { turn } from "../conversation";
import type { Level, Maker } from "../example";
import { fill, type Phrasings, phrase } from "../phrasings";
import { rounds } from "../rounds";
import { anyValue, severalFresh } from "./fresh-values";
import { drawItems, shownList } from "./shown-list";
import { asked, task } from "./task";

export const ordinals = ["first", "second", "third", "fourth", "fifth"];

const nthItem: Phrasings = {
  train: [
    "{l}\n\nWhat is the {n} item?",
    "List: {l}\nWhat is the {n} item of the list?",
    "What is the {n} item? {l}",
    "Give me the {n} item of this list: {l}",
    "Which item is {n} in the list?\n\n{l}",
    "Items: {l}\n\nWhich one is the {n}?",
    "Here is a list:\n{l}\n\nSay the {n} item.",
    "Take the {n} item: {l}",
    "Return the {n} item.\n{l}",
    "{l}\nName the {n} one.",
    "From this list, take the {n} item.\n\nList: {l}",
  ],
  heldOut: [
    "Here is a list: {l}\nWhich item is the {n}?",
    "Say the {n} item of this list: {l}",
    "List:\n{l}\n\nReturn the {n} item.",
  ],
};

const nextItem = ["And the {n}?", "What is the {n} item?", "The {n}?", "Now the {n} one.", "Say the {n} item."];

/** An item of a list by its place. */
export const nthItemMaker =
  (level: Level): Maker =>
  (source) => {
    const { random } = source;
    const items = level === 0 ? drawItems(source, 2, 3) : drawItems(source, 3, 5);
    const l = shownList(source, items);
    const messages = Array.from({ length: rounds(source, 4) }, (_, round) => {
      const isLast = random.chance(level === 0 ? 0.5 : 0.25);
      const place = isLast ? items.length - 1 : level === 0 ? 0 : random.int(0, items.length - 1);
      const n = isLast ? "last" : (ordinals[place] ?? "last");
      const form = round === 0 ? phrase(source, nthItem) : random.pick(nextItem);
      return turn(fill(form, { l, n }), items[place] ?? "");
    });
    return asked(source, level === 0 ? "first-or-last-item" : "nth-item", level, messages.flat());
  };

const edgeWord: Phrasings = {
  train: [
    "What is the {n} word? {l}",
    "What is the {n} word of this text: {l}",
    "Say the {n} word.\n\n{l}",
    "{l}\n\nWhat is the {n} word?",
    "Give me the {n} word of: {l}",
    "Repeat only the {n} word: {l}",
    "Words: {l}\nWhich word is {n}?",
    'Which is the {n} word in "{l}"?',
    "Write down the {n} word of this line.\n{l}",
    "Text: {l}\n\nReturn the {n} word.",
  ],
  heldOut: ["Return only the {n} word: {l}", 'What is the {n} word in "{l}"?', "Line: {l}\n\nSay the {n} word."],
};

/** The first or last word of a line. */
export const edgeWordMaker: Maker = (source) => {
  const { random } = source;
  const words = severalFresh(source, random.int(2, 6), (own) =>
    anyValue(own, ["word", "word", "person", "town", "tool", "animal"]),
  );
  const isLast = random.chance(0.5);
  const text = words.join(" ");
  const prompt = fill(phrase(source, edgeWord), { l: text, n: isLast ? "last" : "first" });
  return task(source, "first-or-last-word", 0, prompt, text.split(" ").at(isLast ? -1 : 0) ?? "");
};

const neighbour: Phrasings = {
  train: [
    "{l}\n\nWhich one comes right {n} {x}?",
    "List: {l}\nWhat comes right {n} {x}?",
    "What is right {n} {x} in this list? {l}",
    "Which item stands {n} {x}?\n\n{l}",
    "Items: {l}\nName the item {n} {x}.",
    "Give me the item right {n} {x}: {l}",
    "Here is a list: {l}\nWhich item comes {n} {x}?",
    "In this list, what comes {n} {x}?\n{l}",
  ],
  heldOut: [
    "List: {l}\nWhich item is right {n} {x}?",
    "Here is a list: {l}\nWhat stands {n} {x}?",
    "Name what comes {n} {x}: {l}",
  ],
};

const nextNeighbour = ["And what comes {n} {x}?", "What is right {n} {x}?", "{n} {x}?", "Which one is {n} {x}?"];

/** The item before or behind another. */
export const neighbourMaker: Maker = (source) => {
  const { random } = source;
  const items = drawItems(source, 3, 5);
  const l = shownList(source, items);
  const messages = Array.from({ length: rounds(source, 4) }, (_, round) => {
    const isAfter = random.chance(0.6);
    const place = random.int(0, items.length - 2);
    const [given, wanted] = isAfter ? [items[place], items[place + 1]] : [items[place + 1], items[place]];
    const form = round === 0 ? phrase(source, neighbour) : random.pick(nextNeighbour);
    return turn(fill(form, { l, n: isAfter ? "after" : "before", x: given ?? "" }), wanted ?? "");
  });
  return asked(source, "neighbour", 1, messages.flat());
};
