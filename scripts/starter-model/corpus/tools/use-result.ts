import type { Level, Maker } from "../example";
import { phrase, phrasingsOf } from "../phrasings";
import type { Task } from "./task";
import { tasks, toolCount } from "./tasks";
import { asked, called, maybeToolSystem, withTools } from "./tool-conversation";

const failures = phrasingsOf(`
  The tool failed: it took too long.
  The tool failed: the server does not answer.
  The tool failed: no entry was found.
  The tool failed: access denied.
  The tool failed: status 500.
  The tool failed: status 404.
  ---
  The tool failed: the server took too long.
  The tool failed: status 403.
`);

/** The whole round: only the call and the answer are learned, the result is given. */
export function roundMaker(level: Level, kind: "use-result" | "failed"): Maker {
  return (source) => {
    const all = tasks(source, toolCount(source, level));
    const task = source.random.pick(all);
    const [content, answer] =
      kind === "failed" ? [phrase(source, failures), "The tool failed, so I do not know."] : [task.result, task.answer];
    return withTools(kind, level, all, [
      ...maybeToolSystem(source),
      asked(task),
      called(task),
      { role: "tool", toolCallId: "call_1", content },
      { role: "assistant", content: answer },
    ]);
  };
}

/** Two rounds, one after the other: the second asks another tool, or none. */
export const twoRounds: Maker = (source) => {
  const all = tasks(source, source.random.int(2, 4));
  const [first, second] = source.random.sample(all, 2) as [Task, Task];
  return withTools("call-again", 3, all, [
    ...maybeToolSystem(source),
    asked(first),
    called(first),
    { role: "tool", toolCallId: "call_1", content: first.result },
    { role: "assistant", content: first.answer },
    asked(second),
    called(second, "call_2"),
  ]);
};
