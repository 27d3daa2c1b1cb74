import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { StubModel, StubPlanner } from "@/e2e/support/stub-model";
import { startStubModel } from "@/e2e/support/stub-model";
import { forgetSingleton } from "@/server/singleton";
import type { ModelEntryInput } from "./model-entry";
import { resolveModel } from "./resolve-model";
import { ask, errorOf, setAtEnd } from "./testing/ask";
import type { TestRegistry } from "./testing/test-registry";
import { openTestRegistry } from "./testing/test-registry";

let registry: TestRegistry;
const stubs: StubModel[] = [];

beforeEach(() => {
  registry = openTestRegistry();
});
afterEach(async () => {
  await Promise.all(stubs.splice(0).map((stub) => stub.close()));
  registry.restore();
});

async function stubModel(plan: StubPlanner): Promise<StubModel> {
  const stub = await startStubModel(plan);
  stubs.push(stub);
  return stub;
}

function entry(stub: StubModel, more: Partial<ModelEntryInput> = {}): ModelEntryInput {
  return { id: "stub", type: "custom", base_url: stub.base, model: "stub-model", ...more };
}

describe("the host of a call", () => {
  async function hostOf(base_url: string): Promise<unknown> {
    const seen: Record<string, unknown> = {};
    registry.set({ id: "there", type: "custom", base_url });
    await errorOf(ask("there", { span: { number: 1, set: setAtEnd(seen) } }));
    return seen["server.address"];
  }

  test("counts as contacted when nothing listens there", async () => {
    const gone = await startStubModel();
    await gone.close();
    expect(await hostOf(gone.base)).toBe("127.0.0.1");
  });

  test("does not when its name has no address", async () => {
    expect(await hostOf("http://nowhere.invalid")).toBeUndefined();
  });

  test("does not when offline mode refuses it", async () => {
    process.env.HEDDLE_OFFLINE = "on";
    try {
      forgetSingleton("env");
      expect(await hostOf("http://8.8.8.8")).toBeUndefined();
    } finally {
      delete process.env.HEDDLE_OFFLINE;
      forgetSingleton("env");
    }
  });
});

describe("a call", () => {
  test("streams the text, counts tokens and describes itself on the span", async () => {
    const stub = await stubModel(() => ({ text: "I am fine", firstMs: 20, tokenMs: 5, model: "stub-model-q4" }));
    registry.set(entry(stub, { api_key: "hunter2" }));
    const { reply, pieces, attributes } = await ask("stub");
    expect(reply).toEqual({
      text: "I am fine",
      toolCalls: [],
      finishReason: "stop",
      usage: { inputTokens: 3, outputTokens: 3, modelCalls: 1 },
      model: "stub",
    });
    expect(pieces).toEqual(["I ", "am ", "fine"]);
    expect(attributes).toMatchObject({
      "heddle.model": "stub",
      "gen_ai.provider.name": "openai_compatible",
      "gen_ai.request.model": "stub-model",
      "gen_ai.response.model": "stub-model-q4",
      "gen_ai.usage.input_tokens": 3,
      "gen_ai.usage.output_tokens": 3,
      "gen_ai.response.finish_reasons": ["stop"],
      "server.address": "127.0.0.1",
      "server.port": Number(new URL(stub.base).port),
      "http.request.body.size": stub.calls[0]?.bytes,
      "heddle.queue_ms": 0,
    });
    expect(attributes["heddle.usage_estimated"]).toBeUndefined();
    expect(attributes["heddle.time_to_first_token_ms"]).toBeGreaterThan(15);
    expect(attributes["heddle.tokens_per_second"]).toBeGreaterThan(1);
    expect(JSON.stringify(attributes)).not.toContain("hunter2");
    expect(stub.calls[0]?.headers.authorization).toBe("Bearer hunter2");
  });

  test("sends the sampling, and no key where none is configured", async () => {
    const stub = await stubModel(() => ({}));
    registry.set(entry(stub, { headers: { "X-Team": "looms" } }));
    await ask({ model: "stub", temperature: 0.2, topP: 0.9, maxTokens: 50, seed: 7, stop: ["END"] });
    const [call] = stub.calls;
    expect(call?.body).toMatchObject({
      temperature: 0.2,
      top_p: 0.9,
      max_tokens: 50,
      seed: 7,
      stop: ["END"],
      stream: true,
    });
    expect(call?.headers.authorization).toBeUndefined();
    expect(call?.headers["x-team"]).toBe("looms");
  });

  test("takes a key from the environment, and says which variable is missing", async () => {
    const stub = await stubModel(() => ({}));
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how models.yaml names a variable
    registry.set(entry(stub, { api_key: "${HEDDLE_TEST_MODEL_KEY}" }));
    expect(await errorOf(ask("stub"))).toMatchObject({
      code: "SECRET_MISSING",
      message: expect.stringContaining("HEDDLE_TEST_MODEL_KEY"),
    });
    process.env.HEDDLE_TEST_MODEL_KEY = "from-outside";
    try {
      await ask("stub");
    } finally {
      delete process.env.HEDDLE_TEST_MODEL_KEY;
    }
    expect(stub.calls[0]?.headers.authorization).toBe("Bearer from-outside");
  });

  test("estimates the tokens of a server that does not count, and says so", async () => {
    const stub = await stubModel(() => ({ text: "twelve chars", usage: null }));
    registry.set(entry(stub));
    const { reply, attributes } = await ask("stub");
    expect(reply.usage).toMatchObject({ outputTokens: 3, modelCalls: 1 });
    expect(attributes["heddle.usage_estimated"]).toBe(true);
  });

  test("leaves the server at once when it is canceled", async () => {
    const stub = await stubModel(() => ({ text: "a ".repeat(500), tokenMs: 10 }));
    registry.set(entry(stub));
    const controller = new AbortController();
    const reason = new Error("enough");
    const canceled = ask("stub", { signal: controller.signal, onText: () => controller.abort(reason) });
    await expect(canceled).rejects.toBe(reason);
    const call = await stub.arrival(0);
    await call.ended;
    expect(call.left).toBe(true);
  });
});

describe("a model that is not configured", () => {
  test("is a state with a way out", async () => {
    const error = await errorOf(resolveModel({ model: "default" }));
    expect(error).toMatchObject({ code: "MODEL_NOT_FOUND", message: "No model is configured.", retryable: false });
    expect(error.hint).toContain("Models page");
  });

  test("names the known ones and the near one", async () => {
    registry.set({ id: "llama3.2", type: "ollama" }, { id: "qwen3", type: "ollama" });
    const error = await errorOf(resolveModel({ model: "lama3.2" }));
    expect(error).toMatchObject({ code: "MODEL_NOT_FOUND", message: 'There is no model "lama3.2".' });
    expect(error.hint).toContain('Did you mean "llama3.2"?');
    expect(error.hint).toContain("llama3.2, qwen3");
  });

  test("is looked for in the broken entries of models.yaml", async () => {
    registry.writeFile("models:\n  - id: qwen3\n    type: lm_studio\n    base_url: localhost:1234\n");
    registry.set({ id: "other", type: "ollama" });
    const error = await errorOf(resolveModel({ model: "qwen3" }));
    expect(error.message).toContain("models.yaml, line 4");
    expect(error.message).toContain("http://localhost:1234");
  });
});

describe("default", () => {
  test("is the first entry that can chat", async () => {
    registry.set({ id: "vectors", type: "ollama", capabilities: ["embeddings"] }, { id: "talker", type: "ollama" });
    expect((await resolveModel({ model: "default" })).id).toBe("talker");
  });
});

describe("fallbacks", () => {
  test("answer in order when nothing was streamed yet, and the span says why", async () => {
    const broken = await stubModel(() => ({ status: 500 }));
    const good = await stubModel(() => ({ text: "from the second" }));
    registry.set(entry(broken, { id: "first" }), entry(good, { id: "second" }));
    const { reply, attributes } = await ask({ model: "first", fallback: ["not-there", "second"] });
    expect(reply).toMatchObject({ text: "from the second", model: "second" });
    expect(attributes["heddle.failed_attempts"]).toEqual([
      expect.objectContaining({ model: "first", code: "UPSTREAM_FAILED" }),
    ]);
    expect(attributes["heddle.model"]).toBe("second");
    expect(attributes["heddle.earlier_hosts"]).toEqual([new URL(broken.base).host]);
    expect(attributes["server.port"]).toBe(Number(new URL(good.base).port));
  });

  test("do not answer after text was shown", async () => {
    const cut = await stubModel(() => ({ text: "one two three", cutAfter: 1, tokenMs: 5 }));
    const good = await stubModel(() => ({}));
    registry.set(entry(cut, { id: "first" }), entry(good, { id: "second" }));
    expect(await errorOf(ask({ model: "first", fallback: ["second"] }))).toMatchObject({ code: "UPSTREAM_FAILED" });
    expect(good.calls).toHaveLength(0);
  });

  test("do not get a request that is wrong in itself", async () => {
    const strict = await stubModel(() => ({ status: 400 }));
    const good = await stubModel(() => ({}));
    registry.set(entry(strict, { id: "first" }), entry(good, { id: "second" }));
    expect(await errorOf(ask({ model: "first", fallback: ["second"] }))).toMatchObject({ code: "REQUEST_INVALID" });
    expect(good.calls).toHaveLength(0);
  });

  test("get the schema in words where they have no schema mode", async () => {
    const broken = await stubModel(() => ({ status: 500 }));
    const plain = await stubModel(() => ({ text: "{}" }));
    registry.set(
      entry(broken, { id: "first", capabilities: ["chat", "json_schema"] }),
      entry(plain, { id: "second", capabilities: ["chat"] }),
    );
    const responseSchema = { name: "city", schema: { type: "object", properties: { city: { type: "string" } } } };
    await ask({ model: "first", fallback: ["second"] }, { responseSchema });
    expect(broken.calls[0]?.body.response_format).toBeDefined();
    expect(plain.calls[0]?.body.response_format).toBeUndefined();
    expect(JSON.stringify(plain.calls[0]?.body.messages)).toContain("city");
  });

  test("that all fail are all told, the first one first", async () => {
    const limited = await stubModel(() => ({ status: 429 }));
    const broken = await stubModel(() => ({ status: 500 }));
    registry.set(entry(limited, { id: "first" }), entry(broken, { id: "second" }));
    const seen: Record<string, unknown> = {};
    const span = { number: 1, set: setAtEnd(seen) };
    const error = await errorOf(ask({ model: "first", fallback: ["second"] }, { span }));
    expect(seen["heddle.earlier_hosts"]).toEqual([new URL(limited.base).host]);
    expect(seen["server.port"]).toBe(Number(new URL(broken.base).port));
    expect(error).toMatchObject({ code: "RATE_LIMITED", retryable: true });
    expect(error.message).toMatch(/"first".*Then: .*"second"/);
  });
});

describe("several endpoints", () => {
  test("share the calls, the least busy one first", async () => {
    const a = await stubModel(() => ({ firstMs: 30 }));
    const b = await stubModel(() => ({ firstMs: 30 }));
    registry.set(entry(a, { endpoints: [b.base] }));
    await Promise.all(Array.from({ length: 6 }, () => ask("stub")));
    expect([a.calls.length, b.calls.length]).toEqual([3, 3]);
  });

  test("stand in for one that fails, which is then passed over for a while", async () => {
    const dead = await startStubModel();
    await dead.close();
    const alive = await stubModel(() => ({}));
    registry.set(entry(alive, { base_url: dead.base, endpoints: [alive.base] }));
    const first = await ask("stub");
    expect(first.attributes["heddle.failed_attempts"]).toHaveLength(1);
    expect(first.attributes["server.port"]).toBe(Number(new URL(alive.base).port));
    const second = await ask("stub");
    expect(second.attributes["heddle.failed_attempts"]).toBeUndefined();
    expect(alive.calls).toHaveLength(2);
  });
});

describe("the limit of an endpoint", () => {
  test("is kept, and who waits is told", async () => {
    let active = 0;
    let most = 0;
    const stub = await stubModel(() => {
      active += 1;
      most = Math.max(most, active);
      return { firstMs: 10 };
    });
    registry.set(entry(stub, { maxConcurrent: 2 }));
    const waits: boolean[] = [];
    const leave = () => {
      active -= 1;
    };
    await Promise.all(
      Array.from({ length: 6 }, () => ask("stub", { onText: leave, onQueue: (waiting) => waits.push(waiting) })),
    );
    expect(most).toBe(2);
    expect(waits.filter(Boolean)).toHaveLength(4);
    expect(waits.filter((waiting) => !waiting)).toHaveLength(4);
  });

  test("is served in turn by run, not in the order of the calls", async () => {
    const stub = await stubModel(() => ({ firstMs: 5 }));
    registry.set(entry(stub, { maxConcurrent: 1 }));
    const from = (run: string) => ask("stub", { messages: [{ role: "user", content: run }] }, run);
    await Promise.all([...Array.from({ length: 5 }, () => from("greedy")), from("small")]);
    const order = stub.calls.map(({ body }) => body.messages[0]?.content);
    expect(order.indexOf("small")).toBeLessThanOrEqual(2);
  });
});
