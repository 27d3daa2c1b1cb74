/**
 * Writes the pairs that train/train_embed.py learns from: `npx tsx scripts/starter-model/embed/build-pairs.ts TOKENIZER
 * OUT [--pairs 120000] [--seed 1]`. Both texts of a pair mean the same; those of other groups do not.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Source } from "../corpus/example";
import { expand, factQuestion, readFacts } from "../corpus/facts";
import { Random } from "../corpus/random";
import { relations } from "../corpus/relations/all-relations";
import { drawSubject } from "../corpus/relations/subjects";
import { Tokenizer } from "../tokenizer";
import { readGuide, readHeldOutQuestions, readTrainingQuestions } from "./guide";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { pairs: { type: "string", default: "120000" }, seed: { type: "string", default: "1" } },
});
const [tokenizerPath, out] = positionals;
if (tokenizerPath === undefined || out === undefined) throw new Error("Name the tokenizer and the folder to write to.");

/** Tokens of a text that are looked at, as in the app. */
const mostTokens = 250;

interface Pair {
  readonly one: string;
  readonly other: string;
  /** Pairs of a group are no counterexamples to each other. */
  readonly group: string;
}

const source: Source = { split: "train", random: new Random(Number(values.seed)) };
const { random } = source;
const facts = readFacts();
const guide = readGuide();
const passageOf = new Map(guide.map((passage) => [`${passage.page}#${passage.heading}`, passage]));
const asked = readTrainingQuestions().map(({ page, heading, ask }) => {
  const passage = passageOf.get(`${page}#${heading}`);
  if (passage === undefined) throw new Error(`The guide has no section "${heading}" in ${page}.`);
  return { passage, ask };
});
let unique = 0;

function factPair(): Pair {
  const fact = random.pick(facts);
  const other = random.chance(0.25) ? factQuestion(fact, source) : fact.answer;
  return { one: factQuestion(fact, source), other, group: fact.id };
}

function guidePair(): Pair {
  const { passage, ask } = random.pick(asked);
  const question = expand(random.pick(ask), random);
  const other = random.chance(0.15) ? expand(random.pick(ask), random) : passage.text;
  return {
    one: random.chance(0.3) ? question.toLowerCase() : question,
    other,
    group: `${passage.page}#${passage.heading}`,
  };
}

/** A sentence of a section, or some of its words, as a search for it. */
function quotePair(): Pair {
  const passage = random.pick(guide);
  const sentences = passage.text.split(/(?<=[.:?])\s+|\n/).filter((sentence) => sentence.split(" ").length > 4);
  const sentence = sentences.length === 0 ? passage.heading : random.pick(sentences);
  return {
    one: random.chance(0.4) ? someWords(sentence) : sentence,
    other: passage.text.replace(sentence, ""),
    group: `${passage.page}#${passage.heading}`,
  };
}

/** What somebody types who looks for a text: a few of its longer words. */
function someWords(text: string): string {
  const words = [...new Set(text.toLowerCase().match(/[a-z0-9_]{4,}/g) ?? [text])];
  return random.sample(words, random.int(1, 4)).join(" ");
}

/** Sentences about invented things: only the words can tell which one is asked for. */
function inventedPair(): Pair {
  const made = Array.from({ length: random.int(1, 4) }, () => {
    const relation = random.pick(relations);
    const subject = drawSubject[relation.about](source);
    const value = relation.value(source);
    const put = (text: string) => text.replaceAll("{s}", subject).replaceAll("{v}", value);
    const sentence = put(random.pick(relation.says));
    return { sentence, question: put(random.pick(relation.asks.train)) };
  });
  const chosen = random.pick(made);
  return {
    one: random.chance(0.3) ? someWords(chosen.sentence) : chosen.question,
    other: made.map(({ sentence }) => sentence).join(" "),
    group: `invented ${unique++}`,
  };
}

const kinds = [
  factPair,
  factPair,
  guidePair,
  guidePair,
  guidePair,
  guidePair,
  quotePair,
  inventedPair,
  inventedPair,
  inventedPair,
];

const tokenizer = new Tokenizer(JSON.parse(readFileSync(tokenizerPath, "utf8")));
const groups = new Map<string, number>();
const tokens: number[] = [];
const index: number[] = [];

function add(text: string): void {
  const ids = tokenizer.encode(text).slice(0, mostTokens);
  index.push(tokens.length, ids.length);
  for (const id of ids) tokens.push(id);
}

mkdirSync(out, { recursive: true });
for (let count = 0; count < Number(values.pairs); count++) {
  const pair = random.pick(kinds)();
  const group = groups.get(pair.group) ?? groups.size;
  groups.set(pair.group, group);
  add(pair.one);
  add(pair.other);
  index.push(group);
}
writeFileSync(join(out, "tokens.u16"), Uint16Array.from(tokens));
writeFileSync(join(out, "pairs.u32"), Uint32Array.from(index));
const encode = (text: string) => tokenizer.encode(text).slice(0, mostTokens);
const place = new Map(guide.map((passage, number) => [`${passage.page}#${passage.heading}`, number]));
writeFileSync(
  join(out, "evaluation.json"),
  JSON.stringify({
    passages: guide.map(({ text }) => encode(text)),
    questions: readHeldOutQuestions().map(({ question, page, heading }) => ({
      tokens: encode(question),
      passage: place.get(`${page}#${heading}`),
    })),
  }),
);
console.log(`${values.pairs} pairs, ${tokens.length} tokens, ${groups.size} groups`);
