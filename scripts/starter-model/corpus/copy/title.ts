import type { Maker } from "../example";
import { capital } from "../grammar";
import { code, inventedWord } from "../names";
import { type Phrasings, phrase } from "../phrasings";
import { draws } from "../relations/draws";
import { adjectives, colours, listed, tools } from "../words/word-lists";
import { passage, withPronouns } from "./passage";
import { reading } from "./reading";

const askTitle: Phrasings = {
  train: [
    "What is the title?",
    "Give me the title.",
    "Copy the title.",
    "What is the title of the text?",
    "Which title does the text have?",
    "Return the title alone.",
    "Say the title of this text.",
  ],
  heldOut: ["Tell me the title of the text.", "Give me the title of this text.", "Return only the title."],
};

/** The title of a text. */
export const titleMaker: Maker = (source) => {
  const { random } = source;
  const scene = passage(source, random.pick(["subject", "relation"] as const), random.int(2, 3));
  const title = random.pick([
    () => `The ${capital(listed(source, adjectives))} ${capital(listed(source, tools))}`,
    () => `News from ${draws.town(source)}`,
    () => `About ${draws.first(source)}`,
    () => `Report ${code(source)}`,
    () => `${capital(inventedWord(source))} and ${capital(inventedWord(source))}`,
    () => `${capital(random.pick(colours))} ${capital(inventedWord(source))}`,
  ])();
  const text = withPronouns(source, scene).join(" ");
  const shown = random.pick([
    `# ${title}\n\n${text}`,
    `Title: ${title}\n${text}`,
    `${title}\n\n${text}`,
    `# ${title}\n${text}`,
  ]);
  return reading(source, "title", 1, shown, [{ question: phrase(source, askTitle), answer: title }]);
};
