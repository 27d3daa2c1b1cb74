import type { Maker } from "../example";
import { fill, type Phrasings, phrase } from "../phrasings";
import { passage, withPronouns } from "./passage";
import { task } from "./task";

const firstSentence: Phrasings = {
  train: [
    "Summarize this text: {t}",
    "Summarize the text in one sentence.\n\n{t}",
    "{t}\n\nSummarize this.",
    "What is the first sentence? {t}",
    "Copy the first sentence of this text.\n\n{t}",
    "Text: {t}\n\nGive a summary.",
    "Text:\n{t}\n\nWhat is the first sentence?",
    "Give me the first sentence: {t}",
    "Write a short summary of this.\n\n{t}",
    "Summary of the following text, please: {t}",
  ],
  heldOut: [
    "Text: {t}\n\nSummarize the text.",
    "Give me a short summary of this text: {t}",
    "{t}\n\nCopy the first sentence.",
  ],
};

const lastSentence: Phrasings = {
  train: [
    "What is the last sentence? {t}",
    "Copy the last sentence of this text.\n\n{t}",
    "{t}\n\nRepeat the last sentence.",
    "Text: {t}\n\nGive me the last sentence.",
  ],
  heldOut: ["Text: {t}\n\nWhat is the last sentence?", "{t}\n\nCopy the last sentence."],
};

/** The first or last sentence of a text. */
export const summaryMaker: Maker = (source) => {
  const { random } = source;
  const scene = passage(source, random.pick(["subject", "relation", "mixed"] as const), random.int(2, 4));
  const sentences = withPronouns(source, scene);
  const isLast = random.chance(0.25);
  const prompt = fill(phrase(source, isLast ? lastSentence : firstSentence), { t: sentences.join(" ") });
  const answer = (isLast ? sentences.at(-1) : sentences[0]) ?? "";
  return task(source, isLast ? "last-sentence" : "summary", 2, prompt, answer);
};
