import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startTestServer, type TestServer } from "@/server/executor/testing-server";
import { forgetSingleton } from "@/server/singleton";
import { modelFingerprint } from "./model-fingerprint";
import { openTestRegistry, type TestRegistry } from "./testing/test-registry";

let registry: TestRegistry;
let server: TestServer;
let digest = "one";

beforeEach(async () => {
  forgetSingleton("ollama-digests");
  registry = openTestRegistry();
  server = await startTestServer((_, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ models: [{ name: "llama:latest", digest }] }));
  });
  registry.set(
    { id: "local", type: "ollama", base_url: `${server.url}/v1`, model: "llama" },
    { id: "other", type: "custom", base_url: `${server.url}/v1`, model: "llama" },
    { id: "unnamed", type: "custom", base_url: "http://127.0.0.1:9/v1" },
  );
});
afterEach(async () => {
  vi.useRealTimers();
  await server.close();
  registry.restore();
});

test("a model of Ollama that was pulled again under its name is another one", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  digest = "one";
  const first = await modelFingerprint({ model: "local" });
  expect(await modelFingerprint({ model: "local" })).toBe(first);
  expect(server.requests).toEqual(["GET /api/tags"]);
  digest = "two";
  vi.advanceTimersByTime(6_000);
  expect(await modelFingerprint({ model: "local" })).not.toBe(first);
});

test("a server that is away leaves the model what it was", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const first = await modelFingerprint({ model: "local" });
  await server.close();
  vi.advanceTimersByTime(6_000);
  expect(await modelFingerprint({ model: "local" })).toBe(first);
  server = await startTestServer((_, response) => void response.end());
});

test("servers, names and fallbacks tell models apart", async () => {
  const all = [
    await modelFingerprint({ model: "local" }),
    await modelFingerprint({ model: "other" }),
    await modelFingerprint({ model: "unnamed" }),
    await modelFingerprint({ model: "other", fallback: ["unnamed"] }),
  ];
  expect(new Set(all).size).toBe(all.length);
});

test("where the starter may answer, nothing is reused", async () => {
  registry.set(
    { id: "starter", type: "gguf", path: "starter.gguf" },
    { id: "other", type: "custom", base_url: `${server.url}/v1` },
  );
  expect(await modelFingerprint({ model: "starter" })).toBeUndefined();
  expect(await modelFingerprint({ model: "other", fallback: ["starter"] })).toBeUndefined();
});
