import { conversation } from "../conversation";
import type { Maker } from "../example";
import { bullets } from "../grammar";
import { fill, phrase } from "../phrasings";
import { facts, notesOnSubjects } from "./notes";

const editors = {
  train: [
    "You are an editor. You keep what a reader needs, drop the rest, and add nothing that is not in the notes.",
    "You are an editor.",
    "You shorten texts.",
    "Be brief.",
    "",
  ],
  heldOut: [
    "You are an editor. You keep what a reader needs, drop the rest, and add nothing that is not in the notes.",
  ],
};

const summaryRequests = {
  train: [
    "Summarize these notes in {count}:\n\n{notes}",
    "Summarize this in {count}.\n\n{notes}",
    "{notes}\n\nSummarize the text above in {count}.",
    "Shorten these notes to {count}:\n{notes}",
    "Write a summary with {count}.\n\nNotes:\n{notes}",
  ],
  heldOut: ["Summarize these notes in {count}:\n\n{notes}", "Please shorten this to {count}:\n\n{notes}"],
};

function firstSentence(text: string): string {
  return text.match(/^.*?[.;](?= |$)/)?.[0].replace(/;$/, ".") ?? text;
}

/** The summary of a tiny model: the first sentences. */
export const summarize: Maker = (source) => {
  const { random } = source;
  const sentences = random.chance(0.5)
    ? random.sample(facts, random.int(2, 4)).map(({ answer }) => firstSentence(answer))
    : [...notesOnSubjects(source).own, ...notesOnSubjects(source).others, ...notesOnSubjects(source).others].slice(
        0,
        5,
      );
  const count = random.int(1, Math.min(3, sentences.length));
  const isList = random.chance(0.6);
  const notes = isList ? bullets(sentences) : sentences.join(" ");
  const words = ["one", "two", "three"][count - 1] ?? "";
  const unit = count === 1 ? "sentence" : "sentences";
  return {
    family: "copy",
    kind: "summarize",
    level: 2,
    messages: conversation(
      phrase(source, editors),
      // A workflow fills the number in without looking at the word.
      fill(phrase(source, summaryRequests), {
        count: `${random.pick([String(count), words])} ${random.chance(0.3) ? "sentences" : unit}`,
        notes,
      }),
      sentences.slice(0, count).join(" "),
    ),
  };
};
