import type { ChatMessage } from "@/nodes/core/node-runner";
import type { Level, Maker } from "../example";
import { phrase, phrasingsOf } from "../phrasings";
import { tasks, toolCount } from "./tasks";
import { asked, called, calledAndAnswered, maybeToolSystem, withTools } from "./tool-conversation";

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

/** One round after the other, each with another tool; the last ends with the call. */
export const moreRounds: Maker = (source) => {
  const { random } = source;
  const all = tasks(source, random.int(2, 4));
  const count = source.split === "train" ? random.int(2, all.length) : 2;
  const chosen = random.sample(all, count);
  const messages = chosen.flatMap((task, round): ChatMessage[] => {
    const id = `call_${round + 1}`;
    return round === count - 1 ? [asked(task), called(task, id)] : calledAndAnswered(task, id);
  });
  return withTools("call-again", 3, all, [...maybeToolSystem(source), ...messages]);
};
