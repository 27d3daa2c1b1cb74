import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { describeEachDatabase } from "@/server/db/testing";
import { findCollection } from "@/server/memory/collection-row";
import { rememberTexts } from "@/server/memory/remember-texts";
import { editRemembered } from "@/server/memory/remembered/edit-remembered";
import { listRemembered } from "@/server/memory/remembered/list-remembered";
import { searchCollection } from "@/server/memory/search/search-collection";
import {
  countRows,
  type LetterServer,
  makeCollection,
  serveLetters,
  signal,
  workspaceId,
} from "@/server/memory/testing/memory-scene";
import { errorOf } from "@/server/models/testing/ask";
import { openTestRegistry, type TestRegistry } from "@/server/models/testing/test-registry";
import { newId } from "@/server/new-id";

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

describeEachDatabase("what was remembered", (opened) => {
  beforeEach(async () => {
    await opened().query("truncate collections cascade");
  });

  const remember = (collectionId: string, ...texts: string[]) =>
    rememberTexts(opened(), {
      workspaceId,
      collectionId,
      texts: texts.map((text) => ({ text })),
      by: { runId: newId(), nodeId: "keep", path: "", workflowId: "gone" },
      signal,
    });

  test("is listed over all collections, by whom and from which run, in pages", async () => {
    const [one, other] = [await makeCollection(opened()), await makeCollection(opened())];
    await remember(one.id, "Ada likes tea.");
    await remember(other.id, "Bob weaves at night.");
    await remember(other.id, "Ada sails.");
    const first = await listRemembered(opened(), { workspaceId, limit: 2 });
    expect(first.items).toHaveLength(2);
    const second = await listRemembered(opened(), { workspaceId, limit: 2, cursor: first.nextCursor ?? "" });
    expect(second.nextCursor).toBeNull();
    const texts = [...first.items, ...second.items].map(({ text }) => text);
    expect(texts.sort()).toEqual(["Ada likes tea.", "Ada sails.", "Bob weaves at night."]);
    expect(first.items[0]).toMatchObject({
      origin: { kind: "run", nodeId: "keep" },
      workflow: null,
      agent: null,
      uses: 0,
    });
    expect(first.items[0]?.runId).toMatch(/^\w+$/);
    const ofOther = await listRemembered(opened(), { workspaceId, collection: other.id });
    expect(ofOther.items).toHaveLength(2);
    expect((await listRemembered(opened(), { workspaceId: "elsewhere" })).items).toEqual([]);
  });

  test("is found by a part of its text, also across pages", async () => {
    const { id } = await makeCollection(opened());
    for (const text of ["Ada likes tea.", "Bob weaves.", "ADA sails."]) await remember(id, text);
    const first = await listRemembered(opened(), { workspaceId, text: " ada ", limit: 1 });
    expect(first.items).toHaveLength(1);
    const rest = await listRemembered(opened(), { workspaceId, text: "ada", limit: 1, cursor: first.nextCursor ?? "" });
    expect([...first.items, ...rest.items].map(({ text }) => text).sort()).toEqual(["ADA sails.", "Ada likes tea."]);
    expect(rest.nextCursor).toBeNull();
    expect((await listRemembered(opened(), { workspaceId, text: "nobody" })).items).toEqual([]);
  });

  test("is edited with its passages, and the old words are not found any more", async () => {
    const { id: collectionId } = await makeCollection(opened());
    const [id] = (await remember(collectionId, "Quilts need patches.")) as [string];
    await editRemembered(opened(), { workspaceId, id, text: "Looms need warp.", signal });
    expect((await listRemembered(opened(), { workspaceId })).items).toMatchObject([{ id, text: "Looms need warp." }]);
    const search = async (query: string) =>
      searchCollection(
        opened(),
        await findCollection(opened(), workspaceId, collectionId),
        { query, mode: "text", topK: 5 },
        signal,
      );
    expect(await search("quilts")).toEqual([]);
    expect(await search("looms")).toMatchObject([{ text: "Looms need warp.", source: { name: "Looms need warp." } }]);
    expect(await countRows(opened(), collectionId)).toMatchObject({ documents: 1, chunks: 1, vectors: 1 });
    const error = await errorOf(editRemembered(opened(), { workspaceId, id, text: " ", signal }));
    expect(error).toMatchObject({ code: "REQUEST_INVALID", field: "text" });
    expect(await errorOf(editRemembered(opened(), { workspaceId, id: "none", text: "a", signal }))).toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
