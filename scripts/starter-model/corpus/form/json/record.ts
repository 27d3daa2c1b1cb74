import type { JsonObject, JsonValue } from "@/nodes/core/json";
import type { Level, Source } from "../../example";
import { capital, correctArticles, inWords } from "../../grammar";
import { jsonLine } from "../../json-line";
import { fill, phrase } from "../../phrasings";
import { eventDomain } from "./event-domain";
import { type Domain, type Field, string } from "./field";
import { orderDomain } from "./order-domain";
import { personDomain } from "./person-domain";
import { productDomain } from "./product-domain";

const domains: readonly Domain[] = [personDomain, productDomain, eventDomain, orderDomain];

/** A field as one example asks for it. */
export interface Wanted {
  readonly key: string;
  readonly schema: JsonObject;
  readonly value: JsonValue;
  readonly sentence: string;
}

function wantedOf(source: Source, one: Field, key: string, subject: string): Wanted {
  const schema = one.schema(source);
  const value = one.draw(source, schema);
  const [yes = "", no = ""] = phrase(source, one.texts).split("|");
  const written = Array.isArray(value) ? inWords(value.map(String)) : String(value);
  const sentence = fill(value === false ? no : yes, { s: subject, v: written });
  const isDescribed = source.random.chance(0.3);
  return {
    key,
    schema: isDescribed ? { ...schema, description: source.random.pick(one.about) } : schema,
    value,
    sentence: capital(correctArticles(sentence)),
  };
}

/** The schema of an answer, written as strictly as people do. */
export function objectSchema({ random }: Source, wanted: readonly Wanted[]): JsonObject {
  const properties = Object.fromEntries(wanted.map(({ key, schema }) => [key, schema]));
  const required = wanted.map(({ key }) => key);
  return random.pick<JsonObject>([
    { type: "object", properties, required, additionalProperties: false },
    { type: "object", required, additionalProperties: false, properties },
    { type: "object", properties, required },
    { type: "object", properties },
  ]);
}

/** A text and the fields to read out of it. The distractors of a text are facts that no field asks for. */
export function record(source: Source, count: number): { text: string; wanted: Wanted[] } {
  const { random } = source;
  const { subject: drawSubject, title, fields } = random.pick(domains);
  const subject = drawSubject(source);
  const titleField = title(source);
  const hasTitle = random.chance(0.6);
  const used = new Set<string>();
  const titleKey = random.pick(titleField.keys);
  if (hasTitle) used.add(titleKey);
  const total = Math.min(fields.length, hasTitle ? Math.max(1, count - 1) : count);
  const extra = random.chance(0.3) ? 1 : 0;
  const all = random.sample(fields, Math.min(fields.length, total + extra)).map((one) => {
    const key = random.pick(one.keys.filter((name) => !used.has(name)));
    used.add(key);
    return wantedOf(source, one, key, subject);
  });
  const comparable = all.flatMap(({ value }) => (typeof value === "boolean" ? [] : value)).map(String);
  if (new Set(comparable).size < comparable.length) return record(source, count);
  const asked = all.slice(0, total);
  const titled: Wanted = { key: titleKey, schema: string(), value: subject, sentence: "" };
  const wanted = hasTitle ? [titled, ...asked] : asked;
  const text = random
    .shuffle(all)
    .map(({ sentence }) => sentence)
    .join(" ");
  return { text, wanted: random.chance(0.5) ? wanted : random.shuffle(wanted) };
}

/** More fields, higher level. */
export function jsonLevel(count: number): Level {
  return count < 3 ? 1 : count < 5 ? 2 : 3;
}

/** The wanted values as JSON. */
export function jsonAnswer(wanted: readonly Wanted[]): string {
  return jsonLine(Object.fromEntries(wanted.map(({ key, value }) => [key, value])));
}
