/**
 * Keys and values in their plainest form. What natural sentences hide under many wordings, to find the one that is asked
 * about and copy what stands beside it, is learned here first; without it, retrieval from passages comes late.
 */

import { maybeSystem, turn } from "../conversation";
import type { Maker, Source, WeightedMaker } from "../example";
import { code, firstName, inventedWord, number, placeName } from "../names";
import { fill, phrase } from "../phrasings";
import { type Draw, draws } from "../relations/draws";
import { rounds } from "../rounds";

/** The first four are mostly one token each, and so the easiest to find again. */
const keyKinds: readonly Draw[] = [
  draws.animal,
  draws.job,
  draws.colour,
  draws.food,
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

const checks = {
  train: [
    "Is {k} {v}? Answer yes or no.",
    "Yes or no: does {k} have {v}?",
    "Does {v} belong to {k}? Answer with yes or no.",
    "Is it right that {k} has {v}? Yes or no?",
    "{k} and {v}: do they belong together? Say yes or no.",
  ],
  heldOut: ["Does {k} have {v}? Answer with yes or no.", "Is {v} beside {k}? Yes or no?"],
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
  for (let tries = 0; tries < 4 * count && found.size < count; tries++) found.add(draw(source));
  // Some lists are short.
  while (found.size < count) found.add(inventedWord(source));
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
    const ask = (place: number): [question: string, answer: string] => {
      const [k, v] = [keys[place] ?? "", values[place] ?? ""];
      const kind = random.next();
      if (kind < 0.2) return [fill(phrase(source, keyQuestions), { v }), k];
      if (kind > 0.35) return [fill(phrase(source, valueQuestions), { k }), v];
      const isTrue = random.chance(0.5) || count < 2;
      const given = isTrue ? v : (values[(place + random.int(1, count - 1)) % count] ?? "");
      return [fill(phrase(source, checks), { k, v: given }), isTrue ? "yes" : "no"];
    };
    const places = random.shuffle([...keys.keys(), ...keys.keys()]).slice(0, rounds(source, 2 * count));
    const messages = places.slice(0, 8).flatMap((place, round) => {
      const [q, answer] = ask(place);
      return turn(round === 0 ? fill(phrase(source, frames), { list, q }) : q, answer);
    });
    return { family: "copy", kind: "look-up", level, messages: [...maybeSystem(source), ...messages] };
  };
}

const repeatRequests = {
  train: [
    "Repeat this text:\n{text}",
    "{text}\n\nRepeat the text above.",
    "Copy:\n{text}",
    "Write this again:\n{text}",
    "Say exactly this:\n{text}",
    "Text:\n{text}\n\nWrite the text again, word for word.",
  ],
  heldOut: ["Repeat the following text:\n{text}", "Copy this word for word:\n{text}"],
};

/** Many invented words in a row, all to be said again: each of them is practice in finding one's place. */
function repeatAll(level: 1 | 2, least: number, most: number): Maker {
  return (source) => {
    const { random } = source;
    const kinds = random.sample(keyKinds, random.int(1, 3));
    const words = Array.from({ length: random.int(least, most) }, () => random.pick(kinds)(source));
    const text = words.join(random.pick([" ", " ", ", ", "\n", " - "]));
    return {
      family: "copy",
      kind: "repeat-all",
      level,
      messages: [...maybeSystem(source), ...turn(fill(phrase(source, repeatRequests), { text }), text)],
    };
  };
}

const againRequests = {
  train: [
    "{list}\n\nWrite the pairs of {keys} again.",
    "{list}\nWrite again, in this order: {keys}.",
    "Data:\n{list}\n\nRepeat these pairs: {keys}",
    "Repeat the pairs of {keys}.\n\n{list}",
  ],
  heldOut: ["{list}\n\nWrite these pairs again: {keys}"],
};

/** Pairs in another order: behind each key comes what stood behind it. */
function pairsAgain(level: 1 | 2, least: number, most: number): Maker {
  return (source) => {
    const { random } = source;
    const count = random.int(least, most);
    const keys = different(source, random.pick(keyKinds), count);
    const values = different(source, random.pick(valueKinds), count);
    const form = phrase(source, pairForms);
    const pairs = keys.map((k, place) => fill(form, { k, v: values[place] ?? "" }));
    const order = random.sample([...keys.keys()], random.int(Math.min(2, count), count));
    return {
      family: "copy",
      kind: "pairs-again",
      level,
      messages: [
        ...maybeSystem(source),
        ...turn(
          fill(phrase(source, againRequests), {
            list: pairs.join(random.pick(separators)),
            keys: order.map((place) => keys[place]).join(", "),
          }),
          order.map((place) => pairs[place]).join("\n"),
        ),
      ],
    };
  };
}

const onForms = ["{k}:", "{k} =", "{k} ->", "{k} is", "{k} has"];

/** The list breaks off behind a key that stood there before. */
function goOn(level: 0 | 1, least: number, most: number): Maker {
  return (source) => {
    const { random } = source;
    const count = random.int(least, most);
    const keys = different(source, random.pick(keyKinds), count);
    const values = different(source, random.pick(valueKinds), count);
    const form = random.pick(onForms);
    const list = keys.map((k, place) => `${fill(form, { k })} ${values[place]}`).join(random.pick(separators));
    const place = random.int(0, count - 1);
    const end = fill(form, { k: keys[place] ?? "" });
    return {
      family: "copy",
      kind: "go-on",
      level,
      messages: [
        ...maybeSystem(source),
        ...turn(`${list}${random.pick(["\n\n", "\n", "\n\nComplete: ", "\n\nGo on: "])}${end}`, values[place] ?? ""),
      ],
    };
  };
}

export const lookupMakers: readonly WeightedMaker[] = [
  { weight: 6, make: lookup(0, 1, 2) },
  { weight: 14, make: lookup(1, 2, 4) },
  { weight: 8, make: lookup(2, 4, 9) },
  { weight: 10, make: repeatAll(1, 3, 12) },
  { weight: 8, make: repeatAll(2, 8, 24) },
  { weight: 14, make: pairsAgain(1, 2, 4) },
  { weight: 10, make: pairsAgain(2, 4, 8) },
  { weight: 8, make: goOn(0, 2, 3) },
  { weight: 8, make: goOn(1, 3, 7) },
];
