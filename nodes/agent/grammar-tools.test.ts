import { expect, test } from "vitest";
import { validateJson } from "../core/json-schema";
import type { Tool } from "../core/node-runner";
import { type ScriptedTurn, scriptedModel } from "../testing/scripted-model";
import { testContext } from "../testing/test-context";
import { type AgentConfig, agentDefinition } from "./definition";
import { answerInTurn, turnSchema } from "./grammar-tools";
import { runAgent } from "./run";

const parameters = { type: "object", properties: { q: { type: "string" } }, required: ["q"] };
const search: Tool = {
  name: "search",
  nodeId: "search",
  description: "Searches.",
  parameters,
  call: async ({ q }) => `about ${q}`,
};

async function run(turns: readonly ScriptedTurn[], config: object = {}) {
  const model = scriptedModel(turns, ["chat", "json_schema"]);
  const options = { config: { prompt: "go", ...config }, tools: [search], model };
  const context = testContext<AgentConfig>(agentDefinition, options);
  return { outputs: await runAgent(context), model, recorded: context.recorded };
}

test("a model without tools but with schemas is held to a call or an answer", async () => {
  const { outputs, model, recorded } = await run([
    '{"tool":"search","arguments":{"q":"looms"}}',
    '{"answer":"Found."}',
  ]);
  expect(outputs.text).toBe("Found.");
  const [first, second] = model.requests;
  expect([first?.tools, first?.responseSchema?.name]).toEqual([undefined, "turn"]);
  expect(second?.messages.at(-1)?.content).toBe("Result of search:\nabout looms");
  expect(recorded.deltas.text ?? "").toBe("");
  expect(recorded.logs[0]?.message).toContain("by a JSON schema");
});

test("the answer keeps to the agent's own schema too", async () => {
  const outputSchema = { type: "object", properties: { n: { type: "number" } }, required: ["n"] };
  const { outputs, model } = await run(['{"answer":{"n":1}}'], { outputSchema });
  expect(outputs.json).toEqual({ n: 1 });
  const schema = model.requests[0]?.responseSchema?.schema ?? {};
  expect(validateJson(schema, { answer: { n: 1 } })).toEqual([]);
  expect(validateJson(schema, { answer: "one" })).not.toEqual([]);
});

test("the schema takes calls with fitting arguments, and nothing else", () => {
  const schema = turnSchema([search]);
  const isTurn = (value: object) => validateJson(schema, value).length === 0;
  expect(isTurn({ tool: "search", arguments: { q: "x" } })).toBe(true);
  expect(isTurn({ answer: "x" })).toBe(true);
  expect([isTurn({ tool: "other", arguments: { q: "x" } }), isTurn({ tool: "search", arguments: {} })]).toEqual([
    false,
    false,
  ]);
  expect(isTurn({ tool: "search", arguments: { q: "x" }, answer: "x" })).toBe(false);
});

test("an answer of a server that does not keep to the schema is taken as it is", () => {
  expect([answerInTurn("plain"), answerInTurn('{"other":1}')]).toEqual(["plain", '{"other":1}']);
});
