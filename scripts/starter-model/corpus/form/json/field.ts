/** What can be read out of a text as JSON: the parts that the domains are made of. */

import type { JsonObject, JsonValue } from "@/nodes/core/json";
import type { Source } from "../../example";
import { type Phrasings, phrasingsOf } from "../../phrasings";
import { ownWords } from "../../words/everyday-words";

/** A field of a JSON answer, with the ways to name it and to say its value. */
export interface Field {
  readonly keys: readonly string[];
  readonly about: readonly string[];
  readonly schema: (source: Source) => JsonObject;
  readonly draw: (source: Source, schema: JsonObject) => JsonValue;
  /** Sentences with `{s}` for the subject and `{v}` for the value; for a boolean two of them with `|` between. */
  readonly texts: Phrasings;
}

export function field(keys: string, about: string, schema: Field["schema"], draw: Field["draw"], texts: string): Field {
  return { keys: keys.split(" "), about: about.split("; "), schema, draw, texts: phrasingsOf(texts) };
}

export const nameField = (keys: string, about: string) => field(keys, about, string, () => "", "");

/** What a text is about, and the fields that can be read out of it. */
export interface Domain {
  readonly subject: (source: Source) => string;
  readonly title: (source: Source) => Field;
  readonly fields: readonly Field[];
}

export const string = () => ({ type: "string" });

export const integer = ({ random }: Source) => ({ type: random.chance(0.75) ? "integer" : "number" });

export const boolean = () => ({ type: "boolean" });

export const strings = () => ({ type: "array", items: { type: "string" } });

export const oneOf = (words: readonly string[]) => (source: Source) => ({
  type: "string",
  enum: source.random.sample(words, Math.min(words.length, source.random.int(3, 5))),
});

export const fromEnum: Field["draw"] = ({ random }, schema) => random.pick(schema.enum as string[]);

export const coin: Field["draw"] = ({ random }) => random.chance(0.5);

export const some = (words: readonly string[]) => (source: Source) =>
  source.random.sample(ownWords(source, words), source.random.int(2, 3));
