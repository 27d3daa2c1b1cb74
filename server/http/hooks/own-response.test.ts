import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/server/db/open-database";
import { openTestDatabase } from "@/server/db/testing";
import { hooked, publishHook, runsOf } from "@/server/http/hooks/testing";
import { ask, send, serveFrom } from "@/server/http/testing";

let database: Database;
let served: ReturnType<typeof serveFrom>;
let hook: { readonly id: string; readonly path: string };
beforeAll(async () => {
  database = await openTestDatabase();
  served = serveFrom(database);
  hook = await publishHook((config) => hooked(config, "body", "response"));
});
afterAll(async () => {
  await served.end();
  await database.close();
});

/** A workflow that answers with what it is sent. */
const echo = (response: object) => send("POST", hook.path, response);

const script = "<script>fetch('/api/v1/workflows')</script>";

describe("an answer that a workflow makes", () => {
  it("is shown by a browser without an origin and without scripts, whatever the workflow says", async () => {
    const response = await echo({ headers: { "Content-Type": "text/html; charset=utf-8" }, body: script });
    expect(await response.text()).toBe(script);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/^sandbox; default-src 'none';/);
    expect(policy).not.toMatch(/allow-|script-src/);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("has the same guard where it is the outputs, an error, or a mere 202", async () => {
    const { path } = await publishHook((config) => hooked(config));
    const { path: now } = await publishHook((config) => hooked(config), { respond: "now" });
    for (const [address, status] of [
      [path, 200],
      [now, 202],
      ["/api/hooks/nobody", 404],
    ] as const) {
      const { headers, status: answered } = await ask("POST", address, { html: script });
      expect([address, answered]).toEqual([address, status]);
      expect(headers.get("content-security-policy")).toMatch(/^sandbox;/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
  });

  it("has one content type, however its name is written", async () => {
    const response = await echo({ headers: { "CONTENT-type": "text/xml" }, body: "<a/>" });
    expect(response.headers.get("content-type")).toBe("text/xml");
    expect((await echo({ body: { a: 1 } })).headers.get("content-type")).toBe("application/json");
    expect((await echo({ body: "a" })).headers.get("content-type")).toBe("text/plain; charset=utf-8");
  });

  it.each([
    ["a text", "hallo ü", "text/plain; charset=utf-8", "hallo ü"],
    ["a list", [1, 2], "application/json", "[1,2]"],
    ["a number", 7, "application/json", "7"],
    ["nothing", null, "application/json", "null"],
    ["an object without status, headers and body", { a: 1 }, "application/json", '{"a":1}'],
    ["an empty object", {}, "application/json", "{}"],
  ])("that is %s is sent as it is", async (_, value, contentType, text) => {
    const response = await send("POST", hook.path, JSON.stringify(value));
    expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([
      200,
      contentType,
      text,
    ]);
    expect(response.headers.get("content-security-policy")).toMatch(/^sandbox;/);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it.each([204, 205, 304])("with the status %s has no body, also where one is given", async (status) => {
    for (const body of ["text", { a: 1 }, null]) {
      const response = await echo({ status, body });
      expect([response.status, await response.text()]).toEqual([status, ""]);
    }
  });

  it("may say when to come back, where to go, and things of its own", async () => {
    const headers = {
      "Retry-After": 7,
      Location: "https://example.com/done",
      "X-Hook-Secret": "abc",
      "Cache-Control": "max-age=60",
    };
    const response = await echo({ status: 303, headers });
    expect(response.status).toBe(303);
    for (const [name, value] of Object.entries(headers)) expect(response.headers.get(name)).toBe(String(value));
    expect((await echo({ status: 302, headers: { location: "/done" } })).headers.get("location")).toBe("/done");
  });

  it.each([
    ["a cookie", "headers.Set-Cookie", { headers: { "Set-Cookie": "a=b" } }],
    ["a policy", "headers.Content-Security-Policy", { headers: { "Content-Security-Policy": "script-src *" } }],
    ["CORS", "headers.access-control-allow-origin", { headers: { "access-control-allow-origin": "*" } }],
    ["a length", "headers.Content-Length", { headers: { "Content-Length": "3" } }],
    ["hop by hop", "headers.Transfer-Encoding", { headers: { "Transfer-Encoding": "chunked" } }],
    ["an encoding", "headers.content-encoding", { headers: { "content-encoding": "gzip" } }],
    ["a sign-in", "headers.WWW-Authenticate", { headers: { "WWW-Authenticate": "Basic" } }],
    ["a scope for workers", "headers.Service-Worker-Allowed", { headers: { "Service-Worker-Allowed": "/" } }],
    ["a refresh", "headers.Refresh", { headers: { Refresh: "0;url=/x" } }],
    ["an order to a proxy", "headers.X-Accel-Redirect", { headers: { "X-Accel-Redirect": "/etc/passwd" } }],
    ["frames", "headers.X-Frame-Options", { headers: { "X-Frame-Options": "ALLOWALL" } }],
    ["a script as address", "headers.Location", { status: 302, headers: { Location: "javascript:alert(1)" } }],
    ["a name that is none", "headers.bad name", { headers: { "bad name": "x" } }],
    ["letters beyond Latin", "headers.X-Name", { headers: { "X-Name": "日本" } }],
    ["two lines", "headers.X-Name", { headers: { "X-Name": "a\r\nSet-Cookie: b=c" } }],
    ["a value that is no text", "headers.X-Name", { headers: { "X-Name": { a: 1 } } }],
    ["headers that are none", "headers", { headers: "X-Name: a" }],
    ["a status that is none", "status", { status: 99 }],
    ["a status that is a text", "status", { status: "200 OK" }],
    ["a status on the way", "status", { status: 101 }],
  ])("with %s is 502, names the output and what is wrong, and gives the run", async (_, field, response) => {
    const { status, json } = await ask("POST", hook.path, response);
    const [run] = await runsOf(hook.id);
    expect(run?.status).toBe("completed");
    expect(status).toBe(502);
    expect(json).toMatchObject({ code: "UPSTREAM_FAILED", field: `response.${field}`, runId: run?.id });
    expect(json.detail).toContain('The output "response" cannot be sent as an answer.');
    expect(json.id).toBeUndefined();
  });
});
