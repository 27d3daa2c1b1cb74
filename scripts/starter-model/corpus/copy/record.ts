import type { Level, Maker, Source } from "../example";
import { capital } from "../grammar";
import { fill, type Phrasings, phrase } from "../phrasings";
import { drawSubject } from "../relations/subjects";
import { rounds } from "../rounds";
import { fresh } from "./fresh-values";
import { relationsOf, subjectKinds } from "./passage";
import { reading } from "./reading";

export const recordKinds = subjectKinds.filter((kind) => kind !== "book");

/** The name of a subject without the word for its kind. */
export function bareName(subject: string): string {
  return subject.replace(/^(the|order|project|task) /, "").replace(/^server /, "");
}

interface Field {
  readonly label: string;
  readonly value: string;
}

/** Fields of one subject. */
function record(source: Source, count: number): readonly Field[] {
  const { random } = source;
  const used: string[] = [];
  const kind = random.pick(recordKinds);
  const fields = random.sample(relationsOf(kind), count).flatMap(({ label, value }): Field[] => {
    const drawn = fresh(source, used, value);
    return drawn === undefined ? [] : [{ label, value: drawn }];
  });
  const name = fresh(source, used, (own) => bareName(drawSubject[kind](own)));
  return name === undefined ? fields : [{ label: "name", value: name }, ...fields];
}

/** Fields as lines, as a table or as JSON. */
function shownRecord({ random }: Source, fields: readonly Field[]): string {
  return random.pick([
    () => fields.map(({ label, value }) => `${capital(label)}: ${value}`).join("\n"),
    () => fields.map(({ label, value }) => `${label}: ${value}`).join("\n"),
    () => fields.map(({ label, value }) => `- ${label}: ${value}`).join("\n"),
    () => fields.map(({ label, value }) => `${label}: ${value}`).join(", "),
    () => fields.map(({ label, value }) => `${label} = ${value}`).join("\n"),
    () => fields.map(({ label, value }) => `${capital(label)}: ${value}`).join("; "),
    () => `| ${fields.map(({ label }) => label).join(" | ")} |\n| ${fields.map(({ value }) => value).join(" | ")} |`,
    () => `${fields.map(({ label }) => label).join(",")}\n${fields.map(({ value }) => value).join(",")}`,
    () => JSON.stringify(Object.fromEntries(fields.map(({ label, value }) => [label, value]))),
  ])();
}

const askField: Phrasings = {
  train: [
    "What is the {l}?",
    "Give me the {l}.",
    "What does the field {l} say?",
    'What is the value of "{l}"?',
    "Extract the {l}.",
    "Return the {l}.",
    "What stands after {l}?",
    "Find the {l}.",
    "Say the {l}.",
    "Which value has {l}?",
    "Tell me the {l}.",
    "Read the {l} out.",
  ],
  heldOut: [
    "Return the value of {l}.",
    "Extract the value of the field {l}.",
    "What is the value after {l}?",
    "Find the value of {l}.",
  ],
};

/** The value of a field. */
export const fieldMaker =
  (level: Level, least: number, most: number): Maker =>
  (source) => {
    const fields = record(source, source.random.int(least, most));
    const asked = source.random.sample(fields, rounds(source, 4));
    const turns = asked.map(({ label, value }) => ({
      question: fill(phrase(source, askField), { l: label }),
      answer: value,
    }));
    return reading(source, "field", level, shownRecord(source, fields), turns);
  };
