import { afterAll, beforeAll, expect, it } from "vitest";
import { makeFetchApi } from "@/server/api/fetch-api";
import { appRouter } from "@/server/api/root";
import type { Database } from "@/server/db/open-database";
import { openTestDatabase } from "@/server/db/testing";
import { makePublicInterface } from "@/server/http/app";
import { hooked } from "@/server/http/hooks/testing";
import { ask, send, serveFrom } from "@/server/http/testing";
import { localAdmin } from "@/server/security/roles";

/** An admin, and of another workspace: nothing of this one is there for them. */
const stranger = () => ({ id: "a stranger", role: "admin", workspaceId: "elsewhere" }) as const;
const programs = makePublicInterface(stranger);
const pages = makeFetchApi(stranger);

const mark = "only-for-us";
const headers = { host: "127.0.0.1:3000", "content-type": "application/json" };

let database: Database;
let served: ReturnType<typeof serveFrom>;
/** What there is, by the part of an address that it stands behind. */
let ids: Record<string, string>;

beforeAll(async () => {
  database = await openTestDatabase();
  served = serveFrom(database);
  const { json: workflow } = await ask("POST", "/api/v1/workflows", {
    ...hooked({ path: mark, respond: "finished" }),
    name: mark,
  });
  await ask("POST", `/api/v1/workflows/${workflow.id}/publish`);
  await ask("POST", `/api/hooks/${mark}`, { text: mark.repeat(40_000) });
  const [run] = (await ask("GET", `/api/v1/runs?workflow=${workflow.id}`)).json.items;
  const file = await send("POST", "/api/v1/files", mark, { "content-type": "text/plain", "x-file-name": "a.txt" });
  const [value] = await database.execute<{ id: string }>("select id from stored_values limit 1");
  ids = {
    workflows: workflow.id,
    runs: run.id,
    values: value?.id as string,
    files: ((await file.json()) as { fileId: string }).fileId,
  };
});
afterAll(async () => {
  await served.end();
  await database.close();
});

/** All that somebody of this workspace sees of it. */
async function everything(): Promise<string[]> {
  const { workflows, runs, values, files } = ids;
  const paths = [
    `workflows/${workflows}`,
    `workflows/${workflows}/publish`,
    `workflows/${workflows}/versions`,
    `workflows/${workflows}/grants`,
    `runs/${runs}`,
    `values/${values}`,
    `files/${files}`,
    "runs",
    "triggers",
  ];
  const answers = await Promise.all(paths.map((path) => ask("GET", `/api/v1/${path}`)));
  for (const [i, { status }] of answers.entries()) expect([paths[i], status]).toEqual([paths[i], 200]);
  return answers.map(({ text }) => text);
}

/** Asks servers of this machine. */
const reachesOut = /discover|models\.look/;

const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>);

/** What procedures say to somebody who knows all ids, for each id in each place. */
async function callAll(fetchApi: typeof pages, isMeant: (type: string) => boolean): Promise<[string, string][]> {
  const answers: [string, string][] = [];
  for (const [name, { _def }] of procedures) {
    if (reachesOut.test(name) || _def.type === "subscription" || !isMeant(_def.type)) continue;
    for (const id of Object.values(ids)) {
      const more = { name: "taken", label: "taken", version: 1, nodeId: "hook", decision: "approve", isPaused: true };
      const given = { id, workflowId: id, runId: id, ids: [id], body: "{}", baseRevision: 1, origin: "o", ...more };
      const input = JSON.stringify({ ...given, changeId: "c", changes: [], input: {}, fromNode: "shape", grants: {} });
      const isPost = _def.type === "mutation";
      const address = `http://127.0.0.1/api/trpc/${name}${isPost ? "" : `?input=${encodeURIComponent(input)}`}`;
      const answer = await fetchApi(
        new Request(address, { method: isPost ? "POST" : "GET", headers, body: isPost ? input : undefined }),
      );
      answers.push([name, await answer.text()]);
    }
  }
  return answers;
}

it("sees and changes nothing by any route or procedure, whoever's ids they know", async () => {
  const before = await everything();
  for (const { method, path } of programs.routes) {
    if (reachesOut.test(path)) continue;
    const id = ids[path.split("/")[3] as string] ?? "nobody";
    const address = path.replace("{id}", id).replace("{nodeId}", "hook").replace("{version}", "1");
    const body = method === "get" ? undefined : "{}";
    const request = new Request(`http://127.0.0.1${address}`, { method: method.toUpperCase(), headers, body });
    const answer = await programs.fetch(request);
    const isOurs = path.includes("{id}") && !path.includes("models");
    if (isOurs) expect([method, path, [404, 422].includes(answer.status)]).toEqual([method, path, true]);
    expect([path, (await answer.text()).includes(mark)]).toEqual([path, false]);
  }
  for (const [name, answer] of await callAll(pages, () => true))
    expect([name, answer.includes(mark)]).toEqual([name, false]);
  expect(await everything()).toEqual(before);
  // To people of this workspace the same questions are answered.
  const ours = await callAll(
    makeFetchApi(() => localAdmin),
    (type) => type === "query",
  );
  expect(new Set(ours.filter(([, text]) => text.includes(mark)).map(([name]) => name)).size).toBeGreaterThan(8);
});

it("hears nothing of this workspace's runs and workflows", async () => {
  const topics = { runs: [{ id: ids.runs, after: 0 }], workflows: [{ id: ids.workflows, after: 0 }] };
  const left = new AbortController();
  const input = encodeURIComponent(JSON.stringify(topics));
  const answer = await pages(
    new Request(`http://127.0.0.1/api/trpc/live.follow?input=${input}`, {
      headers: { ...headers, accept: "text/event-stream" },
      signal: left.signal,
    }),
  );
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  let heard = "";
  const decoder = new TextDecoder();
  // The first ping comes after three seconds, and what is known of a topic long before.
  while (!heard.includes("ping")) heard += decoder.decode((await reader.read()).value);
  left.abort();
  expect(heard).not.toContain(mark);
}, 20_000);
