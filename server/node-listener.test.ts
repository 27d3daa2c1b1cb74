import { once } from "node:events";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/server/db/open-database";
import { openTestDatabase } from "@/server/db/testing";
import { serveFrom } from "@/server/http/testing";
import { createListener } from "@/server/node-listener";

let database: Database;
let served: ReturnType<typeof serveFrom>;
let server: Server;

beforeAll(async () => {
  database = await openTestDatabase();
  served = serveFrom(database);
  const listener = createListener();
  server = createServer((incoming, outgoing) => {
    if (!listener(incoming, outgoing)) outgoing.end("a page");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await served.end();
  await database.close();
});

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Node's own client: it sends any Host, and a path as it is. */
function ask(path: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}) {
  const { port } = server.address() as AddressInfo;
  return new Promise<Answer>((resolve, reject) => {
    const { method = "GET", headers = {}, body } = options;
    const sent = request({ host: "127.0.0.1", port, path, method, headers }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      const type = response.headers["content-type"] ?? "";
      resolve({ status: response.statusCode ?? 0, type, text: Buffer.concat(chunks).toString("utf8") });
    });
    sent.on("error", reject).end(body);
  });
}

describe("the listener of the interfaces", () => {
  it("answers health, programs and pages' procedures", async () => {
    expect((await ask("/api/health")).status).toBe(200);
    expect(JSON.parse((await ask("/api/v1/workflows?limit=1")).text)).toMatchObject({ items: [], nextCursor: null });
    expect((await ask("/api/trpc/runs.list?input=%7B%22json%22%3A%7B%7D%7D")).type).toContain("json");
  });

  it.each(["/", "/workflows", "/api/auth/session", "/apis", "/v12", "/metricsx"])(
    "leaves %s to the pages",
    async (path) => {
      expect((await ask(path)).text).toBe("a page");
    },
  );

  it.each(["/api", "/api/nothing", "/api/healthy", "/v1/models", "/mcp", "/metrics"])(
    "answers %s with a problem where nothing is",
    async (path) => {
      expect(await ask(path)).toMatchObject({ status: 404, type: "application/problem+json" });
    },
  );

  it("reads a body, and answers what is wrong with it as a problem", async () => {
    const headers = { "content-type": "application/json" };
    const cutOff = await ask("/api/v1/workflows", { method: "POST", headers, body: '{"format":' });
    expect(cutOff).toMatchObject({ status: 400, type: "application/problem+json" });
    const noDocument = await ask("/api/v1/workflows", { method: "POST", headers, body: "42" });
    expect(noDocument).toMatchObject({ status: 422, type: "application/problem+json" });
  });

  it("gives a body that is too large its answer", async () => {
    const body = `"${"x".repeat(6 * 1024 * 1024)}"`;
    const headers = { "content-type": "application/json" };
    expect((await ask("/api/v1/workflows", { method: "POST", headers, body })).status).toBe(413);
  });

  it("refuses the Host of a foreign page", async () => {
    const { status, text } = await ask("/api/v1/workflows", { headers: { host: "attacker.example" } });
    expect(status).toBe(403);
    expect(JSON.parse(text).code).toBe("FORBIDDEN");
  });

  it("answers a Host that is none with 400, and goes on", async () => {
    expect((await ask("/api/health", { headers: { host: "a b/c" } })).status).toBe(400);
    expect((await ask("/api/health")).status).toBe(200);
  });
});
