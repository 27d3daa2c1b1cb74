import { expect, test } from "vitest";
import type { JsonValue } from "../core/json";
import { type ScriptedTurn, scriptedModel } from "../testing/scripted-model";
import { testContext } from "../testing/test-context";
import { type AgentConfig, agentDefinition } from "./definition";
import { runAgent } from "./run";

/** Turns of a conversation, each of about 100 tokens. */
const turns = (count: number): JsonValue[] =>
  Array.from({ length: count }, (_, i) => [
    { role: "user", content: `question ${i} ${"word ".repeat(78)}` },
    { role: "assistant", content: `answer ${i} ${"word ".repeat(78)}` },
  ]).flat();

async function run(length: number | undefined, options: object, script: readonly ScriptedTurn[] = ["ok"]) {
  const asked = { times: 0 };
  const scripted = scriptedModel(script);
  const contextLength = async () => {
    asked.times += 1;
    return length;
  };
  const context = testContext<AgentConfig>(agentDefinition, { ...options, model: { ...scripted, contextLength } });
  await runAgent(context);
  return { messages: scripted.requests.map(({ messages }) => messages), recorded: context.recorded, asked };
}

const config = { instructions: "Be brief.", prompt: "And now?" };
const contents = (messages: readonly { content: string }[] = []) =>
  messages.map(({ content }) => content.split(" ").slice(0, 2).join(" "));

test("leaves out the oldest messages, keeps instructions and question, and says so", async () => {
  const { messages, recorded } = await run(1_000, { config, inputs: { messages: turns(10) } });
  expect(contents(messages[0])).toEqual([
    "Be brief.",
    "question 7",
    "answer 7",
    "question 8",
    "answer 8",
    "question 9",
    "answer 9",
    "And now?",
  ]);
  expect(recorded.logs).toEqual([
    { level: "warning", message: "The context of scripted has 1,000 tokens: the 14 oldest messages were left out." },
  ]);
  const span = recorded.spans.find(({ name }) => name === "context fitting");
  expect(span?.attributes).toMatchObject({
    "heddle.context.length": 1_000,
    "heddle.context.left_out_messages": 14,
    "heddle.context.summarized": false,
  });
});

test("summarizes them where that is wanted", async () => {
  const { messages, recorded } = await run(
    1_000,
    { config: { ...config, overflow: "summarize" }, inputs: { messages: turns(10) } },
    ["They spoke of words.", "ok"],
  );
  expect(messages[0]?.[0]?.content).toMatch(/^Summarize this conversation[\s\S]*answer \d/);
  expect(messages[1]?.[0]?.content).toBe("Be brief.\n\nWhat was said before, in short:\nThey spoke of words.");
  expect(contents(messages[1]).slice(1)).toEqual(["question 8", "answer 8", "question 9", "answer 9", "And now?"]);
  expect(recorded.logs[0]?.message).toContain("16 oldest messages were summarized");
});

test("cuts the context when there is nothing else to leave out", async () => {
  const { messages, recorded } = await run(600, { config, inputs: { context: "fact ".repeat(2_000) } });
  const asked = messages[0]?.at(-1)?.content ?? "";
  expect(asked).toMatch(/^And now\?[\s\S]*\(Cut off here\.\)\n<\/context>$/);
  expect(asked.length).toBeLessThan(600 * 4);
  expect(recorded.logs[0]?.message).toMatch(/characters of context were cut off/);
});

test("leaves everything where it fits, or where nobody knows the length", async () => {
  const inputs = { messages: turns(10) };
  for (const length of [100_000, undefined]) {
    const { messages, recorded } = await run(length, { config, inputs });
    expect(messages[0]).toHaveLength(22);
    expect(recorded.logs).toEqual([]);
  }
  const { asked } = await run(100, { config });
  expect(asked.times).toBe(0);
});

test("begins with a question, not with an answer whose question is gone", async () => {
  for (let length = 500; length < 1_500; length += 90) {
    const { messages } = await run(length, { config, inputs: { messages: turns(8) } });
    expect(messages[0]?.map(({ role }) => role).slice(0, 2)).toEqual(["system", "user"]);
  }
});
