import type { JsonValue } from "@/nodes/core/json";
import type { Source } from "../example";
import { familyName, firstName, inventedWord, placeName } from "../names";
import { colours, foods, objects, ownWords } from "../words/everyday-words";
import { weekdays } from "../words/word-lists";

/** Draws a value for a parameter or a result. */
export type ValueDraw = (source: Source) => JsonValue;

export const thing: ValueDraw = (source) => source.random.pick(ownWords(source, objects));

export const food: ValueDraw = (source) => source.random.pick(ownWords(source, foods));

export const day: ValueDraw = ({ random }) => random.pick(weekdays);

export const amount: ValueDraw = ({ random }) => random.int(2, 400);

export const words: ValueDraw = (source) =>
  source.random.pick([
    () => `${thing(source)} ${thing(source)}`,
    () => `${inventedWord(source)} ${thing(source)}`,
    () => `${source.random.pick(colours)} ${thing(source)}`,
    () => inventedWord(source),
    () => `${placeName(source)} ${food(source)}`,
  ])();

export const message: ValueDraw = (source) =>
  source.random.pick([
    () => `the ${thing(source)} is ready`,
    () => `bring ${food(source)} on ${day(source)}`,
    () => `call ${firstName(source)}`,
    () => `meet me in ${placeName(source)}`,
    () => `the ${thing(source)} is ${source.random.pick(colours)}`,
  ])();

export const path: ValueDraw = (source) => {
  const folder = source.random.chance(0.5)
    ? `${source.random.pick(["docs", "notes", "data", "src", inventedWord(source)])}/`
    : "";
  return `${folder}${inventedWord(source)}.${source.random.pick(["txt", "md", "json", "csv", "log"])}`;
};

export const url: ValueDraw = (source) =>
  `https://${inventedWord(source)}.${source.random.pick(["com", "org", "net"])}${source.random.chance(0.5) ? `/${inventedWord(source)}` : ""}`;

export const sum: ValueDraw = ({ random }) =>
  `${random.int(2, 999)} ${random.pick(["+", "-", "*", "/"])} ${random.int(2, 99)}`;

export const unit: ValueDraw = ({ random }) =>
  random.pick("meters feet miles inches yards kilometers centimeters millimeters".split(" "));

export const fullName: ValueDraw = (source) => `${firstName(source)} ${familyName(source)}`;
