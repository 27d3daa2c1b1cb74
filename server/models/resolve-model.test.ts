import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { StubModel, StubOptions, StubPlanner } from "@/e2e/support/stub-model";
import { startStubModel } from "@/e2e/support/stub-model";
import type { JsonObject } from "@/nodes/core/json";
import type { ChatRequest } from "@/nodes/core/node-runner";
import type { ModelEntryInput } from "./model-entry";
import { resolveModel } from "./resolve-model";
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

async function stubModel(plan: StubPlanner, options?: StubOptions): Promise<StubModel> {
  const stub = await startStubModel(plan, options);
  stubs.push(stub);
  return stub;
}

function entry(stub: StubModel, more: Partial<ModelEntryInput> = {}): ModelEntryInput {
  return { id: "stub", type: "custom", base_url: stub.base, model: "stub-model", ...more };
}

/** Asks one question and keeps what a node would see. */
async function ask(model = "stub", more: Partial<ChatRequest> = {}) {
  const attributes: JsonObject = {};
  const pieces: string[] = [];
  const resolved = await resolveModel({ model });
  const reply = await resolved.chat({
    messages: [{ role: "user", content: "How are you?" }],
    signal: new AbortController().signal,
    onText: (text) => pieces.push(text),
    span: { set: (more) => Object.assign(attributes, more) },
    ...more,
  });
  return { reply, pieces, attributes };
}

describe("a call", () => {
  test("streams the text, counts tokens and describes itself on the span", async () => {
    const stub = await stubModel(() => ({ text: "I am fine", firstMs: 20, tokenMs: 5, model: "stub-model-q4" }));
    registry.set(entry(stub, { api_key: "hunter2" }));
    const { reply, pieces, attributes } = await ask();
    expect(reply).toEqual({ text: "I am fine", toolCalls: [], finishReason: "stop", usage: { inputTokens: 3, outputTokens: 3, modelCalls: 1 }, model: "stub" });
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
    expect(attributes["heddle.time_to_first_token_ms"]).toBeGreaterThan(15);
    expect(attributes["heddle.tokens_per_second"]).toBeGreaterThan(1);
    expect(JSON.stringify(attributes)).not.toContain("hunter2");
    expect(stub.calls[0]?.headers.authorization).toBe("Bearer hunter2");
  });
});
