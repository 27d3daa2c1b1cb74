import type { ChatMessage } from "@/nodes/core/node-runner";
import type { Source } from "./example";
import { type Phrasings, phrase, phrasingsOf } from "./phrasings";

/** One user message and its answer. */
export function turn(question: string, answer: string): ChatMessage[] {
  return [
    { role: "user", content: question },
    { role: "assistant", content: answer },
  ];
}

/** One user message and its answer, below a system message if there is one. */
export function conversation(system: string, user: string, answer: string): ChatMessage[] {
  return [...(system === "" ? [] : [{ role: "system" as const, content: system }]), ...turn(user, answer)];
}

/** What a workflow's agents are told; none of them changes the right answer. */
export const systemLines: Phrasings = phrasingsOf(`
  You are a helpful assistant.
  You are a helpful assistant. Be brief.
  Be brief.
  You do exactly what you are told.
  Follow the instructions.
  Answer in the form that is asked for.
  You work with the text that you are given.
  You are careful and exact.
  You answer and add nothing.
  You are an assistant in a workflow.
  Use only what the user gives you.
  Keep your answers short.
  You are a small helper. You copy words exactly as they are written.
  You answer from the text only.
  Say no more than you are asked.
  You read texts and answer questions about them.
  ---
  You are a careful assistant.
  Answer briefly and follow the instructions.
  You are exact and add nothing.
`);

/** A system message four times in ten. */
export function maybeSystem(source: Source): ChatMessage[] {
  return source.random.chance(0.4) ? [{ role: "system", content: phrase(source, systemLines) }] : [];
}
