import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { StubModel, StubOptions } from "@/e2e/support/stub-model";
import { startStubModel } from "@/e2e/support/stub-model";
import { countModels } from "./count-models";
import { deletePulledModel } from "./delete-pulled-model";
import type { Candidate } from "./discover";
import { discoverModels, usualCandidates } from "./discover";
import { modelStatus } from "./model-status";
import type { PullProgress } from "./providers/ollama";
import { pullModel } from "./pull-model";
import { testModel } from "./test-model";
import { errorOf } from "./testing/ask";
import type { TestRegistry } from "./testing/test-registry";
import { openTestRegistry } from "./testing/test-registry";

let registry: TestRegistry;
const stubs: StubModel[] = [];
const patient = new AbortController().signal;

beforeEach(() => {
  registry = openTestRegistry();
});
afterEach(async () => {
  await Promise.all(stubs.splice(0).map((stub) => stub.close()));
  registry.restore();
});

async function server(options: StubOptions = {}, plan?: Parameters<typeof startStubModel>[0]): Promise<StubModel> {
  const stub = await startStubModel(plan, options);
  stubs.push(stub);
  return stub;
}

const at = (type: Candidate["type"], base_url: string): Candidate => ({ server: type, type, base_url });

describe("discovery", () => {
  test("tries the usual ports", () => {
    expect(
      usualCandidates()
        .slice(0, 3)
        .map(({ server, base_url }) => [server, base_url]),
    ).toEqual([
      ["LM Studio", "http://127.0.0.1:1234/v1"],
      ["Ollama", "http://127.0.0.1:11434/v1"],
      ["llama.cpp", "http://127.0.0.1:8080/v1"],
    ]);
  });

  test("tells what it found, with what each model can", async () => {
    const [lmStudio, ollama, plain] = [
      await server({ kind: "lm_studio", models: ["qwen3-4b"] }),
      await server({ kind: "ollama", models: ["llama3.2:3b"] }),
      await server({ models: ["some.gguf"] }),
    ];
    registry.set({ id: "mine", type: "ollama", base_url: ollama.base });
    const found = await discoverModels([
      at("lm_studio", lmStudio.base),
      at("ollama", ollama.base),
      at("custom", plain.base),
    ]);
    expect(found.map(({ isFound, configured }) => [isFound, configured])).toEqual([
      [true, []],
      [true, ["mine"]],
      [true, []],
    ]);
    expect(found.map(({ models }) => models)).toEqual([
      [
        {
          name: "qwen3-4b",
          capabilities: ["text", "chat", "tools", "json_schema"],
          context: 8192,
          isLoaded: true,
          quantization: "Q4_K_M",
        },
      ],
      [
        {
          name: "llama3.2:3b",
          sizeBytes: 2_019_393_189,
          quantization: "Q4_K_M",
          capabilities: ["text", "chat", "json_schema", "tools"],
          context: 8192,
        },
      ],
      [{ name: "some.gguf" }],
    ]);
  });

  test("asks an LM Studio without details by OpenAI's interface", async () => {
    const old = await server({ models: ["qwen3-4b"] });
    expect((await discoverModels([at("lm_studio", old.base)]))[0]?.models).toEqual([{ name: "qwen3-4b" }]);
  });

  test("tells why nothing was found, and waits for nobody", async () => {
    const gone = await startStubModel();
    await gone.close();
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const page = createServer((_, response) => response.setHeader("content-type", "text/html").end("<html></html>"));
    await new Promise<void>((resolve) => page.listen(0, "127.0.0.1", resolve));
    try {
      const address = (server: typeof silent) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
      const found = await discoverModels(
        [at("lm_studio", gone.base), at("ollama", address(silent)), at("custom", address(page))],
        100,
      );
      expect(found.map(({ isFound }) => isFound)).toEqual([false, false, false]);
      expect(found[0]).toMatchObject({
        error: expect.stringContaining("nothing listens there"),
        hint: expect.stringContaining("LM Studio"),
      });
      expect(found[1]?.error).toContain("did not answer within 100 ms");
      expect(found[2]?.error).toBeTruthy();
    } finally {
      silent.closeAllConnections();
      silent.close();
      page.closeAllConnections();
      page.close();
    }
  });
});

describe("the test of a model", () => {
  test("calls it once, with few tokens, and measures", async () => {
    const stub = await server({}, () => ({ text: "OK" }));
    registry.set({ id: "mine", type: "custom", base_url: stub.base });
    expect(await testModel("mine", patient)).toMatchObject({
      ok: true,
      text: "OK",
      attributes: { "server.address": "127.0.0.1" },
    });
    expect(stub.calls[0]?.body.max_tokens).toBe(16);
    expect(await countModels()).toEqual({ configured: 1, reachable: 1 });
  });

  test("is passed by a model that only thinks in so few tokens", async () => {
    const stub = await server({}, () => ({ reasoning: "Hmm", finishReason: "length" }));
    registry.set({ id: "mine", type: "custom", base_url: stub.base });
    expect(await testModel("mine", patient)).toMatchObject({ ok: true });
  });

  test("tells what is wrong", async () => {
    const stub = await server({}, () => ({ status: 401 }));
    registry.set({ id: "mine", type: "custom", base_url: stub.base });
    expect(await testModel("mine", patient)).toMatchObject({
      ok: false,
      error: { code: "CREDENTIAL_REJECTED", hint: expect.any(String) },
    });
  });
});

describe("the status of the models", () => {
  test("asks nobody, unless a probe is wanted", async () => {
    const stub = await server({ kind: "ollama", models: ["llama3.2:latest"] });
    registry.set(
      { id: "llama3.2", type: "ollama", base_url: stub.base },
      { id: "gone", type: "custom", base_url: "http://127.0.0.1:1" },
    );
    expect(await modelStatus()).toEqual([
      { id: "llama3.2", state: "unknown" },
      { id: "gone", state: "unknown" },
    ]);
    expect(stub.requests).toEqual([]);
    const [first, second] = await modelStatus({ probe: true });
    expect(first).toMatchObject({ state: "reachable", available: { name: "llama3.2:latest" } });
    expect(second).toMatchObject({ state: "unreachable", error: { code: "MODEL_UNAVAILABLE" } });
  });
});

describe("Ollama", () => {
  async function pulled(name: string, signal = patient): Promise<PullProgress[]> {
    const steps: PullProgress[] = [];
    for await (const step of pullModel({ name, server: stubs[0]?.root }, signal)) steps.push(step);
    return steps;
  }

  test("pulls a model with its progress, and deletes it again", async () => {
    const stub = await server({ kind: "ollama", models: [] });
    expect(await pulled("llama3.2")).toEqual([
      { status: "pulling manifest" },
      { status: "pulling 0123abc", completedBytes: 0, totalBytes: 100 },
      { status: "pulling 0123abc", completedBytes: 50, totalBytes: 100 },
      { status: "pulling 0123abc", completedBytes: 100, totalBytes: 100 },
      { status: "success" },
    ]);
    const list = async () => (await discoverModels([at("ollama", stub.base)]))[0]?.models.map(({ name }) => name);
    expect(await list()).toEqual(["llama3.2"]);
    await deletePulledModel({ name: "llama3.2", server: stub.root }, patient);
    expect(await list()).toEqual([]);
    expect(await errorOf(deletePulledModel({ name: "llama3.2", server: stub.root }, patient))).toMatchObject({
      code: "MODEL_NOT_FOUND",
    });
  });

  test("stops pulling at once when it is canceled", async () => {
    await server({
      kind: "ollama",
      pull: { steps: Array.from({ length: 1000 }, () => ({ status: "pulling" })), stepMs: 5 },
    });
    const controller = new AbortController();
    const reason = new Error("enough");
    const canceled = (async () => {
      for await (const _step of pullModel({ name: "big", server: stubs[0]?.root }, controller.signal))
        controller.abort(reason);
    })();
    await expect(canceled).rejects.toBe(reason);
  });

  test("says that a model does not exist, or that the download broke off", async () => {
    await server({
      kind: "ollama",
      pull: { steps: [{ status: "pulling manifest" }, { error: "pull model manifest: file does not exist" }] },
    });
    expect(await errorOf(pulled("lama"))).toMatchObject({
      code: "MODEL_NOT_FOUND",
      message: expect.stringContaining("lama"),
    });
    await stubs.splice(0)[0]?.close();
    await server({ kind: "ollama", pull: { steps: [{ status: "pulling manifest" }] } });
    expect(await errorOf(pulled("llama3.2"))).toMatchObject({
      code: "NETWORK_FAILED",
      hint: expect.stringContaining("goes on where it stopped"),
    });
  });

  test("is the only one that can pull", async () => {
    registry.set({ id: "mine", type: "lm_studio" });
    const refused = async () => {
      for await (const _step of pullModel({ name: "x", server: "mine" }, patient)) throw new Error("Nothing can come.");
    };
    expect(await errorOf(refused())).toMatchObject({ code: "REQUEST_INVALID", field: "server" });
  });
});
