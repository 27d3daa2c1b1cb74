import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Database } from "@/server/db/open-database";
import { openTestDatabase } from "@/server/db/testing";
import { parseEnv } from "@/server/env";
import { publicInterface } from "@/server/http/app";
import { ask, serveFrom } from "@/server/http/testing";
import { createCollection } from "@/server/memory/create-collection";
import { endReaders } from "@/server/memory/ingest/reader-threads";
import { makePdf } from "@/server/memory/ingest/testing/make-pdf";
import { stopJobs } from "@/server/memory/jobs/jobs";
import { forgetSingleton, singleton } from "@/server/singleton";

let database: Database;
let served: ReturnType<typeof serveFrom>;
const dataDir = mkdtempSync(join(tmpdir(), "heddle-documents-"));
const documents = "/api/v1/memory/notes/documents";

beforeAll(async () => {
  forgetSingleton("env");
  singleton("env", () => parseEnv({ HEDDLE_DATA_DIR: dataDir, HEDDLE_MAX_DOCUMENT_MB: "1", LOG_LEVEL: "silent" }));
  database = await openTestDatabase();
  served = serveFrom(database);
  await createCollection(database, "default", { name: "Notes" });
});
afterAll(async () => {
  await stopJobs();
  await endReaders();
  await served.end();
  await database.close();
  forgetSingleton("env");
  rmSync(dataDir, { recursive: true });
});

async function upload(body: BodyInit, query = "", headers: Record<string, string> = {}) {
  const request = new Request(`http://127.0.0.1${documents}${query}`, {
    method: "POST",
    headers: { host: "127.0.0.1:3000", ...headers },
    body,
    duplex: "half",
  } as RequestInit);
  const response = await publicInterface().fetch(request);
  return { status: response.status, json: await response.json() };
}

const ended = (id: string) =>
  vi.waitFor(
    async () => {
      const { json } = await ask("GET", `${documents}/${id}`);
      expect(["ready", "failed", "canceled"]).toContain(json.status);
      expect(json.job).toBeNull();
      return json;
    },
    { timeout: 30_000, interval: 50 },
  );

describe("documents of a collection", () => {
  it("are added as a text, as bytes and as a form, read, listed and deleted", async () => {
    const text = await ask("POST", documents, {
      text: "Looms weave cloth.",
      name: "looms.txt",
      metadata: { year: 1801 },
    });
    expect(text.status).toBe(202);
    const bytes = await upload(new Uint8Array(makePdf([["Shuttles carry the weft."]])), "?name=shuttles.pdf");
    expect(bytes).toMatchObject({ status: 202, json: { name: "shuttles.pdf", mediaType: "application/pdf" } });
    const form = new FormData();
    form.set("file", new File(['{"part": "heddle"}'], "parts.json"));
    form.set("metadata", '{"from": "form"}');
    const sent = await upload(form);
    expect(sent).toMatchObject({ status: 202, json: { metadata: { from: "form" } } });
    for (const { json } of [text, bytes, sent])
      expect(await ended(json.id)).toMatchObject({ status: "ready", chunks: 1, job: null });
    const asFile = await upload('{"a": 1}', "?name=a.json", { "content-type": "application/json" });
    expect(await ended(asFile.json.id)).toMatchObject({ origin: { kind: "file" }, mediaType: "application/json" });
    expect((await ask("GET", documents)).json.items).toHaveLength(4);
    expect((await ask("DELETE", `${documents}/${text.json.id}`)).status).toBe(204);
    expect((await ask("GET", `${documents}/${text.json.id}`)).status).toBe(404);
  });

  it("are refused with what to do", async () => {
    const again = await ask("POST", documents, { text: "Told twice." });
    expect(await ended(again.json.id)).toMatchObject({ status: "ready" });
    const twice = await ask("POST", documents, { text: "Told twice." });
    expect(twice).toMatchObject({
      status: 409,
      json: { code: "CONFLICT", documentId: again.json.id },
    });
    expect(await ask("POST", documents, { name: "nothing" })).toMatchObject({ status: 422 });
    expect(await ask("POST", documents, { text: "a", url: "http://a.example" })).toMatchObject({ status: 422 });
    expect(await ask("POST", "/api/v1/memory/none/documents", { text: "a" })).toMatchObject({ status: 404 });
    const large = await upload(Buffer.alloc(1024 * 1024 + 1, "a"), "?name=large.txt");
    expect(large).toMatchObject({
      status: 413,
      json: { code: "LIMIT_EXCEEDED", detail: expect.stringContaining("larger than 1 MB") },
    });
    const broken = await upload("%PDF-1.4 and no more", "?name=broken.pdf");
    expect(await ended(broken.json.id)).toMatchObject({ status: "failed", error: { code: "REQUEST_INVALID" } });
    expect((await ask("POST", `${documents}/${broken.json.id}/cancel`)).json).toMatchObject({ status: "failed" });
  });
});
