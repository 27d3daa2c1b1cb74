import type { Level, Maker } from "../example";
import { fill, type Phrasings, phrase } from "../phrasings";
import { passage } from "./passage";
import { task } from "./task";

const asLine: Phrasings = {
  train: [
    "{t}\n\nWrite it as a line of the form name: {l}.",
    'Write this as "name: {l}". {t}',
    "Rewrite as name: {l}.\n\n{t}",
    "Text: {t}\n\nGive one line of the form name: {l}.",
    "{t} Answer in the form name: {l}.",
    "Turn the sentence into the form name: {l}. {t}",
    "Make a line name: {l} from this: {t}",
  ],
  heldOut: ["{t}\n\nGive it in the form name: {l}.", 'Rewrite the text as a line "name: {l}".\n\n{t}'],
};

const asLines: Phrasings = {
  train: [
    "{t}\n\nWrite one line name: {l} for each.",
    "Rewrite each sentence as name: {l}.\n\n{t}",
    "Text: {t}\n\nGive a line of the form name: {l} for each sentence.",
    "Make lines of the form name: {l} from this: {t}",
    'Turn the text into lines "name: {l}". {t}',
  ],
  heldOut: [
    "{t}\n\nGive one line of the form name: {l} for each sentence.",
    "Turn each sentence into a line name: {l}.\n\n{t}",
  ],
};

/** Sentences rewritten as lines of a name and a value. */
export const asLineMaker =
  (level: Level): Maker =>
  (source) => {
    for (;;) {
      const { facts } = passage(source, "relation", level === 1 ? 1 : source.random.int(2, 4));
      const [first] = facts;
      if (first === undefined || !["person", "town"].includes(first.relation.about)) continue;
      const text = facts.map(({ sentence }) => sentence).join(" ");
      const prompt = fill(phrase(source, level === 1 ? asLine : asLines), { t: text, l: first.relation.label });
      const answer = facts.map(({ subject, value }) => `${subject}: ${value}`).join("\n");
      return task(source, level === 1 ? "as-line" : "as-lines", level, prompt, answer);
    }
  };
