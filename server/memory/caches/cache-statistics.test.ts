import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { describeEachDatabase } from "@/server/db/testing";
import { cacheStatistics, clearEmbeddings } from "@/server/memory/caches/cache-statistics";
import { embedTexts } from "@/server/memory/embed-texts";
import { type LetterServer, serveLetters, signal, workspaceId } from "@/server/memory/testing/memory-scene";
import { resolveEmbedder } from "@/server/models/resolve-embedder";
import { openTestRegistry, type TestRegistry } from "@/server/models/testing/test-registry";

let registry: TestRegistry;
let letters: LetterServer;

beforeAll(async () => {
  registry = openTestRegistry();
  letters = await serveLetters("letters");
  registry.set(letters.entry);
});
afterAll(async () => {
  await letters.stub.close();
  registry.restore();
});

describeEachDatabase("the embedding cache", (opened) => {
  beforeEach(async () => {
    await opened().query("truncate embeddings, cache_counts");
  });

  test("tells its entries, their size and its hits today, and is empty once cleared", async () => {
    const embedder = await resolveEmbedder("letters");
    await embedTexts(opened(), { embedder, texts: ["warp", "weft"], signal });
    await embedTexts(opened(), { embedder, texts: ["warp", "weft", "loom"], signal });
    const today = new Date().toISOString().slice(0, 10);
    expect(await cacheStatistics(opened(), workspaceId, "embeddings")).toEqual({
      entries: 3,
      bytes: 3 * 26 * 4,
      days: [{ day: today, hits: 2, misses: 3 }],
    });
    await clearEmbeddings(opened(), workspaceId);
    expect(await cacheStatistics(opened(), workspaceId, "embeddings")).toMatchObject({ entries: 0, bytes: 0 });
    expect(await cacheStatistics(opened(), workspaceId, "results")).toEqual({ entries: 0, bytes: 0, days: [] });
  });
});
