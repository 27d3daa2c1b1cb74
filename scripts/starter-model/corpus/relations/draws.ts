import type { Source } from "../example";
import { capital } from "../grammar";
import { code, familyName, firstName, inventedWord, number, placeName } from "../names";
import {
  adjectives,
  animals,
  colours,
  commonNames,
  commonTowns,
  drinks,
  foods,
  jobs,
  listed,
  months,
  rooms,
  statuses,
  tools,
  vehicles,
  weathers,
  weekdays,
} from "../words/word-lists";

/** A word, a name or a value for an example. */
export type Draw = (source: Source) => string;

export const first: Draw = (source) => (source.random.chance(0.15) ? listed(source, commonNames) : firstName(source));

export const town: Draw = (source) => (source.random.chance(0.12) ? listed(source, commonTowns) : placeName(source));

export const digits =
  (count: number): Draw =>
  ({ random }) =>
    Array.from({ length: count }, (_, place) => random.int(place === 0 ? 1 : 0, 9)).join("");

export const person: Draw = (source) =>
  source.random.chance(0.75) ? first(source) : `${first(source)} ${familyName(source)}`;

export const object: Draw = (source) => {
  const { random } = source;
  return random.pick([
    () => `${listed(source, adjectives)} ${listed(source, tools)}`,
    () => `${random.pick(colours)} ${listed(source, tools)}`,
    () => `${inventedWord(source)} ${listed(source, tools)}`,
    () => listed(source, tools),
  ])();
};

export const time: Draw = ({ random }) =>
  random.pick([
    () => `${random.int(1, 12)} o'clock`,
    () => `${random.int(7, 21)}:${random.pick(["00", "15", "30", "45"])}`,
    () => `${random.int(1, 12)} ${random.pick(["am", "pm"])}`,
  ])();

export const date: Draw = ({ random }) =>
  random.pick([
    () => `${random.int(1, 28)} ${random.pick(months)}`,
    () => `${random.pick(months)} ${random.int(1, 28)}`,
    () =>
      `20${random.int(24, 39)}-${random.pick(["01", "02", "03", "04", "06", "09", "10", "11"])}-${random.int(10, 28)}`,
  ])();

export const year: Draw = ({ random }) => String(random.int(1502, 2029));

export const money: Draw = (source) => {
  const amount = number(source);
  const { random } = source;
  return random.pick([
    `${amount} euros`,
    `${amount} dollars`,
    `${amount} coins`,
    `$${amount}`,
    `${amount}.${random.int(10, 99)} euros`,
    `${amount} EUR`,
  ]);
};

export const size: Draw = (source) => `${number(source)} ${source.random.pick(["cm", "metres", "mm", "feet"])}`;

export const weight: Draw = (source) => `${number(source)} ${source.random.pick(["kg", "grams", "pounds", "tons"])}`;

export const street: Draw = (source) =>
  `${familyName(source)} ${source.random.pick(["Street", "Road", "Lane", "Square"])}`;

export const email: Draw = (source) =>
  `${first(source).toLowerCase()}@${inventedWord(source)}.${source.random.pick(["com", "org", "net", "example"])}`;

export const version: Draw = ({ random }) => `${random.int(0, 19)}.${random.int(0, 19)}.${random.int(0, 9)}`;

export const language: Draw = (source) => `${capital(inventedWord(source))}ish`;

export const from =
  (list: readonly string[]): Draw =>
  (source) =>
    listed(source, list);

export const count: Draw = (source) => String(number(source));

/** Values that any part of the corpus can use. */
export const draws = {
  first,
  person,
  object,
  time,
  date,
  year,
  money,
  size,
  weight,
  street,
  email,
  version,
  language,
  count,
  code,
  town,
  word: inventedWord,
  weekday: from(weekdays),
  colour: from(colours),
  job: from(jobs),
  food: from(foods),
  drink: from(drinks),
  animal: from(animals),
  tool: from(tools),
  room: from(rooms),
  adjective: from(adjectives),
  vehicle: from(vehicles),
  status: from(statuses),
  weather: from(weathers),
  digits: digits(4),
} satisfies Record<string, Draw>;

export type ValueKind = keyof typeof draws;
