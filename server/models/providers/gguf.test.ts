import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { ChatRequest } from "@/nodes/core/node-runner";
import { loadProgressOf } from "../gguf/load-progress";
import { isLoaded, unloadModels } from "../gguf/loaded-models";
import type { ModelEntryInput } from "../model-entry";
import { ask, errorOf } from "../testing/ask";
import type { TestRegistry } from "../testing/test-registry";
import { openTestRegistry } from "../testing/test-registry";
import { writeTinyGguf } from "../testing/write-tiny-gguf";

let registry: TestRegistry;
let path: string;

beforeAll(() => {
  registry = openTestRegistry();
  path = join(registry.folder, "tiny.gguf");
  writeTinyGguf(path);
  registry.set(tiny());
});
afterAll(async () => {
  await unloadModels();
  registry.restore();
});

function tiny(more: Partial<ModelEntryInput> = {}): ModelEntryInput {
  return { id: "tiny", type: "gguf", path, ...more };
}

describe("a GGUF file in this process", () => {
  test("is loaded at its first use, streams, counts, and says how", async () => {
    const { reply, pieces, attributes } = await ask({ model: "tiny", maxTokens: 12, temperature: 0 });
    expect(reply).toMatchObject({ finishReason: "length", model: "tiny", toolCalls: [] });
    expect(pieces.length).toBeGreaterThan(5);
    expect(pieces.join("")).toBe(reply.text);
    expect(reply.usage.outputTokens).toBe(12);
    expect(reply.usage.inputTokens).toBeGreaterThan(10);
    expect(attributes).toMatchObject({ "gen_ai.provider.name": "llama_cpp", "gen_ai.response.model": "tiny random" });
    expect(attributes["heddle.load_ms"]).toBeGreaterThan(0);
    expect(attributes["heddle.threads"]).toBeGreaterThanOrEqual(1);
    expect(attributes["server.address"]).toBeUndefined();
    expect(loadProgressOf("tiny")).toBeUndefined();
  });

  test("tells how far its loading is, and nothing once it is in memory", async () => {
    await unloadModels();
    const told: number[][] = [];
    const whileLoading: ChatRequest["whileLoading"] = (work) => {
      const parts: number[] = [];
      told.push(parts);
      return work((part) => parts.push(part));
    };
    await ask({ model: "tiny", maxTokens: 1 }, { whileLoading });
    await ask({ model: "tiny", maxTokens: 1 }, { whileLoading });
    expect(told).toHaveLength(1);
    expect(told[0]?.at(-1)).toBe(1);
  });

  test("answers the same at temperature 0, and counts a prompt that it had in memory", async () => {
    const first = await ask({ model: "tiny", maxTokens: 12, temperature: 0 });
    const second = await ask({ model: "tiny", maxTokens: 12, temperature: 0 });
    expect(second.reply).toEqual(first.reply);
    expect(second.attributes["heddle.load_ms"]).toBeUndefined();
  });

  test("answers differently each time above temperature 0, and the same with a seed", async () => {
    const different = async (sampling: { seed?: number }) => {
      const request = { model: "tiny", maxTokens: 12, temperature: 1, ...sampling };
      const answers = [await ask(request), await ask(request)];
      return new Set(answers.map(({ reply }) => reply.text)).size;
    };
    expect(await different({})).toBe(2);
    expect(await different({ seed: 7 })).toBe(1);
    expect(await different({ seed: -7 })).toBe(1);
  });

  test("stops at once when it is canceled, and answers the next call", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const canceled = ask(
      { model: "tiny", temperature: 0 },
      { signal: controller.signal, onText: () => controller.abort(reason) },
    );
    await expect(canceled).rejects.toBe(reason);
    const { reply } = await ask({ model: "tiny", maxTokens: 3, temperature: 0 });
    expect(reply.usage.outputTokens).toBe(3);
  });

  test("writes JSON that fits a schema", async () => {
    const schema = {
      type: "object",
      properties: {
        isFine: { type: "boolean" },
        color: { anyOf: [{ const: "red" }, { const: "blue" }] },
        ends: { type: "array", items: { enum: [1, 2] }, maxItems: 2 },
      },
      required: ["isFine", "color", "ends"],
    };
    const { reply } = await ask(
      { model: "tiny", temperature: 1, seed: 3 },
      { responseSchema: { name: "state", schema } },
    );
    const value: unknown = JSON.parse(reply.text);
    expect(value).toMatchObject({
      isFine: expect.any(Boolean),
      color: expect.stringMatching(/^(red|blue)$/),
      ends: expect.any(Array),
    });
    expect(reply.finishReason).toBe("stop");
  });

  test("goes on after the results of its tools", async () => {
    const tools = [
      {
        name: "look_up",
        description: "Looks a word up.",
        parameters: { type: "object", properties: { word: { enum: ["loom", "weft"] } } },
      },
    ];
    const messages = [
      { role: "system" as const, content: "You look words up." },
      { role: "user" as const, content: "What is a loom?" },
      {
        role: "assistant" as const,
        content: "",
        toolCalls: [{ id: "c1", name: "look_up", arguments: '{"word":"loom"}' }],
      },
      { role: "tool" as const, content: "A machine for weaving.", toolCallId: "c1" },
    ];
    const short = await ask({ model: "tiny", maxTokens: 8, temperature: 0 }, { tools, messages: messages.slice(0, 2) });
    const { reply } = await ask({ model: "tiny", maxTokens: 8, temperature: 0 }, { tools, messages });
    expect(reply.usage.inputTokens).toBeGreaterThan(short.reply.usage.inputTokens);
  });

  test("calls a tool, with arguments that fit its parameters", async () => {
    const caller = join(registry.folder, "caller.gguf");
    writeTinyGguf(caller, {
      script: ["||", "call", ": ", "look_up", "(", '{"word": ', '"loom"', ', "times": ', "null", "}", ")"],
    });
    registry.set(tiny({ id: "caller", path: caller }));
    const properties = { word: { type: "string" }, times: { type: "integer" } };
    const tools = [
      {
        name: "look_up",
        description: "Looks a word up.",
        parameters: { type: "object", properties, required: ["word"] },
      },
    ];
    const { reply } = await ask({ model: "caller", temperature: 0, maxTokens: 60 }, { tools });
    expect(reply).toMatchObject({ text: "", finishReason: "tool_calls" });
    expect(reply.toolCalls).toEqual([{ id: expect.any(String), name: "look_up", arguments: '{"word":"loom"}' }]);
  });

  test("says what it was made to say, and ends", async () => {
    const speaker = join(registry.folder, "speaker.gguf");
    writeTinyGguf(speaker, { script: ["A", " heddle", " guides", " the", " thread", "."] });
    registry.set(tiny({ id: "speaker", path: speaker }));
    const { reply } = await ask({ model: "speaker", temperature: 0, maxTokens: 60 });
    expect(reply).toMatchObject({ text: "A heddle guides the thread.", finishReason: "stop" });
  });

  test("runs as many calls at once as it may", async () => {
    registry.set(tiny({ id: "wide", maxConcurrent: 2 }));
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => ask({ model: "wide", maxTokens: 6, temperature: 0 })),
    );
    expect(new Set(answers.map(({ reply }) => reply.text)).size).toBe(1);
  });

  test("cuts an answer at the end of its context, and refuses a prompt beyond it", async () => {
    registry.set(tiny({ id: "narrow", context: 256 }));
    const { reply } = await ask({ model: "narrow", temperature: 0 });
    expect(reply.finishReason).toBe("length");
    const long = { role: "user" as const, content: "loom ".repeat(400) };
    const error = await errorOf(ask({ model: "narrow", temperature: 0 }, { messages: [long] }));
    expect(error).toMatchObject({
      code: "LIMIT_EXCEEDED",
      retryable: false,
      message: expect.stringContaining("256 tokens"),
    });
    expect((await ask({ model: "narrow", maxTokens: 2, temperature: 0 })).reply.usage.outputTokens).toBe(2);
  });

  test("counts its prompt also where the answer fills the context", async () => {
    registry.set(tiny({ id: "narrow", context: 256 }));
    const { reply } = await ask({ model: "narrow", temperature: 0 });
    expect(reply.finishReason).toBe("length");
    expect(reply.usage.inputTokens).toBeGreaterThan(10);
    expect(reply.usage.inputTokens + reply.usage.outputTokens).toBeLessThanOrEqual(256);
  });

  test("leaves the memory when it was not used for a while", async () => {
    registry.set(tiny());
    await ask({ model: "tiny", maxTokens: 2, temperature: 0 });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      await ask({ model: "tiny", maxTokens: 2, temperature: 0 });
      expect(isLoaded("tiny")).toBe(true);
      vi.advanceTimersByTime(599_000);
      expect(isLoaded("tiny")).toBe(true);
      vi.advanceTimersByTime(2000);
      expect(isLoaded("tiny")).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });

  test("is freed, and loaded again when it is needed", async () => {
    registry.set(tiny());
    await unloadModels();
    const { attributes } = await ask({ model: "tiny", maxTokens: 2, temperature: 0 });
    expect(attributes["heddle.load_ms"]).toBeGreaterThan(0);
  });
});

describe("a file that", () => {
  test("is not there", async () => {
    registry.set(tiny({ path: "no-such-model.gguf" }));
    const error = await errorOf(ask("tiny"));
    expect(error).toMatchObject({
      code: "MODEL_UNAVAILABLE",
      retryable: false,
      field: "path",
      hint: expect.stringContaining("models/"),
    });
    expect(error.message).toContain("no-such-model.gguf");
  });

  test("is something else", async () => {
    const page = join(registry.folder, "page.gguf");
    writeFileSync(page, "<!doctype html>");
    registry.set(tiny({ path: page }));
    expect(await errorOf(ask("tiny"))).toMatchObject({
      code: "MODEL_UNAVAILABLE",
      message: expect.stringContaining("is not a GGUF file"),
    });
  });

  test("makes llama.cpp abort its process does not end this one", async () => {
    const broken = join(registry.folder, "broken.gguf");
    // Two tokens with one text: an assertion of llama.cpp, not an error that could be caught.
    writeFileSync(broken, readFileSync(path, "latin1").replace("yes", "you"), "latin1");
    registry.set(tiny({ path: broken }));
    const error = await errorOf(ask("tiny"));
    expect(error).toMatchObject({
      code: "MODEL_UNAVAILABLE",
      retryable: false,
      hint: expect.stringContaining("Download the file again"),
    });
    expect((error.cause as Error).message).toContain("GGML_ASSERT");
  });

  test("was cut while it was downloaded", async () => {
    const cut = join(registry.folder, "cut.gguf");
    writeFileSync(cut, Buffer.concat([Buffer.from("GGUF"), Buffer.from([3, 0, 0, 0]), Buffer.alloc(64)]));
    registry.set(tiny({ path: cut }));
    expect(await errorOf(ask("tiny"))).toMatchObject({
      code: "MODEL_UNAVAILABLE",
      retryable: false,
      message: expect.stringContaining("cannot be loaded"),
    });
  });
});
