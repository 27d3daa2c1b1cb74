import type { Level, Source } from "../example";
import { knownKinds, knownTask } from "./known-task";
import { propertyTask, propertyWords } from "./property-task";
import type { Task } from "./task";

/** What one of these finds the other might find as well. */
function isSearch({ args }: Task): boolean {
  return "query" in args || "title" in args;
}

/** Tools that differ in what they are for, and tasks for them. */
export function tasks(source: Source, count: number): Task[] {
  const { random } = source;
  const knownCount = random.int(0, count);
  const known = random.sample(knownKinds, knownCount).map((kind) => knownTask(source, kind));
  const invented = propertyWords(source, count - knownCount).map((rel) => propertyTask(source, rel));
  const all = random.shuffle([...known, ...invented]);
  const isClear = new Set(all.map(({ tool }) => tool.name)).size === count && all.filter(isSearch).length < 2;
  return isClear ? all : tasks(source, count);
}

/** More tools for the higher levels. */
export function toolCount({ random }: Source, level: Level): number {
  return level < 2 ? random.pick([1, 1, 2]) : random.pick([2, 2, 3, 3, 4]);
}
