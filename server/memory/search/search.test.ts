import { afterAll, beforeAll, expect, test } from "vitest";
import type { Passage, SearchMode } from "@/nodes/core/node-runner";
import type { Database } from "@/server/db/open-database";
import { describeEachDatabase } from "@/server/db/testing";
import { findCollection, readCollection } from "@/server/memory/collection-row";
import { deleteDocument } from "@/server/memory/delete-document";
import { documentUses } from "@/server/memory/document-uses";
import { insertChunks } from "@/server/memory/insert-chunks";
import { rememberTexts } from "@/server/memory/remember-texts";
import { searchCollection } from "@/server/memory/search/search-collection";
import { candidatesQuery } from "@/server/memory/search/search-terms";
import { indexQuery, searchVectors } from "@/server/memory/search/search-vectors";
import { ensureIndex, ensureSpace } from "@/server/memory/spaces";
import { countChange } from "@/server/memory/store-document";
import {
  addDocument,
  countRows,
  type LetterServer,
  makeCollection,
  serveLetters,
  signal,
  workspaceId,
} from "@/server/memory/testing/memory-scene";
import { seededVectors } from "@/server/memory/testing/seeded-vectors";
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

const by = () => ({ runId: newId(), nodeId: "keep", path: "" });

const texts = [
  { text: "The heddle lifts the warp threads of a loom.", metadata: { topic: "looms" } },
  {
    text: "Webstühle heben die Kettfäden mit Litzen an, und der Schütze trägt den Schussfaden hindurch.",
    metadata: { topic: "looms" },
  },
  { text: "A kettle whistles when its water boils.", metadata: { topic: "kitchen" } },
  { text: "Error code ZX81-7 means that the belt is torn.", metadata: { topic: "errors" } },
];

describeEachDatabase("searching a collection", (opened) => {
  const search = async (id: string, query: string, mode: SearchMode, more = {}): Promise<readonly Passage[]> => {
    const collection = await findCollection(opened(), workspaceId, id);
    return searchCollection(opened(), collection, { query, mode, topK: 5, ...more }, signal);
  };

  test("by words finds stems of each language, rare words first, and says why", async () => {
    const { id } = await makeCollection(opened());
    await rememberTexts(opened(), { workspaceId, collectionId: id, texts, by: by(), signal });
    expect((await findCollection(opened(), workspaceId, id)).languages).toEqual(["eng", "deu"]);
    const [loom, ...others] = await search(id, "What do lifting heddles do?", "text");
    expect(others).toEqual([]);
    expect(loom?.text).toContain("heddle lifts");
    expect(loom?.why.text?.rank).toBe(1);
    expect(loom?.score).toBeGreaterThan(0.2);
    expect(loom?.score).toBeLessThanOrEqual(1);
    expect(loom?.why.vector).toBeUndefined();
    expect((await search(id, "Webstuhl", "text"))[0]?.text).toContain("Webstühle");
    expect((await search(id, "zx81", "text")).map(({ metadata }) => metadata.topic)).toEqual(["errors"]);
    expect(await search(id, "the of and", "text")).toEqual([]);
    expect(await search(id, "", "hybrid")).toEqual([]);
  });

  test("by vector gives cosines, hybrid fuses both, filters and the least score leave out", async () => {
    const { id } = await makeCollection(opened());
    const run = by();
    await rememberTexts(opened(), { workspaceId, collectionId: id, texts, by: run, signal });
    const near = await search(id, "A kettle whistles when its water boils.", "vector");
    expect(near).toHaveLength(4);
    expect(near[0]).toMatchObject({ score: 1, why: { vector: { rank: 1, similarity: 1 } } });
    expect(near[0]?.source).toMatchObject({ kind: "run", runId: run.runId });
    const both = await search(id, "A kettle whistles when its water boils.", "hybrid");
    expect(both[0]).toMatchObject({ score: 1, why: { vector: { rank: 1 }, text: { rank: 1 } } });
    expect(await search(id, "kettle", "hybrid", { minScore: 0.9 })).toHaveLength(1);
    const looms = await search(id, "A kettle whistles when its water boils.", "hybrid", { filter: { topic: "looms" } });
    expect(looms.map(({ metadata }) => metadata.topic)).toEqual(["looms", "looms"]);
    await documentUses(opened()).store();
    const used = await opened().execute<{ uses: number }>(
      "select uses from documents where id = $1 and used_at is not null",
      [near[0]?.documentId ?? ""],
    );
    expect(used[0]?.uses).toBeGreaterThanOrEqual(3);
    await deleteDocument(opened(), workspaceId, near[0]?.documentId ?? "");
    expect((await search(id, "kettle", "hybrid")).every(({ text }) => !text.includes("kettle"))).toBe(true);
  });

  test("remembering again changes nothing, and what is there is not stored twice", async () => {
    const { id } = await makeCollection(opened());
    const run = by();
    const first = await rememberTexts(opened(), { workspaceId, collectionId: id, texts, by: run, signal });
    const before = await countRows(opened(), id);
    expect(await rememberTexts(opened(), { workspaceId, collectionId: id, texts, by: run, signal })).toEqual(first);
    expect(
      await rememberTexts(opened(), { workspaceId, collectionId: id, texts: texts.slice(0, 2), by: by(), signal }),
    ).toEqual(first.slice(0, 2));
    expect(await countRows(opened(), id)).toEqual(before);
    const long = [{ text: "Looms weave. ".repeat(4_000) }];
    const [longId] = await rememberTexts(opened(), { workspaceId, collectionId: id, texts: long, by: by(), signal });
    const [row] = await opened().execute<{ chunks: number; status: string }>(
      "select chunks, status from documents where id = $1",
      [longId ?? ""],
    );
    expect(row?.status).toBe("ready");
    expect(row?.chunks).toBeGreaterThan(30);
    const empty = rememberTexts(opened(), { workspaceId, collectionId: id, texts: [{ text: " " }], by: by(), signal });
    expect((await errorOf(empty)).code).toBe("NODE_INPUT_INVALID");
  });

  test("with a model that changed under its id says what to do; words are still found", async () => {
    const { id } = await makeCollection(opened());
    await rememberTexts(opened(), { workspaceId, collectionId: id, texts, by: by(), signal });
    registry.set({ ...letters.entry, model: "another" });
    const error = await errorOf(search(id, "kettle", "hybrid"));
    expect(error).toMatchObject({ code: "CONFLICT", hint: expect.stringContaining("Embed the collection again") });
    expect(await search(id, "kettle", "text")).toHaveLength(1);
    registry.set(letters.entry);
  });

  test("many vectors are searched by their index, near ones are found, and filters are kept", async () => {
    const { id } = await makeCollection(opened());
    const many = 1_500;
    const vectors = await fill(opened(), id, many);
    const collection = await readCollection(opened(), id);
    if (collection === undefined) throw new Error("It is there.");
    const plan = await explain(opened(), collection.space_id ?? 0, vectors[0] as Float32Array);
    expect(plan).toContain("chunk_vectors_hnsw_32");
    expect(plan).not.toContain("Sort");
    let found = 0;
    for (const vector of vectors.slice(0, 50)) {
      const search = { collection, vector, most: 10 };
      const exact = new Set((await searchVectors(opened(), { ...search, isExact: true })).map((one) => one.id));
      found += (await searchVectors(opened(), { ...search, isExact: false })).filter((one) => exact.has(one.id)).length;
    }
    expect(found / 500).toBeGreaterThanOrEqual(0.95);
    const [first] = await searchVectors(opened(), {
      collection,
      vector: vectors[7] as Float32Array,
      most: 1,
      isExact: false,
    });
    expect(first?.score).toBeCloseTo(1, 3);
  });

  test("words are found by their index", async () => {
    const text = await opened().transaction(async (session) => {
      await session.query("set local enable_seqscan = off");
      const rows = await session.execute<{ "QUERY PLAN": string }>(`explain ${candidatesQuery(10)}`, [
        [1, 2],
        "{1:1}/1000000000",
        null,
      ]);
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    });
    expect(text).toContain("chunks_terms");
  });
});

async function explain(database: Database, spaceId: number, vector: Float32Array): Promise<string> {
  return database.transaction(async (session) => {
    await session.query("select set_config('enable_sort', 'off', true)");
    const rows = await session.execute<{ "QUERY PLAN": string }>(`explain ${indexQuery(32, "vector(32)", 10)}`, [
      spaceId,
      `[${[...vector].join(",")}]`,
      null,
    ]);
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  });
}

/** A document of so many passages with vectors from a seed. */
async function fill(database: Database, collectionId: string, count: number): Promise<Float32Array[]> {
  const next = seededVectors({ seed: 7, dimension: 32, clusters: 50 });
  const vectors = Array.from({ length: count }, next);
  const documentId = await addDocument(database, collectionId);
  const embedder = { id: "seeded", maker: "seeded", embed: () => Promise.reject(new Error("not asked")) };
  const spaceId = await ensureSpace(database, collectionId, embedder, 32);
  for (let from = 0; from < count; from += 250) {
    const chunks = vectors.slice(from, from + 250).map((vector, place) => ({
      documentId,
      generation: 1,
      position: from + place,
      text: `passage ${from + place}`,
      language: "eng",
      vector,
    }));
    await database.transaction((session) => insertChunks(session, { collectionId, workspaceId, spaceId }, chunks));
  }
  await database.execute("update documents set generation = 1, status = 'ready', chunks = $2 where id = $1", [
    documentId,
    count,
  ]);
  await countChange(database, collectionId, { documents: 1, chunks: count });
  await ensureIndex(database, 32);
  return vectors;
}
