import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { ChatMessage } from "@/nodes/core/node-runner";
import { turn } from "./conversation";
import type { Example, Maker, Source, WeightedMaker } from "./example";
import { phrase } from "./phrasings";
import type { Random } from "./random";

const factSchema = z.strictObject({
  id: z.string(),
  answer: z.string(),
  /** The answer tells of a part that this version does not have yet. */
  isPlanned: z.boolean().default(false),
  /** Patterns: `{a|b}` stands for one of its alternatives. */
  ask: z.array(z.string()).min(1),
});

type Fact = Omit<z.infer<typeof factSchema>, "isPlanned">;

const planned = "This is planned, not in this version yet.";

const folder = join(import.meta.dirname, "..", "facts");

/** Files beside the facts that are something else. */
const otherFiles: ReadonlySet<string> = new Set(["held-out.yaml", "topics.yaml"]);

/** What the model shall know about Heddle, from the files in `facts/`. */
export function readFacts(): readonly Fact[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".yaml") && !otherFiles.has(name));
  const facts = files
    .sort()
    .flatMap((name) => z.array(factSchema).parse(parse(readFileSync(join(folder, name), "utf8"))))
    .map(({ isPlanned, answer, ...fact }) => ({ ...fact, answer: isPlanned ? `${planned} ${answer}` : answer }));
  const ids = new Set(facts.map((fact) => fact.id));
  if (ids.size !== facts.length) throw new Error("Two facts have the same id.");
  return facts;
}

/** Questions for the evaluation alone, by the id of the fact. */
export function readHeldOutQuestions(): Readonly<Record<string, readonly string[]>> {
  return z.record(z.string(), z.array(z.string())).parse(parse(readFileSync(join(folder, "held-out.yaml"), "utf8")));
}

/** One of the sentences that a pattern stands for. */
export function expand(pattern: string, random: Random): string {
  return pattern
    .replace(/\{([^{}]*)\}/g, (_, choices: string) => random.pick(choices.split("|")))
    .replace(/ {2,}/g, " ")
    .replace(/ ([?.,!])/g, "$1")
    .trim();
}

const facts = readFacts();

const heldOut = readHeldOutQuestions();

/** A question for a fact, as people type it. */
export function factQuestion(fact: Fact, { split, random }: Source): string {
  if (split === "held-out") return random.pick(heldOut[fact.id] ?? fact.ask);
  return rough(expand(random.pick(fact.ask), random), random);
}

/** As people type: without capitals, without the mark at the end, with a greeting, with a slip. */
function rough(text: string, random: Random): string {
  let result = text;
  if (random.chance(0.12))
    result = `${random.pick(["Hi, ", "Hello, ", "Hey, ", "Please: ", "Quick question: ", "Sorry, "])}${result}`;
  if (random.chance(0.2)) result = result.toLowerCase();
  if (random.chance(0.25)) result = result.replace(/[?.!]$/, "");
  else if (random.chance(0.05)) result = `${result}?`;
  if (random.chance(0.06)) result = withSlip(result, random);
  if (random.chance(0.05))
    result = `${result} ${random.pick(["Thanks.", "Thank you!", "Please help.", "I am new to this."])}`;
  return result;
}

/** Two neighbouring letters change places, or one is left out. */
function withSlip(text: string, random: Random): string {
  const place = random.int(1, Math.max(1, text.length - 3));
  const [a, b] = [text.charAt(place), text.charAt(place + 1)];
  if (!/^[a-z]{2}$/.test(a + b)) return text;
  return text.slice(0, place) + (random.chance(0.5) ? b + a : b) + text.slice(place + 2);
}

const systems = {
  train: [
    "You are a helpful assistant.",
    "You know Heddle and answer questions about it.",
    "You are the guide of Heddle. Answer in one or two sentences.",
    "Be brief.",
    "You answer questions of new users.",
    "Answer the question.",
    "You are a friendly guide.",
    "You help people who build workflows.",
  ],
  heldOut: ["You are a helpful assistant.", "You answer questions about Heddle."],
};

function system(source: Source): ChatMessage[] {
  return source.random.chance(0.5) ? [{ role: "system", content: phrase(source, systems) }] : [];
}

function ask(fact: Fact, source: Source): ChatMessage[] {
  return turn(factQuestion(fact, source), fact.answer);
}

const askFact: Maker = (source) => ({
  family: "facts",
  kind: "ask",
  level: 1,
  messages: [...system(source), ...ask(source.random.pick(facts), source)],
});

const askSeveral: Maker = (source) => {
  const count = source.split === "train" ? source.random.int(2, 4) : 2;
  return {
    family: "facts",
    kind: "ask-on",
    level: 2,
    messages: [...system(source), ...source.random.sample(facts, count).flatMap((fact) => ask(fact, source))],
  };
};

/** Passages of documentation in the prompt, as retrieval gives them: the right one is the answer. */
const askWithPassages: Maker = (source): Example => {
  const { random } = source;
  const chosen = random.sample(facts, random.int(2, 4));
  const [fact] = chosen as [Fact];
  const passages = random.shuffle(chosen).map(({ answer }) => answer);
  const asked = factQuestion(fact, source);
  const form = phrase(source, {
    train: [
      (text: string) => `Context:\n${text}\n\nQuestion: ${asked}`,
      (text: string) => `${asked}\n\nContext:\n${text}`,
      (text: string) => `Answer the question from the passages.\n\n${text}\n\nQuestion: ${asked}`,
      (text: string) => `${asked}\n\nWhat is known:\n${text}`,
    ],
    heldOut: [(text: string) => `Context: ${text}\n\nQuestion: ${asked}`],
  });
  return {
    family: "facts",
    kind: "ask-with-passages",
    level: 3,
    messages: [...system(source), ...turn(form(passages.join(random.pick(["\n", "\n\n", " "]))), fact.answer)],
  };
};

export const factMakers: readonly WeightedMaker[] = [
  { weight: 6, make: askFact },
  { weight: 2, make: askSeveral },
  { weight: 1.5, make: askWithPassages },
];

/** Every held-out question once, for the evaluation. */
export function heldOutFactExamples(): Example[] {
  return facts.flatMap((fact) =>
    (heldOut[fact.id] ?? []).map(
      (content): Example => ({
        family: "facts",
        kind: "ask",
        level: 1,
        messages: turn(content, fact.answer),
      }),
    ),
  );
}
