import type { ChatMessage } from "@/nodes/core/node-runner";
import { jsonLine } from "@/server/models/gguf/tool-result-text";
import { systemLines } from "../conversation";
import type { Example, Level, Source } from "../example";
import { phrase, phrasingsOf } from "../phrasings";
import type { Task } from "./task";

const toolSystems = phrasingsOf(`
  You are a helpful assistant with tools.
  Use your tools when they help.
  You can call tools.
  Use a tool when the question needs one.
  You answer questions. Use your tools when they help.
  You are an agent. Call a tool when you need it.
  Call tools for what you do not know.
  ---
  You are a helpful assistant. Call a tool when it helps.
  You can use tools. Use one when you need it.
`);

/** A system message four times in ten. */
export function maybeToolSystem(source: Source): ChatMessage[] {
  if (!source.random.chance(0.4)) return [];
  return [{ role: "system", content: phrase(source, source.random.chance(0.6) ? toolSystems : systemLines) }];
}

/** What the user says. */
export function asked(task: Task): ChatMessage {
  return { role: "user", content: task.question };
}

/** The call of a tool. */
export function called({ tool, args }: Task, id = "call_1"): ChatMessage {
  return { role: "assistant", content: "", toolCalls: [{ id, name: tool.name, arguments: jsonLine(args) }] };
}

/** A whole round: the question, the call, its result and the answer. */
export function calledAndAnswered(task: Task, id = "call_1"): ChatMessage[] {
  return [
    asked(task),
    called(task, id),
    { role: "tool", toolCallId: id, content: task.result },
    { role: "assistant", content: task.answer },
  ];
}

/** An example that offers the tools of all given tasks. */
export function withTools(kind: string, level: Level, all: readonly Task[], messages: ChatMessage[]): Example {
  return { family: "tools", kind, level, messages, tools: all.map(({ tool }) => tool) };
}
