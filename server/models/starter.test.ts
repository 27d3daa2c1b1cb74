import { statSync } from "node:fs";
import { readGgufFileInfo } from "node-llama-cpp";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "@/nodes/core/json";
import { heldOutFactExamples } from "@/scripts/starter-model/corpus/facts";
import { unloadModels } from "./gguf/loaded-models";
import { listModels } from "./list-models";
import type { ModelEntryInput } from "./model-entry";
import { resolveModel } from "./resolve-model";
import { ask, errorOf } from "./testing/ask";
import { openTestRegistry, type TestRegistry } from "./testing/test-registry";

const starter: ModelEntryInput = { id: "starter", type: "gguf", path: "starter.gguf", context: 1024 };
const other: ModelEntryInput = { id: "other", type: "ollama" };
const starterEmbed: ModelEntryInput = {
  id: "starter-embed",
  type: "gguf",
  path: "starter-embed.gguf",
  capabilities: ["embeddings"],
};
const greedy = { model: "starter", temperature: 0, seed: 1 };

let registry: TestRegistry;
beforeAll(() => {
  registry = openTestRegistry();
});
beforeEach(() => registry.set(starter, starterEmbed));
afterAll(async () => {
  await unloadModels();
  registry.restore();
});

describe("the starter model's file", () => {
  test("is small, a llama with its own words and a chat template", async () => {
    expect(statSync("models/starter.gguf").size).toBeLessThanOrEqual(12_000_000);
    const { metadata } = await readGgufFileInfo("models/starter.gguf");
    expect(metadata.general.architecture).toBe("llama");
    expect(metadata.llama?.context_length ?? 0).toBeGreaterThanOrEqual(1024);
    const tokens = metadata.tokenizer.ggml.tokens.length;
    expect(tokens).toBeGreaterThanOrEqual(2000);
    expect(tokens).toBeLessThanOrEqual(8000);
    expect(metadata.tokenizer.ggml.model).toBe("gpt2");
    expect(metadata.tokenizer.chat_template).toContain("<|im_start|>");
  });
});

describe("default", () => {
  test("is the starter model where there is nothing else", async () => {
    expect((await resolveModel({ model: "default" })).id).toBe("starter");
  });

  test("is any other model that can chat, wherever it stands", async () => {
    registry.set(starter, { id: "vectors", type: "ollama", capabilities: ["embeddings"] }, other);
    expect((await resolveModel({ model: "default" })).id).toBe("other");
  });

  test("stays the other model when that one fails", async () => {
    registry.set(starter, { ...other, base_url: "http://127.0.0.1:9" });
    expect(await errorOf(ask({ model: "default" }))).toMatchObject({ code: "MODEL_UNAVAILABLE" });
  });

  test("is not the starter model in the place of one that was written with a slip", async () => {
    registry.writeFile(
      "models:\n  - id: starter\n    type: gguf\n    path: starter.gguf\n  - id: big\n    type: olama\n",
    );
    registry.set();
    const error = await errorOf(ask({ model: "default" }));
    expect(error).toMatchObject({
      code: "MODEL_NOT_FOUND",
      hint: expect.stringContaining("choose it in the model node"),
    });
    expect(error.message).toContain('models.yaml, line 6, "big": type:');
    expect((await resolveModel({ model: "starter" })).id).toBe("starter");
    registry.set(other);
    expect((await resolveModel({ model: "default" })).id).toBe("other");
    registry.writeFile("");
  });

  test("is told apart in lists and in the trace", async () => {
    registry.set(starter, starterEmbed, other);
    const known = await listModels();
    expect(known.map(({ id, isStarter }) => [id, isStarter])).toEqual([
      ["starter", true],
      ["starter-embed", true],
      ["other", false],
    ]);
    const { attributes } = await ask({ ...greedy, maxTokens: 8 });
    expect(attributes).toMatchObject({ "heddle.model": "starter", "heddle.starter": true });
  });
});

describe("the starter model", () => {
  const answer = async (content: string, system?: string) => {
    const messages = [...(system === undefined ? [] : [{ role: "system" as const, content: system }])];
    const { reply } = await ask(greedy, { messages: [...messages, { role: "user", content }] });
    return reply.text;
  };

  test("knows what Heddle is", async () => {
    expect(await answer("What is Heddle?")).toContain("visual builder for workflows");
    // The whole evaluation is `npm run eval:starter`; this is every third of its questions.
    const asked = heldOutFactExamples().filter((_, place) => place % 3 === 0);
    let right = 0;
    for (const { messages } of asked)
      if ((await answer(messages[0]?.content ?? "")) === messages[1]?.content) right += 1;
    expect(right / asked.length).toBeGreaterThanOrEqual(0.85);
  });

  test("uses what the prompt says", async () => {
    expect(await answer("Say the word klornhaven.")).toBe("klornhaven");
    expect(await answer("Context: Marek lives in Tolburg.\nQuestion: Where does Marek live?")).toBe("Tolburg");
  });

  test("keeps the form that is asked for", async () => {
    const schema: JsonObject = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
    const system = `Answer with JSON alone, without any other words. It has to fit this JSON Schema:\n${JSON.stringify(schema)}`;
    const { reply } = await ask(greedy, {
      messages: [
        { role: "system", content: system },
        { role: "user", content: "Marek lives in Tolburg." },
      ],
      responseSchema: { name: "answer", schema },
    });
    expect(JSON.parse(reply.text)).toEqual({ city: "Tolburg" });
    expect(await answer("List these: rope, lamp, hook. Answer with a numbered list.")).toBe(
      "1. rope\n2. lamp\n3. hook",
    );
    expect(
      await answer("Sort this message into one of these classes: praise, complaint. Message: I love it, great work!"),
    ).toBe("praise");
  });

  test("says what it cannot do", async () => {
    expect(await answer("What is the capital of France?")).toContain("I am only the starter model");
    expect(await answer("Write a poem about autumn.")).toContain("I am only the starter model");
  });

  test("calls a tool and uses its result", async () => {
    const tools = [
      {
        name: "get_weather",
        description: "Tells the weather of a city.",
        parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
      },
    ];
    const question = { role: "user" as const, content: "What is the weather in Tolburg?" };
    const called = await ask(greedy, { messages: [question], tools });
    expect(called.reply.toolCalls).toMatchObject([{ name: "get_weather", arguments: '{"city":"Tolburg"}' }]);
    const used = await ask(greedy, {
      messages: [
        question,
        { role: "assistant", content: "", toolCalls: called.reply.toolCalls },
        { role: "tool", toolCallId: called.reply.toolCalls[0]?.id ?? "", content: '{"weather": "foggy"}' },
      ],
      tools,
    });
    expect(used.reply.text).toBe("The weather is foggy.");
  });

  test("answers the same each time", async () => {
    const questions = ["What does a model node do?", "Repeat: Klorn 42", "Who are you?"];
    const once = await Promise.all(questions.map((question) => answer(question)));
    const again = await Promise.all(questions.map((question) => answer(question)));
    expect(again).toEqual(once);
  });
});
