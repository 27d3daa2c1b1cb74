import type { ChatMessage } from "@/nodes/core/node-runner";
import { turn } from "../conversation";
import type { Example, Level, Source } from "../example";
import { type Phrasings, phrase } from "../phrasings";

/** What a workflow tells an agent that has nothing special to do. */
export const generalSystems: Phrasings = {
  train: [
    "You are a helpful assistant.",
    "You are a helpful assistant. Be brief.",
    "Be brief.",
    "Answer briefly.",
    "You are an assistant in a workflow.",
    "Do what the user asks.",
    "Follow the instruction of the user exactly.",
    "You are a careful assistant. Give short answers.",
    "Give only the answer.",
    "Answer with the result alone.",
    "You help with texts.",
    "Keep your answers short and exact.",
  ],
  heldOut: [
    "You are a helpful assistant. Give only the answer.",
    "You are a brief assistant.",
    "Give short, exact answers.",
  ],
};

/** A system message four times in ten, about the work at hand or any work. */
export function withSystem(source: Source, systems: Phrasings, messages: readonly ChatMessage[]): ChatMessage[] {
  if (!source.random.chance(0.4)) return [...messages];
  const chosen = source.random.chance(0.35) ? generalSystems : systems;
  return [{ role: "system", content: phrase(source, chosen) }, ...messages];
}

/** Instructions and their answers. */
export function asked(source: Source, kind: string, level: Level, messages: readonly ChatMessage[]): Example {
  return { family: "copy", kind, level, messages: withSystem(source, generalSystems, messages) };
}

/** One instruction and its answer. */
export function task(source: Source, kind: string, level: Level, prompt: string, answer: string): Example {
  return asked(source, kind, level, turn(prompt, answer));
}
