import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { describeEachDatabase } from "@/server/db/testing";
import { pinDocument } from "@/server/memory/pin-document";
import { rememberTexts } from "@/server/memory/remember-texts";
import { dueDocuments } from "@/server/memory/retention/due-documents";
import { forgetDueDocuments } from "@/server/memory/retention/forget-due-documents";
import { readGeneralRetention, writeGeneralRetention } from "@/server/memory/retention/general-retention";
import { effectiveRule } from "@/server/memory/retention/retention-rule";
import {
  addDocument,
  countRows,
  type LetterServer,
  makeCollection,
  serveLetters,
  signal,
  workspaceId,
} from "@/server/memory/testing/memory-scene";
import { updateCollection } from "@/server/memory/update-collection";
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

test("a collection's own rule counts before the general one", () => {
  expect(effectiveRule({ maxEntries: 5 }, { maxEntries: 9, maxAgeDays: 30 })).toEqual({
    maxEntries: 5,
    maxAgeDays: 30,
  });
  expect(effectiveRule({}, { maxAgeDays: 30 })).toEqual({ maxAgeDays: 30 });
  expect(effectiveRule({ maxEntries: "many" }, {})).toEqual({});
});

describeEachDatabase("retention of what was remembered", (opened) => {
  beforeEach(async () => {
    await opened().query("truncate collections, settings cascade");
  });

  /** Remembered so many days ago each. */
  async function rememberedBefore(collectionId: string, ...days: number[]): Promise<string[]> {
    const ids: string[] = [];
    for (const age of days) {
      const [id] = (await rememberTexts(opened(), {
        workspaceId,
        collectionId,
        texts: [{ text: `Remembered ${age} days ago` }],
        by: { runId: newId(), nodeId: "keep", path: "" },
        signal,
      })) as [string];
      await opened().execute("update documents set created_at = now() - $2::int * interval '1 day' where id = $1", [
        id,
        age,
      ]);
      ids.push(id);
    }
    return ids;
  }
  const due = async (collectionId: string, own = {}) =>
    (await dueDocuments(opened(), { workspaceId, collectionId, general: {}, own })).map(({ id }) => id).sort();

  test("finds what is too old or one too many, and spares pins and files", async () => {
    const { id } = await makeCollection(opened());
    await addDocument(opened(), id);
    const [old, middle, young] = (await rememberedBefore(id, 40, 20, 1)) as [string, string, string];
    expect(await due(id)).toEqual([]);
    expect(await due(id, { maxAgeDays: 30 })).toEqual([old]);
    expect(await due(id, { maxEntries: 1 })).toEqual([old, middle].sort());
    expect(await due(id, { maxEntries: 1, maxAgeDays: 30 })).toEqual([old, middle].sort());
    await pinDocument(opened(), workspaceId, young, true);
    expect(await due(id, { maxEntries: 1 })).toEqual([old]);
  });

  test("is applied by the general rule, and by a collection's own in its place", async () => {
    const [one, other] = [await makeCollection(opened()), await makeCollection(opened())];
    await rememberedBefore(one.id, 40, 1);
    await rememberedBefore(other.id, 40, 1);
    expect(await forgetDueDocuments(opened())).toBe(0);
    await writeGeneralRetention(opened(), workspaceId, { maxAgeDays: 90 });
    await writeGeneralRetention(opened(), workspaceId, { maxAgeDays: 30 });
    expect(await readGeneralRetention(opened(), workspaceId)).toEqual({ maxAgeDays: 30 });
    await updateCollection(opened(), workspaceId, other.id, { retention: { maxAgeDays: 60 } });
    expect(await forgetDueDocuments(opened())).toBe(1);
    expect(await countRows(opened(), one.id)).toMatchObject({ documents: 1, chunks: 1, vectors: 1 });
    expect(await countRows(opened(), other.id)).toMatchObject({ documents: 2 });
  });
});
