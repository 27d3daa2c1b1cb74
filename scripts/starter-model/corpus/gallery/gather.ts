import { conversation } from "../conversation";
import type { Maker } from "../example";
import { bullets } from "../grammar";
import { fill, phrase } from "../phrasings";
import { topics } from "./explain";
import { mix, notesOnSubjects, otherFacts } from "./notes";

const gatherers = {
  train: [
    "You gather facts. You write one fact a line.",
    "You gather facts from notes.",
    "You are a careful reader.",
    "You read notes and keep what matters.",
    "",
  ],
  heldOut: ["You gather facts. You write one fact a line."],
};

const gatherRequests = {
  train: [
    "Write down what these notes say about {topic}, one fact a line:\n\n{notes}",
    "What do these notes say about {topic}? One fact a line.\n\n{notes}",
    "List what is said about {topic}, one a line.\n\n{notes}",
    "{notes}\n\nWhat is said about {topic}? Make a list.",
    "Find everything about {topic} in these notes.\n\n{notes}",
    "Pick the sentences about {topic}, one a line.\n\nNotes:\n{notes}",
  ],
  heldOut: [
    "Write down what these notes say about {topic}, one fact a line:\n\n{notes}",
    "Write the facts about {topic} that you find here, one a line:\n\n{notes}",
  ],
};

/** The sentences of notes that are about one topic, as a list. */
export const gather: Maker = (source) => {
  const { random } = source;
  const isHeddle = random.chance(0.5);
  const topic = random.pick(topics);
  const { subject, own, others } = isHeddle
    ? {
        subject: random.pick(topic.ask),
        own: random.shuffle(topic.paragraphs).slice(0, random.int(2, 3)),
        others: otherFacts(source, topic.paragraphs, random.int(1, 4)),
      }
    : notesOnSubjects(source);
  const notes = mix(source, own, others).join(random.pick(["\n", " ", "\n\n"]));
  return {
    family: "copy",
    kind: "gather",
    level: 3,
    messages: conversation(
      phrase(source, gatherers),
      fill(phrase(source, gatherRequests), { topic: subject, notes }),
      bullets(own),
    ),
  };
};
