import { afterAll, beforeAll, expect, test } from "vitest";
import { describeEachDatabase } from "@/server/db/testing";
import { ask, serveFrom } from "@/server/http/testing";
import { stopJobs } from "@/server/memory/jobs/jobs";
import { rememberTexts } from "@/server/memory/remember-texts";
import { type LetterServer, serveLetters, signal, workspaceId } from "@/server/memory/testing/memory-scene";
import { openTestRegistry, type TestRegistry } from "@/server/models/testing/test-registry";
import { newId } from "@/server/new-id";

const path = "/api/v1/memory";

describeEachDatabase("collections by the public interface", (opened) => {
  let registry: TestRegistry;
  let letters: LetterServer;
  let served: ReturnType<typeof serveFrom>;
  beforeAll(async () => {
    registry = openTestRegistry();
    letters = await serveLetters("letters");
    registry.set(letters.entry);
    served = serveFrom(opened());
  });
  afterAll(async () => {
    await stopJobs();
    await served.end();
    await letters.stub.close();
    registry.restore();
  });

  test("are made, listed, changed, searched and deleted", async () => {
    const made = await ask("POST", path, {
      name: "Über Webstühle",
      description: "Looms",
      settings: { language: "eng" },
    });
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({ slug: "uber-webstuhle", documents: 0, space: null, embedder: "default" });
    const { id, slug } = made.json;
    expect((await ask("GET", path)).json.items.map((one: { id: string }) => one.id)).toContain(id);
    const changed = await ask("PUT", `${path}/${slug}`, { description: "All of them" });
    expect(changed.json).toMatchObject({ id, description: "All of them", settings: { language: "eng" } });
    const texts = [{ text: "Heddles lift the warp." }, { text: "Kettles whistle." }];
    await rememberTexts(opened(), {
      workspaceId,
      collectionId: id,
      texts,
      by: { runId: newId(), nodeId: "n", path: "" },
      signal,
    });
    const found = await ask("POST", `${path}/${slug}/search`, { query: "heddle", topK: 1, mode: "hybrid" });
    expect(found.json.items).toMatchObject([
      { text: "Heddles lift the warp.", why: { text: { rank: 1 } }, source: { kind: "run" } },
    ]);
    expect((await ask("GET", `${path}/${id}`)).json.space).toMatchObject({ model: "letters", dimension: 26 });
    expect((await ask("DELETE", `${path}/${slug}`)).status).toBe(204);
    expect((await ask("GET", `${path}/${id}`)).status).toBe(404);
  });

  test("say what is wrong", async () => {
    const { slug } = (await ask("POST", path, { name: "Notes" })).json;
    expect(await ask("POST", path, { name: " " })).toMatchObject({ status: 422 });
    expect(await ask("POST", path, { name: "x", embedder: "nobody" })).toMatchObject({
      status: 404,
      json: { code: "MODEL_NOT_FOUND" },
    });
    expect(await ask("POST", path, { name: "x", settings: { language: "klingon" } })).toMatchObject({ status: 422 });
    expect(await ask("POST", `${path}/${slug}/search`, { query: "x", mode: "magic" })).toMatchObject({ status: 422 });
    expect(await ask("POST", `${path}/nowhere/search`, { query: "x" })).toMatchObject({ status: 404 });
    expect((await ask("POST", `${path}/${slug}/search`, { query: "x" })).json).toEqual({ items: [] });
  });

  test("are embedded again by a job that can be watched", async () => {
    const { id } = (await ask("POST", path, { name: "Again" })).json;
    const job = await ask("POST", `${path}/${id}/embed`, { embedder: "letters" });
    expect(job).toMatchObject({ status: 202, json: { kind: "embed", collectionId: id } });
    const status = async () => (await ask("GET", `${path}/${id}/jobs`)).json.items[0].status;
    await expect.poll(status).toBe("completed");
    expect((await ask("POST", `${path}/${id}/jobs/${job.json.id}/cancel`)).json.status).toBe("completed");
  });
});
