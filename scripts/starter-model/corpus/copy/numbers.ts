import { turn } from "../conversation";
import type { Maker, Source } from "../example";
import { capital } from "../grammar";
import { fill, type Phrasings, phrase } from "../phrasings";
import { draws } from "../relations/draws";
import { rounds } from "../rounds";
import { listed, tools } from "../words/word-lists";
import { severalFresh } from "./fresh-values";
import { reading } from "./reading";
import { asked, task } from "./task";

const larger: Phrasings<readonly [question: string, isMost: boolean]> = {
  train: [
    ["Which number is larger, {a} or {b}?", true],
    ["Which is larger: {a} or {b}?", true],
    ["Which is bigger, {a} or {b}?", true],
    ["What is the larger number: {a}, {b}", true],
    ["Give me the larger of {a} and {b}.", true],
    ["{a} and {b}: which one is larger?", true],
    ["Say the larger number. {a} {b}", true],
    ["Which number is smaller, {a} or {b}?", false],
    ["Which is smaller: {a} or {b}?", false],
    ["Give me the smaller of {a} and {b}.", false],
    ["{a} and {b}: which one is smaller?", false],
    ["What is the smaller number: {a}, {b}", false],
  ],
  heldOut: [
    ["Which one is larger, {a} or {b}?", true],
    ["Say the larger of {a} and {b}.", true],
    ["Which one is smaller: {a} or {b}?", false],
  ],
};

function twoNumbers(source: Source): [number, number] {
  const most = source.random.pick([20, 99, 99, 999]);
  const [a, b] = [source.random.int(1, most), source.random.int(1, most)];
  return a === b ? twoNumbers(source) : [a, b];
}

/** The larger or smaller of two numbers. */
export const largerMaker: Maker = (source) => {
  const messages = Array.from({ length: rounds(source, 5) }, () => {
    const [a, b] = twoNumbers(source);
    const [question, isMost] = phrase(source, larger);
    return turn(fill(question, { a, b }), String(isMost ? Math.max(a, b) : Math.min(a, b)));
  });
  return asked(source, "larger-number", 1, messages.flat());
};

interface Contest {
  readonly draw: (source: Source) => string;
  readonly says: readonly string[];
  readonly most: Phrasings;
  readonly least: Phrasings;
}

const contests: readonly Contest[] = [
  {
    draw: draws.first,
    says: ["{s} is {v} years old.", "{s} is {v}.", "The age of {s} is {v}."],
    most: {
      train: ["Who is older?", "Who is the older one?", "Which of the two is older?"],
      heldOut: ["Which one is older?"],
    },
    least: {
      train: ["Who is younger?", "Who is the younger one?", "Which of the two is younger?"],
      heldOut: ["Which one is younger?"],
    },
  },
  {
    draw: draws.first,
    says: ["{s} has {v} points.", "{s} got {v} points.", "{s} made {v} points."],
    most: {
      train: ["Who has more points?", "Who won?", "Which of the two has more points?"],
      heldOut: ["Who got more points?"],
    },
    least: {
      train: ["Who has fewer points?", "Who lost?", "Which of the two has fewer points?"],
      heldOut: ["Who got fewer points?"],
    },
  },
  {
    draw: draws.town,
    says: ["{s} has {v} houses.", "There are {v} houses in {s}."],
    most: {
      train: ["Which town is larger?", "Which town has more houses?", "Where are more houses?"],
      heldOut: ["In which town are more houses?"],
    },
    least: {
      train: ["Which town is smaller?", "Which town has fewer houses?", "Where are fewer houses?"],
      heldOut: ["In which town are fewer houses?"],
    },
  },
  {
    draw: (source) => `the ${listed(source, tools)}`,
    says: ["{s} costs {v} euros.", "The price of {s} is {v} euros.", "{s} is sold for {v} euros."],
    most: {
      train: ["What costs more?", "Which one costs more?", "Which of the two costs more?"],
      heldOut: ["Which thing costs more?"],
    },
    least: {
      train: ["What costs less?", "Which one costs less?", "What is cheaper?"],
      heldOut: ["Which thing is cheaper?"],
    },
  },
];

/** Who or what has more of something. */
export const contestMaker: Maker = (source) => {
  const { random } = source;
  const contest = random.pick(contests);
  const names = severalFresh(source, 2, contest.draw);
  const [low, high] = [random.int(3, 45), random.int(50, 99)];
  const values = random.chance(0.5) ? [low, high] : [high, low];
  const sentences = names.map((s, place) => capital(fill(random.pick(contest.says), { s, v: values[place] ?? 0 })));
  const wantsMost = random.chance(0.6);
  const winner = names[values.indexOf(wantsMost ? high : low)] ?? "";
  const question = phrase(source, wantsMost ? contest.most : contest.least);
  return reading(source, "compare", 2, sentences.join(" "), [{ question, answer: capital(winner) }]);
};

const sums: Phrasings = {
  train: [
    "{p} has {a} {f} and gets {b} more. How many {f} does {p} have now?",
    "{p} bought {a} {f}, then {b} more. How many {f} is that?",
    "What is {a} plus {b}?",
    "Add {a} and {b}.",
  ],
  heldOut: ["{p} has {a} {f}, then gets {b} more. How many {f} is that?", "What is {a} and {b} together? Add them."],
};

/** The sum of two small numbers. */
export const sumMaker: Maker = (source) => {
  const { random } = source;
  const [a, b] = [random.int(1, 9), random.int(1, 9)];
  const values = { p: draws.first(source), f: random.pick(["coins", "apples", "boxes", "books", "bags"]), a, b };
  return task(source, "small-sum", 2, fill(phrase(source, sums), values), String(a + b));
};
