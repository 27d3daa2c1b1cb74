import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeFetchApi } from "@/server/api/fetch-api";
import { appRouter } from "@/server/api/root";
import type { Database } from "@/server/db/open-database";
import { openTestDatabase } from "@/server/db/testing";
import { makePublicInterface } from "@/server/http/app";
import { publicRoutes } from "@/server/http/route";
import { ask, chainDocument, serveFrom } from "@/server/http/testing";
import { type Action, actions, type Role, roles } from "@/server/security/roles";

/** The table as it was promised, written down a second time: who changes one has to change the other. */
const promised: Record<Action, Role> = {
  "workflow.read": "viewer",
  "run.read": "viewer",
  "agent.read": "viewer",
  "conversation.read": "viewer",
  "memory.read": "viewer",
  "file.read": "viewer",
  "model.read": "viewer",
  "system.read": "viewer",
  "run.start": "operator",
  "conversation.write": "operator",
  "run.control": "operator",
  "file.write": "operator",
  "model.use": "operator",
  "workflow.write": "editor",
  "agent.write": "editor",
  "memory.write": "editor",
  "workflow.grant": "editor",
  "run.delete": "editor",
  "model.write": "admin",
};

/** Asks servers on this machine, or takes long: that it is allowed is seen of others with its action. */
const reachesOut = /discover|models\.look/;

let database: Database;
let served: ReturnType<typeof serveFrom>;
beforeAll(async () => {
  database = await openTestDatabase();
  served = serveFrom(database);
});
afterAll(async () => {
  await served.end();
  await database.close();
});

const headers = { host: "127.0.0.1:3000", "content-type": "application/json" };
const actorOf = (role: Role) => () => ({ id: `the ${role}`, role, workspaceId: "default" });

const byRole = <T>(make: (role: Role) => T) =>
  Object.fromEntries(roles.map((role) => [role, make(role)])) as Record<Role, T>;
const programs = byRole((role) => makePublicInterface(actorOf(role)).fetch);
const pages = byRole((role) => makeFetchApi(actorOf(role)));
const { routes } = makePublicInterface();
const procedures = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { type: string; meta: { action: Action } } }>,
);

interface Seen {
  readonly status: number;
  readonly text: string;
}

async function askAs(role: Role, method: string, path: string, body?: object): Promise<Seen> {
  const request = new Request(`http://127.0.0.1${path}`, {
    method,
    headers,
    body: method === "GET" || body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = await programs[role](request);
  return { status: answer.status, text: await answer.text() };
}

/** What it says first: a subscription that is allowed goes on. */
async function callAs(role: Role, name: string, type: string): Promise<Seen> {
  const left = new AbortController();
  const isPost = type === "mutation";
  const answer = await pages[role](
    new Request(`http://127.0.0.1/api/trpc/${name}`, {
      method: isPost ? "POST" : "GET",
      headers: type === "subscription" ? { ...headers, accept: "text/event-stream" } : headers,
      body: isPost ? "{}" : undefined,
      signal: left.signal,
    }),
  );
  const text = await answer.text();
  left.abort();
  return { status: answer.status, text };
}

const isRefused = ({ text }: Seen) => text.includes('"code":"FORBIDDEN"');
const mayBe = (role: Role, action: Action) => roles.indexOf(role) >= roles.indexOf(promised[action]);

it("the table is the one that was promised", () => {
  expect(Object.keys(promised).sort()).toEqual([...actions].sort());
});

describe.each(roles)("as a %s", (role) => {
  it.each(
    routes.filter(({ action }) => action !== "public").map((route) => [route.method, route.path, route] as const),
  )("%s %s is open or closed by the table", async (method, path, route) => {
    const isAllowed = mayBe(role, route.action as Action);
    if (isAllowed && reachesOut.test(path)) return;
    const seen = await askAs(role, method.toUpperCase(), path.replace(/\{\w+\}/g, "nobody"), {});
    expect([seen.status === 403 && isRefused(seen), seen.status === 401]).toEqual([!isAllowed, false]);
  });

  it.each(procedures)("%s is open or closed by the table", async (name, { _def }) => {
    const isAllowed = mayBe(role, _def.meta.action);
    if (isAllowed && reachesOut.test(name)) return;
    const seen = await callAs(role, name, _def.type);
    expect([isRefused(seen), seen.text.includes("UNAUTHENTICATED")]).toEqual([!isAllowed, false]);
  });
});

/** Read as any question, and asked with a body or at a time that a person chooses. */
const onlyReads = /^collections\.search$|\/search$|^documents\.previewSplit$/;

it("nothing that changes something is an action of those who only see", () => {
  const changing = [
    ...routes.filter(({ method }) => method !== "get").map(({ path, action }) => [path, action] as const),
    ...procedures
      .filter(([, { _def }]) => _def.type === "mutation")
      .map(([name, { _def }]) => [name, _def.meta.action] as const),
  ];
  expect(changing.length).toBeGreaterThan(30);
  for (const [what, action] of changing.filter(([name]) => !onlyReads.test(name)))
    expect(`${what}: ${action}`).not.toMatch(/\.read$/);
});

it("what is public is listed, and the webhooks are", async () => {
  const open = routes.filter(({ action }) => action === "public");
  const names = open.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  expect([...publicRoutes].sort()).toEqual(["ANY /api/hooks/*", ...names].sort());
});

describe("a question that waits", () => {
  const chain = chainDocument(0);
  const asking = {
    ...chain,
    nodes: [...chain.nodes, { id: "ask", type: "approval", position: { x: 0, y: 0 }, config: { title: "Go?" } }],
    connections: [
      { id: "a", source: "in", sourceHandle: "n", target: "ask", targetHandle: "value" },
      { id: "b", source: "ask", sourceHandle: "approved", target: "out", targetHandle: "value" },
    ],
  };

  it("is not answered by a viewer, and is by an operator, whose name stands in the trace", async () => {
    const { id } = (await ask("POST", "/api/v1/workflows", asking)).json;
    const { json } = await ask("POST", `/api/v1/workflows/${id}/runs?wait=10`, { input: { n: 1 } });
    expect(json.status).toBe("waiting");
    const path = `/api/v1/runs/${json.id}/nodes/ask/decision`;
    const refused = await askAs("viewer", "POST", path, { decision: "approve" });
    expect(JSON.parse(refused.text)).toMatchObject({ status: 403, code: "FORBIDDEN" });
    const input = { runId: json.id, nodeId: "ask", decision: "approve" };
    const page = await pages.viewer(
      new Request("http://127.0.0.1/api/trpc/runs.decide", { method: "POST", headers, body: JSON.stringify(input) }),
    );
    expect(page.status).toBe(403);
    for (const ending of ["cancel", "resume"])
      expect((await askAs("viewer", "POST", `/api/v1/runs/${json.id}/${ending}`, {})).status).toBe(403);
    const open = (await ask("GET", "/api/v1/approvals")).json.items;
    expect(open).toMatchObject([{ runId: json.id, nodeId: "ask" }]);
    expect((await ask("GET", `/api/v1/runs/${json.id}`)).json.status).toBe("waiting");
    expect((await askAs("operator", "POST", path, { decision: "approve" })).status).toBe(200);
    expect((await ask("GET", "/api/v1/approvals")).json.items).toEqual([]);
    const events = (await askAs("viewer", "GET", `/api/v1/runs/${json.id}/events`)).text;
    expect(events).toMatch(/"type":"node\.decided".*"by":"the operator"/);
  });
});
