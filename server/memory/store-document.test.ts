import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { describeEachDatabase } from "@/server/db/testing";
import { deleteCollection } from "@/server/memory/delete-collection";
import { deleteDocument } from "@/server/memory/delete-document";
import { editChunk } from "@/server/memory/edit-chunk";
import { storeDocument } from "@/server/memory/store-document";
import {
  addDocument,
  countRows,
  type LetterServer,
  makeCollection,
  serveLetters,
  signal,
  workspaceId,
} from "@/server/memory/testing/memory-scene";
import { errorOf } from "@/server/models/testing/ask";
import { openTestRegistry, type TestRegistry } from "@/server/models/testing/test-registry";
import { getCollection } from "./get-collection";

let registry: TestRegistry;
let letters: LetterServer;
let answer: Parameters<typeof serveLetters>[1];

beforeAll(async () => {
  registry = openTestRegistry();
  letters = await serveLetters("letters", (texts) => answer?.(texts) as never);
  registry.set(letters.entry);
});
afterEach(() => {
  answer = undefined;
});
afterAll(async () => {
  await letters.stub.close();
  registry.restore();
});

const passages = [
  "Looms weave cloth.",
  "Shuttles carry the weft through the warp.",
  "Heddles lift the warp threads.",
].map((text, place) => ({ text, details: { place } }));

describeEachDatabase("storing a document", (opened) => {
  test("makes it findable when it is whole, with vectors, terms and counts", async () => {
    const { id } = await makeCollection(opened());
    const document = { id: await addDocument(opened(), id) };
    const told: string[] = [];
    await storeDocument(opened(), {
      document,
      chunks: passages,
      signal,
      onProgress: (done, total) => told.push(`${done}/${total}`),
    });
    expect(told.at(-1)).toBe("3/3");
    const collection = await getCollection(opened(), workspaceId, id);
    expect(collection).toMatchObject({ documents: 1, chunks: 3, revision: 1, languages: ["eng"] });
    expect(collection.space).toEqual({ model: "letters", maker: "letters letters", dimension: 26 });
    expect(await countRows(opened(), id)).toMatchObject({ documents: 1, chunks: 3, vectors: 3, spaces: 1 });
    const [row] = await opened().execute("select status, chunks, language from documents where id = $1", [document.id]);
    expect(row).toEqual({ status: "ready", chunks: 3, language: "eng" });
  });

  test("again replaces its chunks; deleting it takes everything, also from the cache", async () => {
    const { id } = await makeCollection(opened());
    const document = { id: await addDocument(opened(), id) };
    await storeDocument(opened(), { document, chunks: passages, signal });
    const only = [{ text: "Kettles whistle at dawn." }];
    await storeDocument(opened(), { document, chunks: only, signal });
    expect(await countRows(opened(), id)).toMatchObject({ chunks: 1, vectors: 1, terms: 3 });
    expect(await getCollection(opened(), workspaceId, id)).toMatchObject({ documents: 1, chunks: 1, revision: 2 });
    letters.asked.length = 0;
    await storeDocument(opened(), { document, chunks: only, signal });
    expect(letters.asked).toEqual([]);
    await deleteDocument(opened(), workspaceId, document.id);
    expect(await countRows(opened(), id)).toEqual({ documents: 0, chunks: 0, vectors: 0, terms: 0, spaces: 1 });
    expect(await getCollection(opened(), workspaceId, id)).toMatchObject({ documents: 0, chunks: 0, revision: 4 });
    const next = { id: await addDocument(opened(), id) };
    await storeDocument(opened(), { document: next, chunks: only, signal });
    expect(letters.asked).toEqual(["Kettles whistle at dawn."]);
  });

  test("that fails or is canceled in the middle leaves what was there before", async () => {
    const { id } = await makeCollection(opened());
    const document = { id: await addDocument(opened(), id) };
    await storeDocument(opened(), { document, chunks: passages, signal });
    const many = Array.from({ length: 100 }, (_, place) => ({ text: `Passage number ${place} about ${document.id}` }));
    const abort = new AbortController();
    const canceled = storeDocument(opened(), {
      document,
      chunks: many,
      signal: abort.signal,
      onProgress: () => abort.abort(new Error("enough")),
    });
    await expect(canceled).rejects.toThrow("enough");
    expect(await countRows(opened(), id)).toMatchObject({ chunks: 3, vectors: 3 });
    const before = await countRows(opened(), id);
    answer = (texts) =>
      texts.map((text, index) => ({ index, embedding: text.includes("number 80") ? [1, 2] : Array(26).fill(1) }));
    const error = await errorOf(storeDocument(opened(), { document, chunks: many, signal }));
    expect(error.code).toBe("UPSTREAM_FAILED");
    expect(error.message).toContain("2 dimensions where 26 were expected");
    expect(await countRows(opened(), id)).toEqual(before);
    const [row] = await opened().execute("select generation > 0 as counts, chunks from documents where id = $1", [
      document.id,
    ]);
    expect(row).toEqual({ counts: true, chunks: 3 });
  });

  test("two at once: one of them counts, whole", async () => {
    const { id } = await makeCollection(opened());
    const document = { id: await addDocument(opened(), id) };
    const both = await Promise.allSettled([
      storeDocument(opened(), { document, chunks: passages, signal }),
      storeDocument(opened(), { document, chunks: passages.slice(1), signal }),
    ]);
    const failed = both.filter((one) => one.status === "rejected");
    for (const { reason } of failed) expect(reason).toMatchObject({ code: "CONFLICT" });
    const [row] = await opened().execute<{ chunks: number }>("select chunks from documents where id = $1", [
      document.id,
    ]);
    if (failed.length < 2)
      expect(await countRows(opened(), id)).toMatchObject({ chunks: row?.chunks, vectors: row?.chunks });
    else expect(await countRows(opened(), id)).toMatchObject({ chunks: 0, vectors: 0, terms: 0 });
  });

  test("whose collection is deleted in the middle ends with that, and nothing is left", async () => {
    const { id } = await makeCollection(opened());
    const document = { id: await addDocument(opened(), id) };
    const many = Array.from({ length: 200 }, (_, place) => ({ text: `Passage ${place} of what is deleted` }));
    let deleted: Promise<void> | undefined;
    const stored = storeDocument(opened(), {
      document,
      chunks: many,
      signal,
      onProgress: () => {
        deleted ??= deleteCollection(opened(), workspaceId, id);
      },
    });
    expect(await errorOf(stored)).toMatchObject({ code: "NOT_FOUND" });
    await deleted;
    expect(await countRows(opened(), id)).toEqual({ documents: 0, chunks: 0, vectors: 0, terms: 0, spaces: 0 });
  });

  test("an edited passage has its own vector and terms", async () => {
    const { id } = await makeCollection(opened());
    const document = { id: await addDocument(opened(), id) };
    await storeDocument(opened(), { document, chunks: [{ text: "aaa" }], signal });
    const [chunk] = await opened().execute<{ id: number }>("select id from chunks where document_id = $1", [
      document.id,
    ]);
    await editChunk(opened(), { workspaceId, chunkId: chunk?.id ?? 0, text: "zebra zoo", signal });
    const [after] = await opened().execute<{ vector: string; is_edited: boolean }>(
      "select embedding::text as vector, is_edited from chunk_vectors v join chunks c on c.id = v.chunk_id where document_id = $1",
      [document.id],
    );
    expect(after?.is_edited).toBe(true);
    const vector = JSON.parse(after?.vector ?? "[]") as number[];
    expect(vector[25]).toBeGreaterThan(0.5);
    expect(await countRows(opened(), id)).toMatchObject({ terms: 2 });
    const error = await errorOf(editChunk(opened(), { workspaceId, chunkId: 1_000_000, text: "x", signal }));
    expect(error.code).toBe("NOT_FOUND");
  });

  describe("an embedding model that answers", () => {
    const vectors = (texts: readonly string[]) => texts.map((_, index) => ({ index, embedding: Array(26).fill(1) }));
    test.each([
      ["half the batch", (texts: readonly string[]) => vectors(texts).slice(0, 1), "letters"],
      [
        "vectors of unlike dimensions",
        () => [[1, 2], [1], [2, 3]].map((embedding, index) => ({ index, embedding })),
        "1 dimensions where 2",
      ],
      [
        "what is no number",
        (texts: readonly string[]) =>
          vectors(texts).map((one) => ({ ...one, embedding: [1e39, ...one.embedding.slice(1)] })),
        "letters",
      ],
    ] as const)("%s stores nothing and is named", async (_, answers, told) => {
      answer = answers as typeof answer;
      const { id } = await makeCollection(opened());
      const document = { id: await addDocument(opened(), id) };
      const chunks = passages.map(({ text }) => ({ text: `${text} ${document.id}` }));
      const error = await errorOf(storeDocument(opened(), { document, chunks, signal }));
      expect(error.code).toBe("UPSTREAM_FAILED");
      expect(error.message).toContain(told);
      expect(await countRows(opened(), id)).toMatchObject({ chunks: 0, vectors: 0, terms: 0, spaces: 0 });
      const [kept] = await opened().execute("select key from embeddings where vector is null");
      expect(kept).toBeUndefined();
    });
  });
});
