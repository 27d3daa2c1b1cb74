import type { Maker } from "../example";
import { capital } from "../grammar";
import { fill, type Phrasings, phrase } from "../phrasings";
import { fresh } from "./fresh-values";
import { passage } from "./passage";
import { task } from "./task";

const swaps: Phrasings = {
  train: [
    'Replace "{a}" with "{b}": {t}',
    "Replace {a} with {b} in this sentence: {t}",
    "Write the sentence with {b} in place of {a}.\n\n{t}",
    "{t}\n\nReplace {a} by {b}.",
    "Change {a} to {b}: {t}",
    'Text: {t}\n\nChange "{a}" to "{b}".',
    "In this sentence, put {b} for {a}. {t}",
    "{t}\nNow say it with {b} and not {a}.",
    "Swap {a} for {b} in the text.\n\nText: {t}",
  ],
  heldOut: [
    "Text: {t}\n\nReplace {a} with {b}.",
    'Change "{a}" to "{b}" in this sentence: {t}',
    "{t}\n\nSwap {a} for {b}.",
  ],
};

/** A sentence with one value put for another. */
export const swapMaker: Maker = (source) => {
  for (;;) {
    const scene = passage(source, "mixed", 1);
    const [fact] = scene.facts;
    if (fact === undefined || fact.sentence.split(fact.value).length !== 2) continue;
    const replacement = fresh(source, scene.used, fact.relation.value);
    if (replacement === undefined) continue;
    const prompt = fill(phrase(source, swaps), { a: fact.value, b: replacement, t: fact.sentence });
    return task(source, "swap", 1, prompt, capital(fact.sentence.replace(fact.value, () => replacement)));
  }
};
