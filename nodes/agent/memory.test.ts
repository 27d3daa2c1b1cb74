import { expect, test } from "vitest";
import type { JsonValue } from "../core/json";
import type { ChatMessage, ConversationMemory } from "../core/node-runner";
import { scriptedModel } from "../testing/scripted-model";
import { testContext } from "../testing/test-context";
import { type AgentConfig, agentDefinition } from "./definition";
import { runAgent } from "./run";

function conversation(said: readonly ChatMessage[]): ConversationMemory & { kept: ChatMessage[]; reads: number } {
  const memory = {
    kind: "conversation" as const,
    nodeId: "mind",
    kept: [] as ChatMessage[],
    reads: 0,
    read: async () => {
      memory.reads += 1;
      return said;
    },
    keep: (more: readonly ChatMessage[]) => void memory.kept.push(...more),
  };
  return memory;
}

const before: ChatMessage[] = [
  { role: "user", content: "I am Ada." },
  { role: "assistant", content: "Hello Ada." },
];

test("an agent goes on with what was said before, and keeps what is said now", async () => {
  const memory = conversation(before);
  const model = scriptedModel(["You are Ada."]);
  const config = { instructions: "Be kind.", prompt: "Who am I?" };
  const context = testContext<AgentConfig>(agentDefinition, { config, model, memory });
  await runAgent(context);
  expect(model.requests[0]?.messages).toEqual([
    { role: "system", content: "Be kind." },
    ...before,
    { role: "user", content: "Who am I?" },
  ]);
  expect(memory.kept).toEqual([
    { role: "user", content: "Who am I?" },
    { role: "assistant", content: "You are Ada." },
  ]);
  expect(context.recorded.spans.map(({ name }) => name)).toContain("response");
});

test("after a crash it reads no other conversation than it began with", async () => {
  const journal: JsonValue[] = [];
  const config = { prompt: "Who am I?" };
  const first = {
    config,
    journal,
    model: scriptedModel([() => Promise.reject(new Error("gone"))]),
    memory: conversation(before),
  };
  await expect(runAgent(testContext<AgentConfig>(agentDefinition, first))).rejects.toThrow();
  const memory = conversation([{ role: "user", content: "I am Bob." }]);
  const model = scriptedModel(["Ada."]);
  await runAgent(testContext<AgentConfig>(agentDefinition, { config, journal, model, memory }));
  expect(memory.reads).toBe(0);
  expect(model.requests[0]?.messages.slice(0, 2)).toEqual(before);
});
