import { conversation } from "../conversation";
import type { Maker } from "../example";
import { factQuestion } from "../facts";
import { fill, phrase } from "../phrasings";
import { facts, otherFacts } from "./notes";

const guideSystems = {
  train: [
    "You are the guide of Heddle. Answer in one or two sentences.\n\nWhat you know:\n{notes}",
    "You know Heddle:\n{notes}",
    "You answer questions about Heddle.\n\nSome of what is known:\n{notes}",
    "{notes}\n\nAnswer questions about Heddle in one or two sentences.",
  ],
  heldOut: ["You are the guide of Heddle. Answer in one or two sentences.\n\nWhat you know:\n{notes}"],
};

/** A question about Heddle beside notes that may hold the answer. */
export const askBesideNotes: Maker = (source) => {
  const { random } = source;
  const fact = random.pick(facts);
  const given = random.chance(0.6) ? [fact.answer] : [];
  const notes = random.shuffle([...given, ...otherFacts(source, [fact.answer], random.int(2, 5))]);
  return {
    family: "facts",
    kind: "ask-beside-notes",
    level: 3,
    messages: conversation(
      fill(phrase(source, guideSystems), { notes: notes.join("\n") }),
      factQuestion(fact, source),
      fact.answer,
    ),
  };
};
