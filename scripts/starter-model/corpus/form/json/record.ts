import type { JsonObject, JsonValue } from "@/nodes/core/json";
import { jsonLine } from "@/server/models/gguf/tool-result-text";
import type { Level, Source } from "../../example";
import { capital, correctArticles, inWords } from "../../grammar";
import { fill, phrase } from "../../phrasings";
import { rounds } from "../../rounds";
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

function wantedOf(source: Source, one: Field, key: string, schema: JsonObject, subject: string): Wanted {
  const value = one.draw(source, schema);
  const [yes = "", no = ""] = phrase(source, one.texts).split("|");
  const written = Array.isArray(value) ? inWords(value.map(String)) : String(value);
  const sentence = fill(value === false ? no : yes, { s: subject, v: written });
  return { key, schema, value, sentence: capital(correctArticles(sentence)) };
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

/** A text with the values that it holds. */
interface Filled {
  readonly text: string;
  readonly wanted: readonly Wanted[];
}

/** A text and the fields to read out of it, and other texts for the same fields. */
export interface Form extends Filled {
  readonly more: readonly Filled[];
}

/** The distractors of a text are facts that no field asks for. */
export function record(source: Source, count: number): Form {
  const { random } = source;
  const { subject: drawSubject, title, fields } = random.pick(domains);
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
    const schema = one.schema(source);
    return { one, key, schema: random.chance(0.3) ? { ...schema, description: random.pick(one.about) } : schema };
  });
  const order = random.shuffle([...Array(total + (hasTitle ? 1 : 0)).keys()]);
  const isShuffled = random.chance(0.5);
  const fillIn = (): Filled => {
    const subject = drawSubject(source);
    const drawn = all.map(({ one, key, schema }) => wantedOf(source, one, key, schema, subject));
    const comparable = drawn.flatMap(({ value }) => (typeof value === "boolean" ? [] : value)).map(String);
    if (new Set(comparable).size < comparable.length) return fillIn();
    const asked = drawn.slice(0, total);
    const titled: Wanted = { key: titleKey, schema: string(), value: subject, sentence: "" };
    const wanted = hasTitle ? [titled, ...asked] : asked;
    const text = random
      .shuffle(drawn)
      .map(({ sentence }) => sentence)
      .join(" ");
    return { text, wanted: isShuffled ? order.map((place) => wanted[place] as Wanted) : wanted };
  };
  return { ...fillIn(), more: Array.from({ length: rounds(source, 4) - 1 }, fillIn) };
}

/** More fields, higher level. */
export function jsonLevel(count: number): Level {
  return count < 3 ? 1 : count < 5 ? 2 : 3;
}

/** The wanted values as JSON. */
export function jsonAnswer(wanted: readonly Wanted[]): string {
  return jsonLine(Object.fromEntries(wanted.map(({ key, value }) => [key, value])));
}
