import type { JsonValue } from "@/nodes/core/json";
import { conversation, maybeSystem, turn } from "../../conversation";
import type { Level, Maker, Source } from "../../example";
import { code, firstName, inventedWord, number, placeName } from "../../names";
import { fill, phrase, phrasingsOf } from "../../phrasings";
import { several } from "../../several";
import { objects, ownWords } from "../../words/everyday-words";
import { askForKeys } from "./json-keys";
import { bareExtracts, describeSchema } from "./json-schema";
import { jsonAnswer, objectSchema, type Wanted } from "./record";

const pairTexts = phrasingsOf(`
  {key}: {v}
  {key}: {v}
  {key} = {v}
  The {key} is {v}.
  {v} is the {key}.
  The {key} was set to {v}.
  {key} - {v}
  ---
  {key}: {v}
  The {key} has the value {v}.
  {key} = {v}
`);

function pairValue(source: Source): JsonValue {
  const { random } = source;
  return random.pick<() => JsonValue>([
    () => number(source),
    () => inventedWord(source),
    () => firstName(source),
    () => placeName(source),
    () => random.pick(ownWords(source, objects)),
    () => code(source),
  ])();
}

/** Invented keys: nothing can be guessed, each value stands beside its key. */
export const jsonOfPairs: Maker = (source) => {
  const { random } = source;
  const count = random.pick([1, 1, 2, 2, 3, 4]);
  const keys = several(count + random.int(0, 1), () =>
    random.chance(0.6) ? inventedWord(source) : random.pick(ownWords(source, objects)),
  );
  const values = several(keys.length, () => pairValue(source));
  if (values.some((value) => keys.includes(String(value)))) return jsonOfPairs(source);
  const template = phrase(source, pairTexts);
  const lines = keys.map((key, place) => fill(template, { key, v: String(values[place]) }));
  const text = random.shuffle(lines).join(template.endsWith(".") && random.chance(0.6) ? " " : "\n");
  const chosen = keys.slice(0, count);
  const wanted = chosen.map(
    (key, place): Wanted => ({
      key,
      schema: { type: typeof values[place] === "number" ? "integer" : "string" },
      value: values[place] ?? "",
      sentence: "",
    }),
  );
  const schema = objectSchema(source, wanted);
  const isDescribed = random.chance(0.5);
  const level: Level = count === 1 ? 0 : count < 4 ? 1 : 2;
  const messages = isDescribed
    ? conversation(describeSchema(schema), fill(phrase(source, bareExtracts), { text }), jsonAnswer(wanted))
    : [...maybeSystem(source), ...turn(askForKeys(source, text, chosen), jsonAnswer(wanted))];
  const example = { family: "form" as const, kind: "json-pairs", level, messages };
  return isDescribed || random.chance(0.4) ? { ...example, schema } : example;
};
