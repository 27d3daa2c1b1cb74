import { conversation, maybeSystem, turn } from "../../conversation";
import type { Maker } from "../../example";
import { capital } from "../../grammar";
import { fill, phrase, phrasingsOf } from "../../phrasings";
import { rounds } from "../../rounds";
import { choice, labelText } from "./sortings";

const classify = phrasingsOf(`
  Classify the text as one of: {labels}.\\n\\n{text}
  Which label fits this text: {labels}?\\n\\nText: {text}
  Text: {text}\\nLabels: {labels}\\nLabel:
  Choose one label from {labels} for this message:\\n{text}
  {text}\\n\\nIs this {or}? Answer with the label only.
  What is this text about: {or}?\\n{text}
  Sort this message into one of these classes: {labels}. Answer with the class alone.\\n\\nMessage: {text}
  Labels: {labels}. Text: "{text}" Which label is right?
  Say which of these fits best: {labels}.\\n"{text}"
  "{text}"\\nPick one: {labels}.
  Possible labels: {labels}\\n\\n{text}\\n\\nAnswer with one of the labels and nothing else.
  Message: {text}\\n\\nCategories: {labels}\\n\\nCategory:
  Answer with one of these words: {labels}.\\n\\nMessage: {text}
  {text}\\nWhich one is it? {labels}
  Put this into a category ({labels}):\\n\\n{text}
  Read the message and answer with its category: {labels}.\\n\\n{text}
  ---
  Choose the right label for the text: {labels}.\\n\\nText: {text}
  Message: "{text}"\\nLabels: {labels}\\nWhich label fits?
  Which category is right for this message: {or}?\\n\\n{text}
  Classify this message. Answer with one of: {labels}.\\n{text}
`);

function orList(names: readonly string[]): string {
  return `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

const labelSystem = phrasingsOf(`
  You classify messages. Answer with one of: {labels}.
  You sort texts into these classes: {labels}. Answer with the class only.
  Choose one label for each message: {labels}.
  You get a message and answer with its category: {labels}.
  Labels: {labels}. Answer with the label of the message and nothing else.
  ---
  You label messages. Answer with one label only: {labels}.
  You get a text and choose one of these labels: {labels}.
`);

/** The label of a text, chosen by name. */
export const labelMaker: Maker = (source) => {
  const { random } = source;
  const { kind, labels, right } = choice(source);
  const change = random.pick<(name: string) => string>([
    (name) => name,
    (name) => name,
    (name) => name,
    capital,
    (name) => name.toUpperCase(),
  ]);
  const names = labels.map(({ name }) => change(name));
  const text = labelText(source, right);
  const isInSystem = random.chance(0.15);
  const asked = fill(phrase(source, classify), { labels: names.join(", "), or: orList(names), text });
  const first = isInSystem
    ? conversation(fill(phrase(source, labelSystem), { labels: names.join(", ") }), text, change(right.name))
    : [...maybeSystem(source), ...turn(asked, change(right.name))];
  const more = Array.from({ length: rounds(source, 6) - 1 }, () => {
    const next = random.pick(labels);
    return turn(labelText(source, next), change(next.name));
  });
  const messages = [...first, ...more.flat()];
  return { family: "form", kind: `classify-${kind}`, level: labels.length < 4 ? 1 : 2, messages };
};
