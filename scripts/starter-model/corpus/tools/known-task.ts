import type { Source } from "../example";
import { fill, phrase } from "../phrasings";
import { orderLookup, phoneBook, stock } from "./kinds/business";
import { documentSearch, encyclopedia, fileReader, webPage } from "./kinds/documents";
import { listKeeper, noteSender, roomBooking, timer } from "./kinds/errands";
import type { Kind } from "./kinds/kind";
import { calculator, clock, distance, unitConverter, weather } from "./kinds/world";
import { resultOf, type Task, toolSpec } from "./task";
import type { ValueDraw } from "./value-draws";

/** All kinds, in the order that a seed chooses from. */
export const knownKinds: readonly Kind[] = [
  weather,
  documentSearch,
  fileReader,
  calculator,
  orderLookup,
  unitConverter,
  noteSender,
  clock,
  webPage,
  encyclopedia,
  stock,
  roomBooking,
  listKeeper,
  phoneBook,
  timer,
  distance,
];

type Texts = Record<string, string | number>;

/** A value for each name, no value twice. */
function drawAll(source: Source, draws: Readonly<Record<string, ValueDraw>>): Texts {
  const names = Object.keys(draws);
  for (;;) {
    const drawn = Object.fromEntries(names.map((name) => [name, draws[name]?.(source) as string | number]));
    if (new Set(Object.values(drawn)).size === names.length) return drawn;
  }
}

/** A task for one of the known kinds of tools. */
export function knownTask(source: Source, kind: Kind): Task {
  const [name = "", description = ""] = phrase(source, kind.names).split("|");
  const args = drawAll(source, kind.params);
  const template = phrase(source, kind.questions);
  const given = Object.fromEntries(Object.entries(args).filter(([key]) => template.includes(`{${key}}`)));
  const results = drawAll(source, kind.result);
  const [[key, value] = ["result", ""]] = Object.entries(results);
  const said = fill(phrase(source, kind.said), { ...args, ...results });
  return {
    tool: toolSpec(name, description, args, kind.optional),
    question: fill(template, args),
    args: given,
    ...resultOf(source, key, value, said),
  };
}
