/**
 * Keys and values in their plainest form. What natural sentences hide under many wordings, to find the one that is asked
 * about and copy what stands beside it, is learned here first; without it, retrieval from passages comes late.
 */
import type { ChatMessage } from "@/nodes/core/node-runner";
import type { Maker, Source } from "./example";
import { fill, phrase } from "./example";
import { maybeSystem } from "./form";
import { code, firstName, inventedWord, number, placeName } from "./names";

type Draw = (source: Source) => string;

const keyKinds: readonly Draw[] = [
  firstName,
  firstName,
  inventedWord,
  placeName,
  code,
  (source) => `${firstName(source)} ${placeName(source)}`,
  (source) => String(number(source)),
];
const valueKinds: readonly Draw[] = [...keyKinds, (source) => `${inventedWord(source)} ${inventedWord(source)}`];

const pairForms = {
  train: ["{k}: {v}", "{k} = {v}", "{k} -> {v}", "{k} - {v}", "{k} is {v}", "{k}, {v}", "{k} has {v}", "({k}, {v})"],
  heldOut: ["{k}: {v}", "{k} = {v}", "{k} has {v}"],
};
const separators = ["\n", "\n", ", ", "; ", ". ", " | "];
const valueQuestions = {
  train: [
    "{k}?",
    "{k}",
    "What is {k}?",
    "What belongs to {k}?",
    "{k}:",
    "Look up {k}.",
    "Which value has {k}?",
    "Find {k}.",
    "Tell me {k}.",
  ],
  heldOut: ["What stands beside {k}?", "Give me {k}.", "What is {k}?"],
};
const keyQuestions = {
  train: ["Who has {v}?", "Which one is {v}?", "What has {v}?", "Where is {v}?"],
  heldOut: ["Which one has {v}?"],
};
const frames = {
  train: [
    "{list}\n\n{q}",
    "{list}\n{q}",
    "{q}\n\n{list}",
    "Context: {list}\nQuestion: {q}",
    "Data:\n{list}\n\n{q}",
    "{q}\n{list}",
  ],
  heldOut: ["{list}\n\n{q}", "Context:\n{list}\n\nQuestion: {q}"],
};

function different(source: Source, draw: Draw, count: number): string[] {
  const found = new Set<string>();
  while (found.size < count) found.add(draw(source));
  return [...found];
}

function lookup(level: 0 | 1 | 2, least: number, most: number): Maker {
  return (source) => {
    const { random } = source;
    const count = random.int(least, most);
    const keys = different(source, random.pick(keyKinds), count);
    const values = different(source, random.pick(valueKinds), count).map((value) =>
      keys.includes(value) ? `${value} ${inventedWord(source)}` : value,
    );
    const form = phrase(source, pairForms);
    const list = keys.map((k, place) => fill(form, { k, v: values[place] ?? "" })).join(random.pick(separators));
    const rounds = source.split === "train" ? Math.min(count, random.int(1, 3)) : 1;
    const messages = random.sample([...keys.keys()], rounds).flatMap((place, round): ChatMessage[] => {
      const [k, v] = [keys[place] ?? "", values[place] ?? ""];
      const isReverse = random.chance(0.2);
      const q = isReverse ? fill(phrase(source, keyQuestions), { v }) : fill(phrase(source, valueQuestions), { k });
      return [
        { role: "user", content: round === 0 ? fill(phrase(source, frames), { list, q }) : q },
        { role: "assistant", content: isReverse ? k : v },
      ];
    });
    return { family: "copy", kind: "look-up", level, messages: [...maybeSystem(source), ...messages] };
  };
}

export const lookupMakers = [
  { weight: 8, make: lookup(0, 1, 2) },
  { weight: 14, make: lookup(1, 2, 4) },
  { weight: 8, make: lookup(2, 4, 9) },
] as const;
