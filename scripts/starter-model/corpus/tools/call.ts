import type { Level, Maker } from "../example";
import { fill, phrase, phrasingsOf } from "../phrasings";
import { tasks, toolCount } from "./tasks";
import { asked, called, maybeToolSystem, withTools } from "./tool-conversation";

/** The right tool is called with what the question gives. */
export function callMaker(level: Level): Maker {
  return (source) => {
    const all = tasks(source, toolCount(source, level));
    const task = source.random.pick(all);
    return withTools("call", level, all, [...maybeToolSystem(source), asked(task), called(task)]);
  };
}

const directives = phrasingsOf(`
  Call {tool} with {args}.
  Use the tool {tool} with {args}.
  Use {tool}: {args}
  Run {tool} with {args}.
  Please call {tool} with {args}.
  {tool} with {args}
  Call the tool {tool}. {args}
  ---
  Please use {tool} with {args}.
  Run the tool {tool} with {args}.
  Use the tool {tool}: {args}
`);

/** A tool is called by its name, with given arguments. */
export const callNamed: Maker = (source) => {
  const { random } = source;
  const all = tasks(source, random.pick([1, 1, 2, 3]));
  const task = random.pick(all);
  const pair = random.pick(["{k} {v}", "{k} = {v}", "{k}: {v}", '{k} "{v}"']);
  const entries = Object.entries(task.args);
  if (entries.length === 0 || (pair.includes('"') && entries.some(([, value]) => typeof value === "number")))
    return callNamed(source);
  const args = entries.map(([k, v]) => fill(pair, { k, v: String(v) })).join(" and ");
  const question = fill(phrase(source, directives), { tool: task.tool.name, args });
  return withTools("call-named", 0, all, [
    ...maybeToolSystem(source),
    { role: "user", content: question },
    called(task),
  ]);
};
