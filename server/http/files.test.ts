import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/server/db/open-database";
import { openTestDatabase } from "@/server/db/testing";
import { parseEnv } from "@/server/env";
import { largestFile } from "@/server/files/stored-file";
import { publicInterface } from "@/server/http/app";
import { ask, serveFrom } from "@/server/http/testing";
import { forgetSingleton, singleton } from "@/server/singleton";

let database: Database;
let served: ReturnType<typeof serveFrom>;
const dataDir = mkdtempSync(join(tmpdir(), "heddle-files-"));
beforeAll(async () => {
  forgetSingleton("env");
  singleton("env", () => parseEnv({ HEDDLE_DATA_DIR: dataDir, LOG_LEVEL: "silent" }));
  database = await openTestDatabase();
  served = serveFrom(database);
});
afterAll(async () => {
  await served.end();
  await database.close();
  forgetSingleton("env");
  rmSync(dataDir, { recursive: true });
});

const host = { host: "127.0.0.1" };

async function upload(
  body: BodyInit,
  query = "",
  headers = {},
): Promise<{ status: number; json: Record<string, unknown> }> {
  const response = await publicInterface().fetch(
    new Request(`http://127.0.0.1/api/v1/files${query}`, { method: "POST", headers: { ...host, ...headers }, body }),
  );
  return { status: response.status, json: await response.json() };
}

it.each([
  ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]), "image/png"],
  ["JSON", '{ "loom": 1 }', "application/json"],
  ["a page that calls itself a picture", "<script>alert(1)</script>", "text/plain"],
  ["bytes", new Uint8Array([0, 255, 0, 254]), "application/octet-stream"],
])("types %s by its content", async (_, content, mediaType) => {
  const { status, json } = await upload(content, "?name=a.png", { "content-type": "image/png" });
  expect(status).toBe(201);
  expect(json).toMatchObject({ mediaType, name: "a.png" });
  const response = await publicInterface().fetch(
    new Request(`http://127.0.0.1/api/v1/files/${json.fileId}`, { headers: host }),
  );
  expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from(content as string));
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": mediaType,
    "content-disposition": expect.stringMatching(/^attachment/),
    "x-content-type-options": "nosniff",
    "content-security-policy": expect.stringContaining("sandbox"),
  });
});

it("takes a form, and stores under a name of its own whatever the form calls it", async () => {
  const form = new FormData();
  form.append("file", new File(["threads"], "../../etc/passwd"));
  const { status, json } = await upload(form);
  expect(status).toBe(201);
  expect(json).toMatchObject({ name: "passwd", size: 7 });
  expect(readdirSync(join(dataDir, "files"))).toContain(json.fileId);
  expect((await upload(new FormData())).status).toBe(400);
});

it("refuses what is too large, and knows no path", async () => {
  const before = readdirSync(join(dataDir, "files")).length;
  expect((await upload(new Uint8Array(largestFile + 1))).status).toBe(413);
  expect(readdirSync(join(dataDir, "files")).length).toBe(before);
  expect((await ask("GET", "/api/v1/files/..%2f..%2fpackage.json")).status).toBe(404);
});

describe("a file as the input of a run", () => {
  const document = {
    format: "heddle.workflow",
    version: 1,
    name: "Reads a file",
    nodes: [
      {
        id: "in",
        type: "input",
        position: { x: 0, y: 0 },
        config: { fields: [{ name: "doc", type: "file", required: true }] },
      },
      { id: "out", type: "output", position: { x: 300, y: 0 }, config: { name: "doc" } },
    ],
    connections: [{ id: "c", source: "in", sourceHandle: "doc", target: "out", targetHandle: "value" }],
  };
  let runs: string;
  beforeAll(async () => {
    const { json } = await ask("POST", "/api/v1/workflows", document);
    runs = `/api/v1/workflows/${json.id}/runs`;
  });

  it("is what the server knows of it: a client's own words about it were believed", async () => {
    const { json: stored } = await upload("hello", "?name=notes.txt");
    const lies = { fileId: stored.fileId, name: "../../etc/passwd", mediaType: "image/png", size: -1, more: true };
    for (const doc of [{ fileId: stored.fileId }, lies]) {
      const { status, json } = await ask("POST", `${runs}?wait=10`, { input: { doc } });
      expect(status).toBe(200);
      expect(json).toMatchObject({ status: "completed", input: { doc: stored }, output: { doc: stored } });
    }
  });

  it.each(["nope", "../../etc/passwd", "a\u0000b", "__proto__", "x".repeat(10_000)])(
    "is refused with its field when nobody uploaded it: %s",
    async (fileId) => {
      const doc = { fileId, name: "a.txt", mediaType: "text/plain", size: 1 };
      const { status, json } = await ask("POST", runs, { input: { doc } });
      expect(status).toBe(422);
      expect(json).toMatchObject({ code: "NODE_INPUT_INVALID", field: "input.doc" });
      expect(json.issues).toMatchObject([{ path: "input.doc", message: expect.stringContaining("Upload it first") }]);
      expect(json.detail.length).toBeLessThan(300);
    },
  );

  it.each([["nope"], [7], [{ fileId: 7 }], [{ id: "x" }], [[]]])("is refused as %j", async (doc) => {
    const { status, json } = await ask("POST", runs, { input: { doc } });
    expect(status).toBe(422);
    expect(json.issues).toMatchObject([{ path: "input.doc", message: expect.stringContaining("an uploaded file") }]);
  });
});
