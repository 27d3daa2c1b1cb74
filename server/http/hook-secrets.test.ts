import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeFetchApi } from "@/server/api/fetch-api";
import type { Database } from "@/server/db/open-database";
import { openTestDatabase } from "@/server/db/testing";
import { makePublicInterface } from "@/server/http/app";
import { hooked, publishHook, runsOf } from "@/server/http/hooks/testing";
import { ask, serveFrom } from "@/server/http/testing";
import type { Role } from "@/server/security/roles";

const secret = "s3cret-of-the-hook";
const headers = { host: "127.0.0.1:3000", "content-type": "application/json" };
const actor = (role: Role) => () => ({ id: role, role, workspaceId: "default" });

let database: Database;
let served: ReturnType<typeof serveFrom>;
let id: string;
let runId: string;
beforeAll(async () => {
  database = await openTestDatabase();
  served = serveFrom(database);
  const hook = await publishHook((config) => hooked(config), { signature: "secret", secret });
  id = hook.id;
  await ask("POST", hook.path, {}, { "x-heddle-secret": secret });
  runId = (await runsOf(id))[0]?.id as string;
});
afterAll(async () => {
  await served.end();
  await database.close();
});

const read = async (role: Role, path: string) =>
  (await makePublicInterface(actor(role)).fetch(new Request(`http://127.0.0.1${path}`, { headers }))).text();

async function query(role: Role, name: string, input: object): Promise<string> {
  const address = `http://127.0.0.1/api/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input))}`;
  const answer = await makeFetchApi(actor(role))(new Request(address, { headers }));
  expect(answer.status).toBe(200);
  return answer.text();
}

/** What a tab of this role hears of the workflow's edits since its first revision. */
async function hear(role: Role): Promise<string> {
  const topics = { runs: [], workflows: [{ id, after: 0 }] };
  const left = new AbortController();
  const address = `http://127.0.0.1/api/trpc/live.follow?input=${encodeURIComponent(JSON.stringify(topics))}`;
  const request = new Request(address, { headers: { ...headers, accept: "text/event-stream" }, signal: left.signal });
  const reader = ((await makeFetchApi(actor(role))(request)).body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let heard = "";
  while (!heard.includes("node.config")) heard += decoder.decode((await reader.read()).value);
  left.abort();
  return heard;
}

describe("the secret of a webhook", () => {
  const seen = async (role: Role) => [
    await read(role, `/api/v1/workflows/${id}`),
    await query(role, "workflows.get", { id }),
    await query(role, "workflows.version", { id, version: 1 }),
    await query(role, "runs.document", { id: runId }),
  ];

  it.each(["viewer", "operator"] as const)("is not shown to a %s", async (role) => {
    for (const text of await seen(role)) {
      expect(text).not.toContain(secret);
      expect(text).toContain("{{ secrets.HOOK_SECRET }}");
    }
    for (const path of [
      "triggers",
      `workflows/${id}/publish`,
      `workflows/${id}/export`,
      `runs/${runId}`,
      `runs/${runId}/events`,
    ])
      expect([path, (await read(role, `/api/v1/${path}`)).includes(secret)]).toEqual([path, false]);
  });

  it("is there for those who may change it", async () => {
    for (const text of await seen("editor")) expect(text).toContain(secret);
  });

  it("is not heard by a viewer when it is typed", async () => {
    const { revision } = (await ask("GET", `/api/v1/workflows/${id}`)).json;
    const typed = { type: "node.config", id: "hook", set: { secret: `${secret}-again` } };
    const body = JSON.stringify({ id, baseRevision: revision, origin: "a", changeId: "c", changes: [typed] });
    const request = new Request("http://127.0.0.1/api/trpc/workflows.change", { method: "POST", headers, body });
    expect((await makeFetchApi(actor("editor"))(request)).status).toBe(200);
    expect(await hear("viewer")).not.toContain(secret);
    expect(await hear("editor")).toContain(`${secret}-again`);
  });

  it("stays when an exported document is stored again", async () => {
    const exported = (await ask("GET", `/api/v1/workflows/${id}/export`)).json;
    expect(JSON.stringify(exported)).not.toContain(secret);
    expect((await ask("PUT", `/api/v1/workflows/${id}`, { ...exported, name: "Renamed" })).status).toBe(200);
    const { document } = (await ask("GET", `/api/v1/workflows/${id}`)).json;
    expect(document.name).toBe("Renamed");
    expect(document.nodes[0].config.secret).toBe(`${secret}-again`);
    expect(document.requires?.secrets ?? []).toEqual([]);
    expect((await ask("POST", `/api/v1/workflows/${id}/publish`)).status).toBe(200);
  });
});
