import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Database } from "@/server/db/open-database";
import { describeEachDatabase } from "@/server/db/testing";
import { parseEnv } from "@/server/env";
import { pathOf } from "@/server/files/stored-file";
import { deleteCollection } from "@/server/memory/delete-collection";
import { deleteDocument } from "@/server/memory/delete-document";
import { addDocument } from "@/server/memory/documents/add-document";
import { addFile } from "@/server/memory/documents/add-file";
import { cancelDocument } from "@/server/memory/documents/cancel-document";
import type { Document } from "@/server/memory/documents/document";
import { getDocument } from "@/server/memory/documents/get-document";
import { listChunks } from "@/server/memory/documents/list-chunks";
import { listDocuments } from "@/server/memory/documents/list-documents";
import { previewSplit } from "@/server/memory/documents/preview-split";
import { retryDocument } from "@/server/memory/documents/retry-document";
import { splitAgain } from "@/server/memory/documents/split-again";
import { endReaders } from "@/server/memory/ingest/reader-threads";
import { makePdf } from "@/server/memory/ingest/testing/make-pdf";
import { jobHost, stopJobs } from "@/server/memory/jobs/jobs";
import { listJobs } from "@/server/memory/jobs/list-jobs";
import {
  countRows,
  type LetterServer,
  makeCollection,
  serveLetters,
  signal,
  workspaceId,
} from "@/server/memory/testing/memory-scene";
import { updateCollection } from "@/server/memory/update-collection";
import { openTestRegistry, type TestRegistry } from "@/server/models/testing/test-registry";
import { forgetSingleton, singleton } from "@/server/singleton";

let registry: TestRegistry;
let letters: LetterServer;
let answer: Parameters<typeof serveLetters>[1];
let folder: string;
let web: Server;
let site: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "heddle-documents-"));
  web = createServer((request, response) => {
    if (request.url === "/gone") response.writeHead(404).end();
    else if (request.url === "/large") response.end("x".repeat(3 * 1024 * 1024));
    else
      response
        .setHeader("content-type", "text/html; charset=utf-8")
        .end("<html><head><title>Looms</title></head><body><h1>Looms</h1><p>They weave.</p></body></html>");
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => web.once("listening", resolve));
  site = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  registry = openTestRegistry();
  letters = await serveLetters("letters", (texts) => answer?.(texts) as never);
  registry.set(letters.entry);
  forgetSingleton("env");
  forgetSingleton("outbound");
  singleton("env", () =>
    parseEnv({
      ...process.env,

      HEDDLE_DATA_DIR: folder,
      HEDDLE_MAX_DOCUMENT_MB: "2",
      HEDDLE_ALLOW_HOSTS: new URL(site).host,
      LOG_LEVEL: "silent",
    }),
  );
});
afterEach(() => {
  answer = undefined;
});
afterAll(async () => {
  await stopJobs();
  await endReaders();
  await letters.stub.close();
  web.close();
  registry.restore();
  forgetSingleton("env");
  forgetSingleton("outbound");
  await rm(folder, { recursive: true });
});

async function* bytes(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield typeof content === "string" ? Buffer.from(content) : content;
}

async function ended(database: Database, { id }: Pick<Document, "id">): Promise<Document> {
  return vi.waitFor(
    async () => {
      const document = await getDocument(database, workspaceId, id);
      expect(["ready", "failed", "canceled"]).toContain(document.status);
      expect(document.job).toBeNull();
      return document;
    },
    { timeout: 30_000, interval: 50 },
  );
}

describeEachDatabase("documents", (opened) => {
  const add = (collection: string, name: string, content: string | Uint8Array) =>
    addFile(opened(), { workspaceId, collection, name, content: bytes(content), metadata: { from: "test" } });

  test("are read, split and stored, with what is known of them", async () => {
    const { id, slug } = await makeCollection(opened());
    const given = await add(slug, "looms.pdf", makePdf([["Looms weave cloth."], ["Heddles lift the warp."]]));
    expect(given).toMatchObject({
      collectionId: id,
      name: "looms.pdf",
      mediaType: "application/pdf",
      metadata: { from: "test" },
    });
    const document = await ended(opened(), given);
    expect(document).toMatchObject({
      status: "ready",
      chunks: 1,
      language: "eng",
      error: null,
      origin: { kind: "file", pages: 2 },
    });
    const { items } = await listChunks(opened(), workspaceId, given.id);
    expect(items).toMatchObject([
      { position: 0, details: { page: 1, headings: [], start: 0 }, isEdited: false, isDouble: false },
    ]);
    expect((await listDocuments(opened(), { workspaceId, collectionId: id })).items).toEqual([document]);
  });

  test("that cannot be read fail with a reason, and the others go on", async () => {
    const { id } = await makeCollection(opened());
    const all = await Promise.all([
      add(id, "locked.pdf", makePdf([["secret"]], "password")),
      add(id, "broken.pdf", "%PDF-1.4 and nothing else"),
      add(id, "good.md", "# Good\n\nIt is read."),
    ]);
    const [locked, broken, good] = await Promise.all(all.map((one) => ended(opened(), one)));
    expect(locked).toMatchObject({
      status: "failed",
      chunks: 0,
      error: { code: "REQUEST_INVALID", hint: expect.any(String) },
    });
    expect(locked?.error?.message).toContain("locked.pdf is encrypted");
    expect(broken).toMatchObject({ status: "failed", error: { message: "broken.pdf is broken and cannot be read." } });
    expect(good).toMatchObject({ status: "ready", chunks: 1 });
    expect(await countRows(opened(), id)).toMatchObject({ documents: 3, chunks: 1, vectors: 1 });
  });

  test("that fail when they are stored leave nothing half, and can be tried again", async () => {
    const { id } = await makeCollection(opened());
    answer = (texts) => texts.slice(1).map((_, index) => ({ index, embedding: [Number.NaN] })) as never;
    const failed = await ended(
      opened(),
      await addDocument(opened(), workspaceId, id, { text: "A text that cannot be embedded." }),
    );
    expect(failed).toMatchObject({ status: "failed", error: { code: expect.stringMatching(/UPSTREAM_FAILED/) } });
    expect(await countRows(opened(), id)).toMatchObject({ chunks: 0, vectors: 0, terms: 0 });
    answer = undefined;
    const again = await ended(opened(), await retryDocument(opened(), workspaceId, failed.id));
    expect(again).toMatchObject({ status: "ready", chunks: 1, error: null });
    await expect(retryDocument(opened(), workspaceId, failed.id)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("that are there already are told, by their bytes and by their text", async () => {
    const { id } = await makeCollection(opened());
    const first = await ended(opened(), await add(id, "a.txt", "The same words."));
    await expect(add(id, "b.txt", "The same words.")).rejects.toMatchObject({
      code: "CONFLICT",
      details: { documentId: first.id },
    });
    await expect(addDocument(opened(), workspaceId, id, { text: "The same words." })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    const other = await ended(opened(), await add(id, "b.txt", "\uFEFFThe same words."));
    expect(other).toMatchObject({
      status: "failed",
      error: { code: "CONFLICT", message: expect.stringContaining(first.id) },
    });
    const files = await opened().execute("select id from files where sha256 is not null and name = 'b.txt'");
    expect(files).toHaveLength(1);
  });

  test("are canceled while they are embedded, and are gone when they are deleted, with their file", async () => {
    const { id } = await makeCollection(opened());
    let isAsked = () => {};
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve;
    });
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    answer = (async () => {
      isAsked();
      await held;
    }) as never;
    const given = await add(id, "long.txt", "Words of it. ".repeat(4_000));
    await asked;
    await cancelDocument(opened(), workspaceId, given.id);
    const canceled = await ended(opened(), given);
    goOn();
    expect(canceled).toMatchObject({ status: "canceled", chunks: 0 });
    expect(await countRows(opened(), id)).toMatchObject({ chunks: 0, vectors: 0 });
    const file = pathOf(String(canceled.origin.fileId));
    expect(existsSync(file)).toBe(true);
    await deleteDocument(opened(), workspaceId, given.id);
    expect(existsSync(file)).toBe(false);
    const kept = await ended(opened(), await add(id, "kept.txt", "More words."));
    await deleteCollection(opened(), workspaceId, id);
    expect(existsSync(pathOf(String(kept.origin.fileId)))).toBe(false);
  });

  test("go on where the server was stopped, without being read again", async () => {
    const { id } = await makeCollection(opened());
    let isAsked = () => {};
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve;
    });
    answer = (async () => {
      isAsked();
      await new Promise(() => {});
    }) as never;
    const given = await add(id, "book.txt", "A book that is stored in two lives. ".repeat(200));
    await asked;
    await stopJobs();
    expect(await getDocument(opened(), workspaceId, given.id)).toMatchObject({ status: "working", chunks: 0 });
    expect(await countRows(opened(), id)).toMatchObject({ chunks: 0, vectors: 0 });
    await rm(pathOf(String(given.origin.fileId)));
    answer = undefined;
    await jobHost(opened()).resume();
    expect(await ended(opened(), given)).toMatchObject({ status: "ready", error: null });
  });

  test("say how many of their passages are in others too", async () => {
    const { id } = await makeCollection(opened());
    const shared = `# Shared\n\n${"The same section stands in both of these files. ".repeat(12)}`;
    const own = (word: string) => `# Own\n\n${`The ${word} section stands in one of them only. `.repeat(12)}`;
    const settings = { chunkSize: 64, overlap: 0 };
    await updateCollection(opened(), workspaceId, id, { settings });
    await ended(opened(), await add(id, "a.md", `${shared}\n${own("first")}`));
    const second = await ended(opened(), await add(id, "b.md", `${shared}\n${own("second")}`));
    const { items } = await listChunks(opened(), workspaceId, second.id);
    const doubles = items.filter(({ isDouble }) => isDouble).length;
    expect(doubles).toBeGreaterThan(0);
    expect(doubles).toBeLessThan(items.length);
    expect((await getDocument(opened(), workspaceId, second.id)).origin).toMatchObject({ doubles });
  });

  test("are split again with other settings, also a preview of it that stores nothing", async () => {
    const { id } = await makeCollection(opened());
    const text = "Every sentence here is about the same long. ".repeat(40);
    const given = await ended(opened(), await addDocument(opened(), workspaceId, id, { text, name: "long.md" }));
    const settings = { chunkSize: 64, overlap: 0 };
    const preview = await previewSplit(opened(), workspaceId, { documentId: given.id, settings }, signal);
    expect(preview.count).toBeGreaterThan(given.chunks);
    expect((await getDocument(opened(), workspaceId, given.id)).chunks).toBe(given.chunks);
    await updateCollection(opened(), workspaceId, id, { settings });
    await splitAgain(opened(), workspaceId, id);
    await vi.waitFor(
      async () =>
        expect((await listJobs(opened(), workspaceId, id))[0]).toMatchObject({ kind: "split", status: "completed" }),
      { timeout: 20_000 },
    );
    const after = await getDocument(opened(), workspaceId, given.id);
    expect(after.chunks).toBe(preview.count);
    expect((await listChunks(opened(), workspaceId, given.id)).items.map((chunk) => chunk.text)).toEqual(
      preview.chunks.map((chunk) => chunk.text).slice(0, 50),
    );
  });

  test("come from a page by its address, through the one way out", async () => {
    const { id } = await makeCollection(opened());
    const page = await ended(opened(), await addDocument(opened(), workspaceId, id, { url: `${site}/looms` }));
    expect(page).toMatchObject({
      status: "ready",
      name: "Looms",
      mediaType: "text/html",
      origin: { kind: "page", address: `${site}/looms` },
    });
    const gone = await ended(opened(), await addDocument(opened(), workspaceId, id, { url: `${site}/gone` }));
    expect(gone).toMatchObject({ status: "failed", error: { code: "UPSTREAM_FAILED" } });
    const large = await ended(opened(), await addDocument(opened(), workspaceId, id, { url: `${site}/large` }));
    expect(large).toMatchObject({ status: "failed", error: { code: "LIMIT_EXCEEDED" } });
    const closed = await ended(
      opened(),
      await addDocument(opened(), workspaceId, id, { url: "http://127.0.0.1:48211/private" }),
    );
    expect(closed).toMatchObject({ status: "failed", error: { code: "PERMISSION_NEEDED" } });
  });

  test("that are too large are refused, before they are read where their size is announced", async () => {
    const { id } = await makeCollection(opened());
    let isRead = false;
    const watched = async function* () {
      isRead = true;
      yield Buffer.alloc(10);
    };
    const announced = addFile(opened(), {
      workspaceId,
      collection: id,
      name: "a.txt",
      content: watched(),
      announced: 200 * 1024 * 1024,
    });
    await expect(announced).rejects.toMatchObject({
      code: "LIMIT_EXCEEDED",
      hint: expect.stringContaining("HEDDLE_MAX_DOCUMENT_MB"),
    });
    expect(isRead).toBe(false);
    await expect(add(id, "b.txt", Buffer.alloc(3 * 1024 * 1024, "a"))).rejects.toMatchObject({
      code: "LIMIT_EXCEEDED",
    });
    expect(await opened().execute("select id from documents where collection_id = $1", [id])).toEqual([]);
  });
});
