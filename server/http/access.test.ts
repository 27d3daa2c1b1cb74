import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchApi } from "@/server/api/fetch-api";
import { appRouter } from "@/server/api/root";
import type { Database } from "@/server/db/open-database";
import { openTestDatabase } from "@/server/db/testing";
import { type Env, env, parseEnv } from "@/server/env";
import { publicInterface } from "@/server/http/app";
import { publicRoutes } from "@/server/http/route";
import { ask, serveFrom } from "@/server/http/testing";
import { type Action, actions, authorize, localAdmin, mayDo, roles } from "@/server/security/roles";
import { forgetSingleton, singleton } from "@/server/singleton";

const { routes } = publicInterface();
const nameOf = (route: (typeof routes)[number]) => `${route.method.toUpperCase()} ${route.path}`;
const addressOf = (route: (typeof routes)[number]) => route.path.replace(/\{\w+\}/g, "1");
const procedures = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { type: string; meta?: { action?: Action } } }>,
);

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

async function withEnv(change: Partial<Env>, work: () => Promise<void>): Promise<void> {
  forgetSingleton("env");
  singleton("env", () => ({ ...parseEnv(process.env), ...change }));
  await work().finally(() => forgetSingleton("env"));
  env();
}

function callProcedure(name: string, type: string, headers: Record<string, string> = {}): Promise<Response> {
  const isPost = type === "mutation";
  const own = { host: "localhost:3000", ...(isPost ? { "content-type": "application/json" } : {}), ...headers };
  return fetchApi(
    new Request(`http://localhost:3000/api/trpc/${name}`, {
      method: isPost ? "POST" : "GET",
      headers: own,
      body: isPost ? "{}" : undefined,
    }),
  );
}

describe.each(routes.map((route) => [nameOf(route), route] as const))("%s", (name, route) => {
  it("is for those who may do its action, unless it is listed as public", async () => {
    expect(route.action === "public").toBe(publicRoutes.has(name));
    await withEnv({ auth: true }, async () => {
      const { status } = await ask(route.method.toUpperCase(), addressOf(route));
      if (route.action === "public") expect(status).toBe(200);
      else expect(status).toBe(401);
    });
  });

  it.each([
    ["a name that somebody points at this machine", { host: "evil.example" }],
    ["a name that begins like ours", { host: "localhost.evil.example:3000" }],
    ["another web page", { origin: "https://evil.example" }],
    ["a page of another local server", { origin: "http://127.0.0.1:9999" }],
    ["a file or a sandboxed frame", { origin: "null" }],
    ["an image of another page", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" }],
  ])("refuses %s", async (_, headers: Record<string, string>) => {
    const answer = await ask(route.method.toUpperCase(), addressOf(route), undefined, headers);
    expect(answer.status).toBe(403);
    expect(answer.json).toMatchObject({ status: 403, code: "FORBIDDEN" });
  });
});

describe.each(procedures)("procedure %s", (name, { _def }) => {
  it("names its action, is closed to nobody's requests and to foreign pages", async () => {
    expect(actions).toContain(_def.meta?.action);
    await withEnv({ auth: true }, async () => {
      const answer = await callProcedure(name, _def.type);
      const text = await answer.text();
      // A subscription has its status sent before it begins.
      if (_def.type === "subscription") expect(text).toContain("UNAUTHENTICATED");
      else expect(answer.status).toBe(401);
    });
    expect((await callProcedure(name, _def.type, { host: "evil.example" })).status).toBe(403);
    expect((await callProcedure(name, _def.type, { origin: "https://evil.example" })).status).toBe(403);
  });
});

describe("a webhook's address", () => {
  const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

  it.each(methods)("is open to %s without a sign-in: its own secret says who may call it", async (method) => {
    await withEnv({ auth: true }, async () => {
      const { status } = await ask(method, "/api/hooks/nobody");
      expect(status).toBe(method === "OPTIONS" ? 204 : 404);
    });
  });

  it.each(methods)("is closed to %s of foreign pages", async (method) => {
    for (const headers of [
      { host: "evil.example" },
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" },
    ] as Record<string, string>[])
      expect((await ask(method, "/api/hooks/nobody", undefined, headers)).status).toBe(403);
  });
});

it.each(["127.0.0.1:3000", "localhost", "[::1]:8080"])("answers under %s, also to its own pages", async (host) => {
  expect((await ask("GET", "/api/v1/workflows", undefined, { host })).status).toBe(200);
  expect((await ask("GET", "/api/v1/workflows", undefined, { host, origin: `http://${host}` })).status).toBe(200);
});

it("gives each role what lower ones may do, and more", () => {
  const allowed = roles.map((role) => actions.filter((action) => mayDo(role, action)));
  for (let i = 1; i < allowed.length; i += 1) {
    expect(allowed[i]).toEqual(expect.arrayContaining(allowed[i - 1] ?? []));
    expect(allowed[i]?.length).toBeGreaterThan(allowed[i - 1]?.length ?? 0);
  }
  expect(allowed.at(-1)).toEqual(actions);
  expect(() => authorize({ ...localAdmin, role: "viewer" }, "run.start")).toThrow("viewer");
  expect(() => authorize(undefined, "run.read")).toThrow("Sign in");
});

it("documents every route, with the schemas that check it", async () => {
  const { json } = await ask("GET", "/api/v1/openapi.json");
  expect(json.openapi).toBe("3.1.0");
  for (const route of routes)
    expect(json.paths[route.path]?.[route.method], nameOf(route)).toMatchObject({
      summary: route.summary,
      "x-heddle-action": route.action,
    });
  expect(json.paths["/api/v1/workflows"].post.requestBody.content["application/json"].schema).toEqual({
    $ref: "#/components/schemas/Workflow",
  });
  expect(json.components.schemas.Workflow.required).toEqual(
    expect.arrayContaining(["format", "version", "name", "nodes", "connections"]),
  );
  expect(JSON.stringify(json)).not.toContain("undefined");
});

it("serves the schema of the document with the config of each node type", async () => {
  const { json, headers } = await ask("GET", "/api/v1/workflow.schema.json");
  expect(headers.get("content-type")).toBe("application/schema+json");
  expect(json.required).toEqual(["format", "version", "name", "nodes", "connections"]);
  expect(json.properties.settings.properties.durability.default).toBe("steps");
  expect(json.$defs["config.agent"].properties).toHaveProperty("prompt");
});

describe("an address", () => {
  it.each([
    ["/api/v1/workflows", "DELETE", "GET, POST, HEAD, OPTIONS"],
    ["/api/v1/workflows/1/runs", "GET", "POST, OPTIONS"],
    ["/api/v1/workflows/1/runs", "HEAD", "POST, OPTIONS"],
    ["/api/v1/runs/1", "PATCH", "GET, DELETE, HEAD, OPTIONS"],
    ["/api/health", "POST", "GET, HEAD, OPTIONS"],
  ])("%s that is asked by %s answers 405 and what it takes", async (path, method, allow) => {
    const { status, json, headers } = await ask(method, path);
    expect(status).toBe(405);
    expect(headers.get("allow")).toBe(allow);
    if (method !== "HEAD")
      expect(json).toMatchObject({ status: 405, detail: `${path} takes ${allow}, not ${method}.` });
    expect((await ask("OPTIONS", path)).status).toBe(204);
    expect((await ask("OPTIONS", path)).headers.get("allow")).toBe(allow);
  });

  it.each(["GET", "POST", "PUT", "DELETE", "OPTIONS"])(
    "that nothing is at answers %s with a problem",
    async (method) => {
      for (const path of ["/api/v1/nothing", "/api/nothing", "/api", `/api/v1/${"x".repeat(3_000)}`]) {
        const { status, json, headers } = await ask(method, path);
        expect(status).toBe(404);
        expect(headers.get("content-type")).toBe("application/problem+json");
        expect(json).toMatchObject({ code: "NOT_FOUND", hint: expect.stringContaining("openapi.json") });
        expect(json.detail.length).toBeLessThan(250);
      }
    },
  );

  it("of the pages' interface takes GET and POST alone", async () => {
    const headers = { host: "127.0.0.1:3000" };
    const answer = await fetchApi(new Request("http://127.0.0.1/api/trpc/system.info", { method: "DELETE", headers }));
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET, HEAD, POST");
    expect(await answer.json()).toMatchObject({ status: 405, code: "REQUEST_INVALID" });
  });

  it.each(["%00", "a%00b", "x".repeat(5_000), "%F0%9F%92%A9", "..%2f..%2fetc%2fpasswd", "__proto__", "%ff"])(
    "with the id %s is the sender's fault",
    async (id) => {
      for (const path of ["workflows", "runs", "files", "values", "models"]) {
        const { status, json } = await ask("GET", `/api/v1/${path}/${id}`);
        expect([400, 404, 422], `${path}: ${status}`).toContain(status);
        expect(json.detail).toBeTruthy();
      }
      for (const query of [`cursor=${id}`, `search=${id}`, `limit=${id}`, `status=${id}`, `workflow=${id}`])
        for (const path of ["workflows", "runs"])
          expect((await ask("GET", `/api/v1/${path}?${query}`)).status, query).toBeLessThan(500);
    },
  );
});
