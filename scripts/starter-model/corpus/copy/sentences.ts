import type { Level, Maker } from "../example";
import { fill, type Phrasings, phrase } from "../phrasings";
import { rounds } from "../rounds";
import { ask, askSubject } from "./ask";
import { overlaps } from "./fresh-values";
import { laidOut } from "./layout";
import { passage, shapes } from "./passage";
import { reading } from "./reading";

const fullSentence: Phrasings = {
  train: [
    "{q} Answer in a full sentence.",
    "{q} Answer with a full sentence.",
    "{q} Reply with a full sentence from the text.",
    "Answer in a full sentence: {q}",
    "{q} Give the whole sentence.",
    "{q}\nUse a full sentence.",
    "{q} Copy the sentence that says it.",
    "Answer with the whole sentence. {q}",
  ],
  heldOut: [
    "Reply in a full sentence: {q}",
    "{q} Answer with the whole sentence of the text.",
    "Give a full sentence. {q}",
  ],
};

/** The sentence of the passage as the answer to a question. */
export function fullSentenceMaker(level: Level, least: number, most: number): Maker {
  return (source) => {
    const scene = passage(source, source.random.pick(shapes), source.random.int(least, most));
    const asked = source.random.shuffle(scene.facts).slice(0, rounds(source, 3));
    const context = laidOut(
      source,
      scene.facts.map(({ sentence }) => sentence),
    );
    const turns = asked.map((fact) => {
      const { question } = source.random.chance(0.75) ? ask(source, fact) : askSubject(source, fact);
      return { question: fill(phrase(source, fullSentence), { q: question }), answer: fact.sentence };
    });
    return reading(source, "full-sentence", level, context, turns);
  };
}

const findSentence: Phrasings = {
  train: [
    "Which sentence is about {x}?",
    "Copy the sentence about {x}.",
    "Copy the sentence that contains {x}.",
    "Find the sentence with {x}.",
    "Which sentence contains {x}?",
    "Give me the sentence about {x}.",
    "What does the text say about {x}?",
    "Quote the sentence with {x}.",
  ],
  heldOut: ["Find the sentence about {x}.", "Which sentence has {x} in it?", "Quote what the text says about {x}."],
};

/** The one sentence that names something. */
export const findSentenceMaker: Maker = (source) => {
  const { random } = source;
  const scene = passage(source, random.pick(["relation", "mixed"] as const), random.int(2, 4));
  const sentences = scene.facts.map(({ sentence }) => sentence);
  const isNamedOnce = (x: string) =>
    sentences.filter((sentence) => overlaps(sentence.toLowerCase(), x.toLowerCase())).length < 2;
  const turns = random.shuffle(scene.facts).flatMap((fact) => {
    const x = random.chance(0.6) ? fact.subject : fact.value;
    return isNamedOnce(x) ? [{ question: fill(phrase(source, findSentence), { x }), answer: fact.sentence }] : [];
  });
  if (turns.length === 0) return findSentenceMaker(source);
  return reading(source, "find-sentence", 1, laidOut(source, sentences), turns.slice(0, rounds(source, 3)));
};
