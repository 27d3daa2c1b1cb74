import { statSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type StubModel, type StubOptions, startStubModel } from "@/e2e/support/stub-model";
import { unloadModels } from "./gguf/loaded-models";
import type { ModelEntryInput } from "./model-entry";
import { resolveEmbedder } from "./resolve-embedder";
import { resolveModel } from "./resolve-model";
import { testModel } from "./test-model";
import { errorOf } from "./testing/ask";
import { openTestRegistry, type TestRegistry } from "./testing/test-registry";

const starterEmbed: ModelEntryInput = {
  id: "starter-embed",
  type: "gguf",
  path: "starter-embed.gguf",
  capabilities: ["embeddings"],
};
const signal = new AbortController().signal;

let registry: TestRegistry;
let stub: StubModel | undefined;
beforeAll(() => {
  registry = openTestRegistry();
});
afterEach(async () => {
  await stub?.close();
  stub = undefined;
});
afterAll(async () => {
  await unloadModels();
  registry.restore();
});

function dot(one: Float32Array | undefined, other: Float32Array | undefined): number {
  return (one ?? new Float32Array()).reduce((sum, value, place) => sum + value * (other?.[place] ?? 0), 0);
}

/** A server whose vectors are as given. */
async function serve(embeddings: StubOptions["embeddings"]): Promise<ModelEntryInput> {
  stub = await startStubModel(() => ({}), embeddings === undefined ? {} : { embeddings });
  return { id: "remote", type: "custom", base_url: stub.base, model: "e5-small", capabilities: ["embeddings"] };
}

describe("the embedder that comes with Heddle", () => {
  test("is the default where there is no other, and small", async () => {
    registry.set(starterEmbed, { id: "talker", type: "ollama" });
    expect((await resolveEmbedder()).id).toBe("starter-embed");
    expect(statSync("models/starter-embed.gguf").size).toBeLessThanOrEqual(12_000_000);
  });

  test("puts texts that mean alike near each other, the same each time", async () => {
    registry.set(starterEmbed);
    const { embed, maker } = await resolveEmbedder("starter-embed");
    const texts = [
      "How do I abort a workflow that is running?",
      "Press Stop in the top bar; the run is canceled within a second.",
      "The audit log records sign-ins and exports.",
      "Fenwick sells red kettles in Tolburg.",
    ];
    const [question, right, ...others] = await embed(texts, signal);
    for (const other of others) expect(dot(question, right)).toBeGreaterThan(dot(question, other) + 0.1);
    expect(dot(question, question)).toBeCloseTo(1, 5);
    expect(await embed(texts.slice(0, 1), signal)).toEqual([question]);
    expect(maker).toMatch(/^starter-embed [0-9a-f]{12}$/);
  });

  test("takes any text: none, one that is longer than its context, one of other letters", async () => {
    registry.set(starterEmbed);
    const { embed } = await resolveEmbedder();
    const vectors = await embed(["", "word ".repeat(5000), "織機 🧵"], signal);
    expect(vectors.map(({ length }) => length)).toEqual([256, 256, 256]);
    expect(await embed([], signal)).toEqual([]);
  });
});

describe("an embedder on a server", () => {
  test("is the default before ours, and says what made its vectors", async () => {
    const remote = await serve((texts) => texts.map((_, index) => ({ index, embedding: [3, 4, index] })).reverse());
    registry.set(starterEmbed, remote);
    const { id, maker, embed } = await resolveEmbedder();
    expect([id, maker]).toEqual(["remote", "remote e5-small"]);
    const [first, second] = await embed(["a", "b"], signal);
    expect([...(first ?? [])].map((value) => Math.round(value * 10) / 10)).toEqual([0.6, 0.8, 0]);
    expect(second?.[2]).toBeGreaterThan(0);
    expect(stub?.requests).toEqual(["POST /v1/embeddings"]);
  });

  test.each([
    ["leaves one out", () => [{ index: 0, embedding: [1] }]],
    ["sends an empty one", () => [{ embedding: [1] }, { embedding: [] }]],
    ["has no such route", undefined],
  ] as const)("that %s is an error with its name", async (_, embeddings) => {
    registry.set(await serve(embeddings));
    const { embed } = await resolveEmbedder();
    const error = await errorOf(embed(["a", "b"], signal));
    expect(error.message).toContain('"remote"');
  });
});

test("a model that only makes embeddings answers no messages, and its test says what it gives", async () => {
  registry.set(starterEmbed);
  expect(await errorOf(resolveModel({ model: "starter-embed" }))).toMatchObject({
    code: "MODEL_NOT_FOUND",
    message: expect.stringContaining("answers no messages"),
  });
  expect(await testModel("starter-embed", signal)).toMatchObject({ ok: true, text: "A vector of 256 numbers." });
  registry.set({ ...starterEmbed, path: "gone.gguf" });
  expect(await testModel("starter-embed", signal)).toMatchObject({ ok: false, error: { code: "MODEL_UNAVAILABLE" } });
});

test("a model that makes no embeddings is refused, and so is none", async () => {
  registry.set({ id: "talker", type: "ollama" });
  expect(await errorOf(resolveEmbedder("talker"))).toMatchObject({ code: "MODEL_NOT_FOUND" });
  expect(await errorOf(resolveEmbedder())).toMatchObject({
    code: "MODEL_NOT_FOUND",
    hint: expect.stringContaining("starter-embed"),
  });
});
