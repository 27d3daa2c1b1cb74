import { afterAll, beforeAll, expect, test } from "vitest";
import { describeEachDatabase } from "@/server/db/testing";
import { cacheCounts } from "@/server/memory/cache-counts";
import { embedTexts } from "@/server/memory/embed-texts";
import { deleteOldVectors } from "@/server/memory/embedding-cache";
import { type LetterServer, serveLetters, signal } from "@/server/memory/testing/memory-scene";
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

describeEachDatabase("the cache of embeddings", (opened) => {
  const embed = async (...texts: string[]) => {
    letters.asked.length = 0;
    const embedded = await embedTexts(opened(), { embedder: await resolveEmbedder("letters"), texts, signal });
    return { ...embedded, asked: [...letters.asked] };
  };
  const cached = () => opened().execute<{ count: number }>("select count(*) from embeddings");

  test("asks for each text once, gives the same vectors again, and counts hits and misses", async () => {
    const first = await embed("loom", "heddle", "loom");
    expect(first).toMatchObject({ asked: ["loom", "heddle"], cached: 0 });
    expect(first.vectors[0]).toEqual(first.vectors[2]);
    const again = await embed("heddle", "warp", "loom");
    expect(again).toMatchObject({ asked: ["warp"], cached: 2 });
    expect(again.vectors[2]).toEqual(first.vectors[0]);
    await cacheCounts(opened()).store();
    const [counts] = await opened().execute("select hits, misses from cache_counts where cache = 'embeddings'");
    expect(counts).toEqual({ hits: 2, misses: 4 });
    const stored = await opened().execute<{ key: string }>("select key from embeddings");
    expect(stored.every(({ key }) => /^[0-9a-f]{64}$/.test(key))).toBe(true);
  });

  test("forgets what was not of use for long, and the rest from the oldest on while it is too large", async () => {
    await embed("old", "older", "new");
    await opened().execute("update embeddings set used_at = now() - interval '100 days'");
    await embed("new");
    await deleteOldVectors(opened(), { days: 90, megabytes: 1 });
    expect(await cached()).toEqual([{ count: 1 }]);
    await deleteOldVectors(opened(), { days: 90, megabytes: 0 });
    expect(await cached()).toEqual([{ count: 0 }]);
  });

  test("vectors of another model are not taken", async () => {
    await embed("loom");
    registry.set({ ...letters.entry, model: "another" });
    expect((await embed("loom")).asked).toEqual(["loom"]);
    registry.set(letters.entry);
  });
});
