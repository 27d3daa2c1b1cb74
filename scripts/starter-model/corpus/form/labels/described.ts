import { maybeSystem, turn } from "../../conversation";
import type { Maker, Source } from "../../example";
import { inventedWord } from "../../names";
import { fill, phrase, phrasingsOf } from "../../phrasings";
import { rounds } from "../../rounds";
import { several } from "../../several";
import { choice, labelText } from "./sortings";

const classifyListed = phrasingsOf(`
  Sort the message into one of these classes:\\n{list}\\n\\nMessage: {text}
  Labels:\\n{list}\\n\\nText: {text}\\n\\nAnswer with the name of the label.
  Choose a label.\\n{list}\\n\\n{text}
  {text}\\n\\nWhich label fits?\\n{list}
  These are the categories:\\n{list}\\n\\nWhich category has this message?\\n{text}
  Classify the text.\\n\\nText: {text}\\n\\nLabels:\\n{list}
  Read the labels:\\n{list}\\n\\nNow label this text: "{text}"
  One of these fits the text. Answer with its name.\\n{list}\\nText: {text}
  ---
  These are the labels:\\n{list}\\n\\nWhich label fits this message?\\n{text}
  Message: {text}\\n\\nChoose a class:\\n{list}
  Classify the message. Answer with the name of the label.\\n{list}\\n\\nMessage: {text}
`);

/** Labels that say what they stand for, most of them with invented names. */
export function described(source: Source): {
  kind: string;
  lines: string[];
  names: string[];
  text: string;
  answer: string;
  /** Other messages with their labels, for the rounds that follow. */
  more: [text: string, answer: string][];
} {
  const { random } = source;
  const { kind, labels, right } = choice(source);
  const isInvented = random.chance(0.6);
  const invented = several(labels.length, () => inventedWord(source));
  const letters = random.chance(0.15) ? random.sample([..."ABCDEF"], labels.length) : undefined;
  const names = labels.map(({ name }, place) => (isInvented ? (letters?.[place] ?? invented[place] ?? name) : name));
  const lines = labels.map(({ about }, place) => `${names[place]}: ${random.pick(about)}`);
  const more = Array.from({ length: rounds(source, 5) - 1 }, (): [string, string] => {
    const next = random.pick(labels);
    return [labelText(source, next), names[labels.indexOf(next)] ?? ""];
  });
  return { kind, lines, names, text: labelText(source, right), answer: names[labels.indexOf(right)] ?? "", more };
}

/** The label of a text, chosen by its description. */
export const describedMaker: Maker = (source) => {
  const { random } = source;
  const { lines, text, answer, more } = described(source);
  const list = lines.map((line) => (random.chance(0.7) ? `- ${line}` : line)).join("\n");
  const bare = lines.join("\n");
  const asked = fill(phrase(source, classifyListed), { list: random.chance(0.5) ? list : bare, text });
  return {
    family: "form",
    kind: "classify-described",
    level: 2,
    messages: [...maybeSystem(source), ...turn(asked, answer), ...more.flatMap((one) => turn(...one))],
  };
};
