import { maybeSystem, turn } from "../../conversation";
import type { Maker, Source } from "../../example";
import { inWords } from "../../grammar";
import { fill, phrase, phrasingsOf } from "../../phrasings";
import { jsonAnswer, jsonLevel, objectSchema, record } from "./record";

const keyExtracts = phrasingsOf(`
  Answer as JSON with the keys {keys}.\\n\\n{text}
  {text}\\n\\nAnswer as JSON with the keys {keys}.
  Read the text and write a JSON object with {keys}.\\n\\nText: {text}
  Extract {keys} as JSON.\\n\\n{text}
  Text: {text}\\nGive me {keys} as JSON.
  Write JSON with these keys: {commas}.\\n{text}
  {text}\\nJSON with {keys}:
  Turn this into a JSON object. Keys: {commas}.\\n\\n{text}
  From the text below, extract {keys}. Answer with JSON only.\\n\\n{text}
  Return only JSON. Fields: {commas}\\n\\nText:\\n{text}
  {text}\\n\\nFill in this form as JSON: {commas}
  ---
  Extract the fields {keys} from the text. Answer with JSON.\\n\\n{text}
  Text: {text}\\n\\nWrite a JSON object with the keys {keys}.
  {text}\\nReturn JSON with these fields: {commas}.
`);

/** A text with the question for some of its keys. */
export function askForKeys(source: Source, text: string, keys: readonly string[]): string {
  return fill(phrase(source, keyExtracts), { text, keys: inWords(keys), commas: keys.join(", ") });
}

/** A text as JSON with the keys that the question names. */
export const jsonByKeys: Maker = (source) => {
  const { random } = source;
  const { text, wanted, more } = record(source, random.pick([1, 1, 2, 2, 3, 4]));
  const keys = wanted.map(({ key }) => key);
  const messages = [
    ...maybeSystem(source),
    ...turn(askForKeys(source, text, keys), jsonAnswer(wanted)),
    ...more.flatMap((next) => turn(next.text, jsonAnswer(next.wanted))),
  ];
  const example = { family: "form" as const, kind: "json-keys", level: jsonLevel(wanted.length), messages };
  return random.chance(0.5) ? { ...example, schema: objectSchema(source, wanted) } : example;
};
