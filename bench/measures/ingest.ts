import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { makePdf } from "../../server/memory/ingest/testing/make-pdf";
import { type BenchServer, startBenchServer } from "../support/bench-server";
import { groupMemory } from "../support/group-memory";
import type { Figure, Measure } from "../support/measure";
import { randomWords } from "../support/random-words";

const pages = 1_000;
const linesOnPage = 40;
/** With the embedding model that comes with the sources. */
const modelsFile = path.join(import.meta.dirname, "../../models.yaml");
const restMs = 5_000;
const pollMs = 50;

/** A PDF of 1,000 pages: how fast it is read and split, how fast it is in a collection, and what it leaves in memory. */
export const ingest: Measure = {
  name: "ingest",
  run: async ({ say }) => {
    const server = await startBenchServer({ HEDDLE_MODELS: modelsFile });
    try {
      await addPdf(server, await makeCollection(server), bookOf(20, 1));
      await delay(restMs);
      const before = await groupMemory(server.pid());
      const book = bookOf(pages, 2);
      const readMs = await previewPdf(server, book);
      say(`read and split in ${Math.round(readMs)} ms`);
      const { tookMs, slowestMs } = await addPdf(server, await makeCollection(server), book);
      say(`in the collection after ${Math.round(tookMs)} ms`);
      await delay(restMs);
      const after = await groupMemory(server.pid());
      return [
        { name: "pages read and split, without embedding", unit: "pages/s", rounds: [(pages / readMs) * 1_000] },
        { name: "pages read, embedded and stored", unit: "pages/s", rounds: [(pages / tookMs) * 1_000] },
        { name: "slowest request of the studio meanwhile", unit: "ms", rounds: [slowestMs], atMost: 100 },
        { name: "memory that 1,000 pages leave behind", unit: "MB", rounds: [after - before] },
      ] satisfies Figure[];
    } finally {
      await server.remove();
    }
  },
};

function bookOf(count: number, seed: number): Buffer {
  const words = randomWords(seed);
  return makePdf(
    Array.from({ length: count }, (_, page) =>
      Array.from({ length: linesOnPage }, (_, line) => (line === 0 ? `Page ${page + 1}` : `${words(11)}.`)),
    ),
  );
}

async function makeCollection(server: BenchServer): Promise<string> {
  const answer = await server.send("POST", "/api/trpc/collections.create", { name: "Books" });
  return (answer as { result: { data: { id: string } } }).result.data.id;
}

/** What the preview of a split does is all but embedding and storing. */
async function previewPdf(server: BenchServer, book: Buffer): Promise<number> {
  const sent = await fetch(`${server.url}/api/v1/files?name=book.pdf`, { method: "POST", body: new Uint8Array(book) });
  const { fileId } = (await sent.json()) as { fileId: string };
  const input = encodeURIComponent(JSON.stringify({ fileId }));
  const startedAt = performance.now();
  await server.send("GET", `/api/trpc/documents.previewSplit?input=${input}`);
  return performance.now() - startedAt;
}

async function addPdf(server: BenchServer, collection: string, book: Buffer) {
  const documents = `/api/v1/memory/${collection}/documents`;
  const startedAt = performance.now();
  const sent = await fetch(`${server.url}${documents}?name=book.pdf`, { method: "POST", body: new Uint8Array(book) });
  const { id } = (await sent.json()) as { id: string };
  let slowestMs = 0;
  for (;;) {
    const askedAt = performance.now();
    const { status, error } = (await server.send("GET", `${documents}/${id}`)) as { status: string; error?: unknown };
    slowestMs = Math.max(slowestMs, performance.now() - askedAt);
    if (status === "ready") return { tookMs: performance.now() - startedAt, slowestMs };
    if (status === "failed") throw new Error(`The book was not stored: ${JSON.stringify(error)}`);
    await delay(pollMs);
  }
}
