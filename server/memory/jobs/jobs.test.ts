import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Database } from "@/server/db/open-database";
import { describeEachDatabase } from "@/server/db/testing";
import { findCollection } from "@/server/memory/collection-row";
import { deleteCollection } from "@/server/memory/delete-collection";
import { embedAgain } from "@/server/memory/embed-again";
import { cancelJob } from "@/server/memory/jobs/cancel-job";
import type { JobWork } from "@/server/memory/jobs/job";
import { JobHost } from "@/server/memory/jobs/job-host";
import { stopJobs } from "@/server/memory/jobs/jobs";
import { listJobs } from "@/server/memory/jobs/list-jobs";
import { rememberTexts } from "@/server/memory/remember-texts";
import { searchCollection } from "@/server/memory/search/search-collection";
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
import { newId } from "@/server/new-id";

let registry: TestRegistry;
let old: LetterServer;
let fresh: LetterServer;
let answer: Parameters<typeof serveLetters>[1];
beforeAll(async () => {
  registry = openTestRegistry();
  old = await serveLetters("old");
  fresh = await serveLetters("fresh", (texts) => answer?.(texts) as never, 20);
  registry.set(old.entry, fresh.entry);
});
afterEach(async () => {
  answer = undefined;
  await stopJobs();
});
afterAll(async () => {
  await Promise.all([old.stub.close(), fresh.stub.close()]);
  registry.restore();
});

const by = () => ({ runId: newId(), nodeId: "keep", path: "" });
const texts = (count: number, about = newId()) =>
  Array.from({ length: count }, (_, place) => ({ text: `Text ${place} of ${about}` }));

async function status(database: Database, collectionId: string) {
  const [job] = await listJobs(database, workspaceId, collectionId);
  return job?.status;
}

describeEachDatabase("embedding a collection again", (opened) => {
  test("fills a second space, is searched meanwhile, flips when it is whole, and deletes the old one", async () => {
    const { id } = await makeCollection(opened(), { embedder: "old" });
    await rememberTexts(opened(), { workspaceId, collectionId: id, texts: texts(150), by: by(), signal });
    const during: number[] = [];
    let added: Promise<unknown> | undefined;
    answer = (asked) => {
      if (asked.length > 1)
        added ??= (async () => {
          const collection = await findCollection(opened(), workspaceId, id);
          const found = await searchCollection(
            opened(),
            collection,
            { query: "Text 7", mode: "vector", topK: 3 },
            signal,
          );
          during.push(found.length);
          await rememberTexts(opened(), { workspaceId, collectionId: id, texts: texts(3), by: by(), signal });
        })();
      return undefined as never;
    };
    await embedAgain(opened(), workspaceId, id, "fresh");
    expect(await errorOf(embedAgain(opened(), workspaceId, id, "fresh"))).toMatchObject({ code: "CONFLICT" });
    await expect.poll(() => status(opened(), id)).toBe("completed");
    await added;
    expect(during).toEqual([3]);
    const collection = await findCollection(opened(), workspaceId, id);
    expect(collection).toMatchObject({ model: "fresh", embedder: "fresh", dimension: 20, chunks: 153 });
    await expect.poll(() => countRows(opened(), id)).toMatchObject({ chunks: 153, vectors: 153, spaces: 1 });
    const [job] = await listJobs(opened(), workspaceId, id);
    expect(job).toMatchObject({ stage: "embedding", done: job?.total });
    const found = await searchCollection(opened(), collection, { query: "Text 7", mode: "vector", topK: 3 }, signal);
    expect(found).toHaveLength(3);
  });

  test("that fails says why and leaves what was there", async () => {
    const { id } = await makeCollection(opened(), { embedder: "old" });
    await rememberTexts(opened(), { workspaceId, collectionId: id, texts: texts(100), by: by(), signal });
    answer = (asked) =>
      asked.slice(0, Math.max(1, asked.length / 2)).map((_, index) => ({ index, embedding: Array(20).fill(1) }));
    await embedAgain(opened(), workspaceId, id, "fresh");
    await expect.poll(() => status(opened(), id)).toBe("failed");
    const [job] = await listJobs(opened(), workspaceId, id);
    expect(job?.error).toMatchObject({ code: "UPSTREAM_FAILED" });
    expect(await countRows(opened(), id)).toMatchObject({ chunks: 100, vectors: 100, spaces: 1 });
    expect(await findCollection(opened(), workspaceId, id)).toMatchObject({ model: "old" });
  });
});

describeEachDatabase("a job", (opened) => {
  const hosts: JobHost[] = [];
  afterEach(async () => {
    for (const host of hosts.splice(0)) await host.stop();
  });
  const hostOf = (work: JobWork) => {
    const host = new JobHost({ database: opened(), owner: newId(), workOf: async () => work });
    hosts.push(host);
    return host;
  };
  const insert = async (documentId?: string) => {
    const { id: collectionId } = await makeCollection(opened());
    const id = newId();
    const document = documentId === undefined ? null : await addDocument(opened(), collectionId);
    await opened().execute(
      "insert into memory_jobs (id, kind, collection_id, document_id) values ($1, 'split', $2, $3)",
      [id, collectionId, document],
    );
    return { id, collectionId, document };
  };
  const row = async (id: string) => {
    const [found] = await opened().execute<{ status: string; stage: string; done: number; total: number | null }>(
      "select status, stage, done, total from memory_jobs where id = $1",
      [id],
    );
    return found;
  };

  test("shows how far it is, and goes on elsewhere when its process stops", async () => {
    const { id } = await insert();
    const begun = Promise.withResolvers<void>();
    const first = hostOf(async ({ progress, signal, isInterrupted }) => {
      progress("reading", 1, 4);
      begun.resolve();
      await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      expect(isInterrupted()).toBe(true);
    });
    await first.offer(id);
    await begun.promise;
    await first.stop();
    expect(await row(id)).toEqual({ status: "queued", stage: "reading", done: 1, total: 4 });
    const second = hostOf(async ({ progress }) => progress("reading", 4, 4));
    expect(await second.resume()).toBeGreaterThanOrEqual(1);
    await expect.poll(() => row(id)).toEqual({ status: "completed", stage: "reading", done: 4, total: 4 });
  });

  test("is canceled while it waits or works, and its document says so", async () => {
    const { id, document } = await insert("with a document");
    const begun = Promise.withResolvers<void>();
    const host = hostOf(async ({ signal }) => {
      begun.resolve();
      await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    });
    await host.offer(id);
    await begun.promise;
    await cancelJob(opened(), workspaceId, id);
    await expect.poll(async () => (await row(id))?.status).toBe("canceled");
    const [said] = await opened().execute("select status from documents where id = $1", [document]);
    expect(said).toEqual({ status: "canceled" });
    const waiting = await insert();
    expect(await cancelJob(opened(), workspaceId, waiting.id)).toMatchObject({ status: "canceled" });
    expect(await errorOf(cancelJob(opened(), workspaceId, "nobody"))).toMatchObject({ code: "NOT_FOUND" });
  });

  test("ends with its collection", async () => {
    const { id, collectionId } = await insert();
    const ended = Promise.withResolvers<unknown>();
    const begun = Promise.withResolvers<void>();
    const host = hostOf(async ({ signal }) => {
      begun.resolve();
      await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))).catch(
        ended.resolve,
      );
      signal.throwIfAborted();
    });
    await host.offer(id);
    await begun.promise;
    await deleteCollection(opened(), workspaceId, collectionId);
    expect(await ended.promise).toMatchObject({ code: "CANCELED" });
    expect(await row(id)).toBeUndefined();
  });
});
