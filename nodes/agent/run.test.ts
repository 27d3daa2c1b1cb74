import { describe, expect, test } from "vitest";
import { AppError } from "../core/app-error";
import type { JsonObject, JsonValue } from "../core/json";
import type { Tool } from "../core/node-runner";
import { type ScriptedTurn, scriptedModel } from "../testing/scripted-model";
import { type TestContextOptions, testContext } from "../testing/test-context";
import { type AgentConfig, agentDefinition } from "./definition";
import { runAgent } from "./run";

async function run(turns: readonly ScriptedTurn[], options: TestContextOptions, capabilities?: string[]) {
  const model = scriptedModel(turns, capabilities);
  const context = testContext<AgentConfig>(agentDefinition, { ...options, model });
  const outputs = await runAgent(context);
  return { outputs, model, recorded: context.recorded };
}

function fails(turns: readonly ScriptedTurn[], options: TestContextOptions, capabilities?: string[]) {
  return expect(run(turns, options, capabilities)).rejects;
}

const call = (name: string, args: unknown, id = "call"): ScriptedTurn => ({
  toolCalls: [{ id, name, arguments: typeof args === "string" ? args : JSON.stringify(args) }],
});

function tool(
  name: string,
  work: (args: JsonObject, signal: AbortSignal) => JsonValue | Promise<JsonValue>,
  parameters?: JsonObject,
): Tool & { args: JsonObject[] } {
  const args: JsonObject[] = [];
  return {
    name,
    nodeId: name,
    description: `The tool ${name}`,
    parameters: parameters ?? { type: "object", properties: { q: { type: "string" } }, required: ["q"] },
    args,
    call: async (given, signal) => {
      args.push(given);
      return work(given, signal);
    },
  };
}

describe("an agent", () => {
  test("asks with its instructions and prompt, streams, and gives text and conversation", async () => {
    const config = { instructions: "Be {{ tone }}.", prompt: "Explain {{ topic }}." };
    const { outputs, model, recorded } = await run(["A loom weaves."], {
      config,
      inputs: { tone: "brief", topic: "looms" },
    });
    expect(model.requests[0]?.messages).toEqual([
      { role: "system", content: "Be brief." },
      { role: "user", content: "Explain looms." },
    ]);
    expect(outputs).toEqual({
      text: "A loom weaves.",
      messages: [
        { role: "user", content: "Explain looms." },
        { role: "assistant", content: "A loom weaves." },
      ],
    });
    expect(recorded.deltas).toEqual({ text: "A loom weaves." });
  });

  test("shows its stages, with the model call as a journaled step", async () => {
    const { recorded } = await run(["ok"], { config: { prompt: "x" }, inputs: { context: "facts" } });
    expect(recorded.spans.map(({ kind, name, isStep }) => [kind, name, isStep])).toEqual([
      ["stage", "input processing", false],
      ["stage", "context retrieval", false],
      ["model", "scripted", true],
      ["stage", "AI inference", false],
      ["stage", "output formatting", false],
      ["stage", "response", false],
    ]);
  });

  test("puts earlier messages before the prompt and context below it, marked as material", async () => {
    const messages = [
      { role: "system", content: "Old rules" },
      { role: "user", content: "Hi" },
      { role: "assistant", content: "Hello" },
      { role: "tool", content: "42" },
    ];
    const context = [
      { id: "1", text: "Looms are old." },
      { id: "2", text: "Heddles guide." },
    ];
    const { model } = await run(["ok"], {
      config: { instructions: "New rules", prompt: "And?" },
      inputs: { messages, context },
    });
    const asked = model.requests[0]?.messages ?? [];
    expect(asked.map((message) => message.role)).toEqual(["system", "user", "assistant", "user"]);
    expect(asked[0]?.content).toBe("New rules\n\nOld rules");
    expect(asked[3]?.content).toMatch(
      /^And\?\n\nUse this context[\s\S]*<context>\n\[1\] Looms are old\.\n\n\[2\] Heddles guide\.\n<\/context>$/,
    );
  });

  test("leaves the context where a template put it", async () => {
    const { model } = await run(["ok"], {
      config: { prompt: "From {{ context }}: why?" },
      inputs: { context: "facts" },
    });
    expect(model.requests[0]?.messages).toEqual([{ role: "user", content: "From facts: why?" }]);
  });

  test("asks its instructions when there is nothing else to ask, and fails when there is nothing at all", async () => {
    const { model } = await run(["ok"], { config: { instructions: "Tell a joke." } });
    expect(model.requests[0]?.messages).toEqual([{ role: "user", content: "Tell a joke." }]);
    await fails([], { config: {} }).toMatchObject({ code: "NODE_INPUT_INVALID", field: "prompt" });
  });

  test("takes the task that another agent gives it", async () => {
    const { model } = await run(["ok"], {
      config: { prompt: "You translate." },
      inputs: { task: "Say hello in French." },
    });
    expect(model.requests[0]?.messages[0]?.content).toBe("You translate.\n\nSay hello in French.");
  });

  test("keeps a model's thoughts out of its answer", async () => {
    const { outputs } = await run(["<think>\nHmm, {json}?\n</think>\n\n42"], { config: { prompt: "x" } });
    expect(outputs).toMatchObject({ text: "42", messages: [{}, { content: "42" }] });
  });

  test.each<[string, ScriptedTurn, string, RegExp]>([
    ["is empty", "", "UPSTREAM_FAILED", /empty answer/],
    ["is only thought", "<think>x</think>", "UPSTREAM_FAILED", /empty answer/],
  ])("fails when the answer %s", async (_, turn, code, message) => {
    await fails([turn], { config: { prompt: "x" } }).toMatchObject({
      code,
      message: expect.stringMatching(message),
      hint: expect.any(String),
    });
  });

  test("says that an answer was cut off", async () => {
    const { recorded } = await run([{ text: "Once upon", finishReason: "length" }], { config: { prompt: "x" } });
    expect(recorded.logs).toMatchObject([{ level: "warning", message: expect.stringContaining("maxTokens") }]);
    await fails([{ text: "", finishReason: "length" }], { config: { prompt: "x" } }).toMatchObject({
      hint: expect.stringContaining("maxTokens"),
    });
  });

  test("fails without a model, and for messages that are none", async () => {
    await expect(
      runAgent(testContext<AgentConfig>(agentDefinition, { config: { prompt: "x" } })) as Promise<unknown>,
    ).rejects.toMatchObject({ code: "MODEL_UNAVAILABLE", retryable: false });
    await fails([], { config: { prompt: "x" }, inputs: { messages: "hi" } }).toMatchObject({
      code: "NODE_INPUT_INVALID",
      field: "messages",
    });
    await fails([], { config: { prompt: "x" }, inputs: { messages: [{ role: "boss", content: "x" }] } }).toMatchObject({
      message: expect.stringContaining('"boss"'),
    });
  });

  test("hands its signal to the model", async () => {
    const controller = new AbortController();
    controller.abort(new AppError("CANCELED", "stop"));
    await fails(["never"], { config: { prompt: "x" }, signal: controller.signal }).toMatchObject({ code: "CANCELED" });
  });
});

describe("an agent with tools", () => {
  const config = { prompt: "x" };

  test("calls what the model asks for and answers it by id, until the model is done", async () => {
    const search = tool("search", ({ q }) => ({ hits: [`about ${q}`] }));
    const { outputs, model, recorded } = await run([call("search", { q: "looms" }, "c1"), "Found."], {
      config,
      tools: [search],
    });
    expect(outputs).toMatchObject({
      text: "Found.",
      messages: [
        { role: "user", content: "x" },
        { role: "assistant", content: "Found." },
      ],
    });
    expect(model.requests[0]?.tools).toEqual([
      { name: "search", description: "The tool search", parameters: search.parameters },
    ]);
    expect(model.requests[1]?.messages.slice(1)).toEqual([
      { role: "assistant", content: "", toolCalls: [{ id: "c1", name: "search", arguments: '{"q":"looms"}' }] },
      { role: "tool", toolCallId: "c1", content: '{"hits":["about looms"]}' },
    ]);
    expect(recorded.spans.filter((span) => span.isStep).map(({ kind, name }) => [kind, name])).toEqual([
      ["model", "scripted"],
      ["tool", "search"],
      ["model", "scripted"],
    ]);
  });

  test("runs several calls of one turn at once, and keeps their order", async () => {
    const both = Promise.withResolvers<null>();
    let waiting = 0;
    const meet = tool("meet", async ({ q }) => {
      if (++waiting === 2) both.resolve(null);
      await both.promise;
      return q ?? null;
    });
    const twice: ScriptedTurn = {
      toolCalls: [
        { id: "a", name: "meet", arguments: '{"q":"1"}' },
        { id: "a", name: "meet", arguments: '{"q":"2"}' },
      ],
    };
    const { model } = await run([twice, "done"], { config, tools: [meet] });
    expect(model.requests[1]?.messages.slice(2)).toEqual([
      { role: "tool", toolCallId: "a", content: "1" },
      { role: "tool", toolCallId: "call_1_2", content: "2" },
    ]);
  });

  test.each<[string, ScriptedTurn, RegExp]>([
    ["an unknown tool", call("serch", {}), /no tool "serch".*Did you mean "search"/],
    ["broken JSON", call("search", '{"q": '), /no valid JSON/],
    ["a list", call("search", "[1]"), /JSON object/],
    ["a missing argument", call("search", {}), /q is missing/],
  ])("answers %s to the model, which may try again", async (_, wrong, message) => {
    const search = tool("search", () => "found");
    const { outputs, model } = await run([wrong, call("search", { q: "a" }), "done"], { config, tools: [search] });
    expect(model.requests[1]?.messages.at(-1)?.content).toMatch(message);
    expect([outputs.text, search.args]).toEqual(["done", [{ q: "a" }]]);
  });

  test("gives up on a model that cannot form a call", async () => {
    const wrong = Array.from({ length: 9 }, () => call("search", "nonsense"));
    await fails(wrong, { config, tools: [tool("search", () => 1)] }).toMatchObject({
      code: "UPSTREAM_FAILED",
      retryable: false,
      message: expect.stringContaining("no valid JSON"),
    });
  });

  test("prints scalars where text is wanted, and drops what the tool does not take", async () => {
    const search = tool("search", () => "found");
    await run([call("search", { q: 42, url: "http://evil" }), "done"], { config, tools: [search] });
    expect(search.args).toEqual([{ q: "42" }]);
  });

  test("answers a tool's failure to the model", async () => {
    const search = tool("search", () => {
      throw new AppError("RATE_LIMITED", "Too many requests.", { hint: "Wait." });
    });
    const { model, recorded } = await run([call("search", { q: "a" }), "done"], { config, tools: [search] });
    expect(model.requests[1]?.messages.at(-1)?.content).toBe("The tool failed: Too many requests. Wait.");
    expect(recorded.spans.find((span) => span.kind === "tool")?.attributes).toMatchObject({
      "error.type": "RATE_LIMITED",
    });
  });

  test("does not go on after a cancel", async () => {
    const search = tool("search", () => {
      throw new AppError("CANCELED", "This was canceled.");
    });
    await fails([call("search", { q: "a" }), "never"], { config, tools: [search] }).toMatchObject({ code: "CANCELED" });
  });

  test("cuts a result that would fill the model's window", async () => {
    const { model } = await run([call("big", { q: "a" }), "done"], {
      config,
      tools: [tool("big", () => "x".repeat(100_000))],
    });
    const content = model.requests[1]?.messages.at(-1)?.content ?? "";
    expect(content.length).toBeLessThan(16_200);
    expect(content).toContain("100000 characters");
  });

  test("ends at maxSteps, without a tool call that nobody would read", async () => {
    const search = tool("search", () => "more");
    const endless = Array.from({ length: 3 }, (_, i) => call("search", { q: String(i) }));
    await fails(endless, { config: { ...config, maxSteps: 3 }, tools: [search] }).toMatchObject({
      code: "LIMIT_EXCEEDED",
      field: "maxSteps",
      message: expect.stringContaining("3"),
    });
    expect(search.args).toHaveLength(2);
  });

  test("streams each turn below the other", async () => {
    const turn: ScriptedTurn = {
      text: "Let me look.",
      toolCalls: [{ id: "1", name: "search", arguments: '{"q":"a"}' }],
    };
    const { outputs, recorded } = await run([turn, "It is 5."], { config, tools: [tool("search", () => 5)] });
    expect([recorded.deltas.text, outputs.text]).toEqual(["Let me look.\n\nIt is 5.", "It is 5."]);
  });

  test("goes on after a crash without repeating a call", async () => {
    const journal: JsonValue[] = [];
    const search = tool("search", () => "found");
    const dies: ScriptedTurn = () => {
      throw new AppError("INTERNAL", "killed");
    };
    await fails([call("search", { q: "a" }), dies], { config, tools: [search], journal }).toMatchObject({
      message: "killed",
    });
    expect(journal).toHaveLength(2);
    const { outputs, model } = await run(["Found it."], { config, tools: [search], journal });
    expect([outputs.text, search.args.length, model.requests.length]).toEqual(["Found it.", 1, 1]);
    expect(model.requests[0]?.messages.at(-1)).toMatchObject({ role: "tool", content: "found" });
  });
});

describe("an agent whose model knows no tool calls", () => {
  const config = { prompt: "x" };

  test("is told in words, and its answers are read for calls", async () => {
    const search = tool("search", ({ q }) => `about ${q}`);
    const turns = ['```json\n{"tool": "search", "arguments": {"q": "looms"}}\n```', "Found."];
    const { outputs, model, recorded } = await run(turns, { config, tools: [search] }, []);
    expect(model.requests[0]?.tools).toBeUndefined();
    expect(model.requests[0]?.messages[0]?.content).toContain("- search: The tool search");
    expect(model.requests[1]?.messages.slice(2)).toEqual([
      { role: "assistant", content: turns[0] },
      { role: "user", content: "Result of search:\nabout looms" },
    ]);
    expect([outputs.text, recorded.deltas.text]).toEqual(["Found.", "Found."]);
    expect(recorded.logs).toMatchObject([{ level: "info", message: expect.stringContaining("tools") }]);
  });

  test("is also understood where its server makes calls of what it writes", async () => {
    const search = tool("search", ({ q }) => `about ${q}`);
    const native = { toolCalls: [{ id: "1", name: "search", arguments: '{"q": "looms"}' }] };
    const { outputs, model } = await run([native, "Found."], { config, tools: [search] }, []);
    expect(outputs.text).toBe("Found.");
    expect(model.requests[1]?.messages.slice(2)).toEqual([
      { role: "assistant", content: '{"tool": "search", "arguments": {"q": "looms"}}' },
      { role: "user", content: "Result of search:\nabout looms" },
    ]);
  });
});

describe("an agent with an output schema", () => {
  const outputSchema = {
    type: "object",
    properties: { name: { type: "string" }, age: { type: "integer" } },
    required: ["name", "age"],
  };
  const config = { prompt: "Who?", outputSchema };

  test("asks by the server's schema mode, and gives the data on json", async () => {
    const { outputs, model } = await run(['{"name": "Ada", "age": 36}'], { config });
    expect(outputs).toMatchObject({ text: '{"name": "Ada", "age": 36}', json: { name: "Ada", age: 36 } });
    expect(model.requests[0]?.responseSchema).toEqual({ name: "answer", schema: outputSchema });
  });

  test("without that mode asks in words, and finds the data in them", async () => {
    const { outputs, model } = await run(
      ['Here you are:\n```json\n{"name": "Ada", "age": 36}\n```\nAnything else?'],
      { config },
      [],
    );
    expect(outputs.json).toEqual({ name: "Ada", age: 36 });
    expect(model.requests[0]?.responseSchema).toBeUndefined();
    expect(model.requests[0]?.messages[0]?.content).toContain(JSON.stringify(outputSchema));
  });

  test("sends an answer that does not fit back once, with what is wrong", async () => {
    const { outputs, model } = await run(
      ['{"name": "Ada", "age": "old"}', '{"name": "Ada", "age": 36}'],
      { config },
      [],
    );
    expect(outputs.json).toEqual({ name: "Ada", age: 36 });
    expect(model.requests[1]?.messages.at(-1)?.content).toContain("age must be a whole number, not text");
  });

  test("fails after the repair with what was wrong and how the answer begins", async () => {
    await fails(["I do not know.", "Still not."], { config }, []).toMatchObject({
      code: "NODE_OUTPUT_INVALID",
      field: "outputSchema",
      message: expect.stringMatching(/no JSON in it[\s\S]*Still not\./),
    });
  });

  test("with tools keeps the schema for the repair, since servers refuse both at once", async () => {
    const { outputs, model } = await run(["Ada is 36.", '{"name": "Ada", "age": 36}'], {
      config,
      tools: [tool("search", () => 1)],
    });
    expect(outputs.json).toEqual({ name: "Ada", age: 36 });
    expect(model.requests.map((request) => [request.tools?.length, request.responseSchema?.name])).toEqual([
      [1, undefined],
      [undefined, "answer"],
    ]);
  });

  test("does not fire json without one, even if the answer is JSON", async () => {
    expect(Object.keys((await run(['{"a": 1}'], { config: { prompt: "x" } })).outputs)).toEqual(["text", "messages"]);
  });
});
