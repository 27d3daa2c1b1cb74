import { conversation } from "../conversation";
import type { Maker, Source } from "../example";
import { bullets } from "../grammar";
import { firstName, inventedWord, placeName } from "../names";
import { fill, phrase } from "../phrasings";
import { draws } from "../relations/draws";
import { drawSubject } from "../relations/subjects";
import { plainSays, sentenceAbout } from "./notes";

/** The first point of each side says what is asked about. */
const points = {
  for: ["To {do} can save time later.", "You keep control of it.", "Everybody involved learns from it."],
  against: ["To {do} costs time and money now.", "It may never be finished.", "Somebody has to look after it."],
  cheap: ["Try for one week to {do}.", "Ask two people who have done it.", "Begin with the smallest part."],
} as const;

type Side = keyof typeof points;

function pointsOf(side: Side, { what }: Decision): string[] {
  return points[side].map((point) => fill(point, { do: what }));
}

const pointForms = {
  for: {
    train: [
      "What speaks for it? Three points.\n\n{q}",
      "{q}\n\nName three points for it.",
      "Give three reasons for it.\n\n{q}",
    ],
    heldOut: ["What speaks for it? Three points.\n\n{q}"],
  },
  against: {
    train: [
      "What speaks against it? Three points.\n\n{q}",
      "{q}\n\nName three points against it.",
      "Give three reasons against it.\n\n{q}",
    ],
    heldOut: ["What speaks against it? Three points.\n\n{q}"],
  },
  cheap: {
    train: [
      "How could one find out cheaply? Three points.\n\n{q}",
      "{q}\n\nName three cheap ways to find out.",
      "How can we try it cheaply? Three points.\n\n{q}",
    ],
    heldOut: ["How could one find out cheaply? Three points.\n\n{q}"],
  },
};

const panelists = {
  train: [
    "You see chances. You name what could be gained, and how.",
    "You see risks. You name what could go wrong, and how likely that is.",
    "You look for the smallest step that would teach the most.",
    "You give short answers.",
    "",
  ],
  heldOut: ["You give three points and nothing else."],
};

interface Decision {
  readonly question: string;
  /** What would be done. */
  readonly what: string;
}

/** A question that somebody has to decide. */
function decision(source: Source): Decision {
  const { random } = source;
  const what = random.pick([
    () => `buy a new ${draws.object(source).replace(/^the /, "")}`,
    () => `move to ${placeName(source)}`,
    () => `${random.pick(["hire", "meet", "call", "ask"])} a ${draws.job(source)}`,
    () => `${random.pick(["write its own", "change its", "sell its", "build its own"])} ${inventedWord(source)}`,
    () =>
      `${random.pick(["write its own program", "rent a bigger room", "sell its old machines", "open a second shop", "change its name"])}${random.pick(["", " this year", " now", " instead of waiting", " in spring", ` instead of ${random.pick(["buying", "renting", "keeping"])} ${draws.object(source)}`])}`,
    () => `${random.pick(["close", "sell", "rebuild", "share"])} ${draws.room(source)}`,
  ])();
  const who = random.pick([
    () => "we",
    () => "our team",
    () => firstName(source),
    () =>
      `a ${random.pick(["small", "large", "young", "new"])} ${random.pick(["team", "company", "school", "shop", "family"])}`,
  ])();
  const question = random.pick([`Should ${who} ${what}?`, `Should ${who} ${what}?`, `Is it right to ${what}?`]);
  return { question, what };
}

/** What one member of a panel says of a question. */
export const threePoints: Maker = (source) => {
  const side = source.random.pick(["for", "against", "cheap"] as const);
  const asked = decision(source);
  return {
    family: "form",
    kind: "three-points",
    level: 1,
    messages: conversation(
      phrase(source, panelists),
      fill(phrase(source, pointForms[side]), { q: asked.question }),
      bullets(pointsOf(side, asked)),
    ),
  };
};

const chairs = {
  train: [
    "You lead the panel. You are fair to each side and come to a clear recommendation.",
    "You weigh opinions.",
    "You are a fair chair.",
    "",
  ],
  heldOut: ["You lead the panel. You are fair to each side and come to a clear recommendation."],
};

const weighForms = {
  train: [
    "The question: {q}\n\nThe optimist says:\n{a}\n\nThe skeptic says:\n{b}\n\nThe pragmatist says:\n{c}\n\nWeigh them and recommend what to do, in one paragraph.",
    "{q}\n\nFor it:\n{a}\n\nAgainst it:\n{b}\n\nCheap tries:\n{c}\n\nWhat do you recommend?",
    "Question: {q}\n\nFirst opinion:\n{a}\n\nSecond opinion:\n{b}\n\nThird opinion:\n{c}\n\nRecommend what to do.",
  ],
  heldOut: [
    "The question: {q}\n\nThe optimist says:\n{a}\n\nThe skeptic says:\n{b}\n\nThe pragmatist says:\n{c}\n\nWeigh them and recommend what to do, in one paragraph.",
  ],
};

/** The first point of each side, and the smallest step. */
export const weigh: Maker = (source) => {
  const { random } = source;
  const own = () =>
    random.sample(plainSays, 3).map((template) => sentenceAbout(source, drawSubject.thing(source), template));
  const isOwn = random.chance(0.4);
  const asked = decision(source);
  const [a, b, c] = isOwn
    ? [own(), own(), own()]
    : [pointsOf("for", asked), pointsOf("against", asked), pointsOf("cheap", asked)];
  return {
    family: "form",
    kind: "weigh",
    level: 2,
    messages: conversation(
      phrase(source, chairs),
      fill(phrase(source, weighForms), { q: asked.question, a: bullets(a), b: bullets(b), c: bullets(c) }),
      `One side says: ${a[0]} The other side says: ${b[0]} I recommend a small step first: ${c[0]}`,
    ),
  };
};
