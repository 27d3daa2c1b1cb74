import { expect, test } from "vitest";
import { openGate } from "@/server/security/gate";

type Gate = (request: { method: string; url: string; headers: Record<string, string> }) => Response | undefined;

openGate();
const gate = (globalThis as unknown as Record<symbol, Gate>)[Symbol.for("heddle.gate")] as Gate;
const own = { host: "127.0.0.1:3000" };
const get = (url: string, headers: Record<string, string> = own) => gate({ method: "GET", url, headers });

test.each(["/workflows", "/_next/static/chunks/a.js", "/apish", "//evil.example/x"])(
  "%s passes under our names alone",
  async (url) => {
    expect(get(url)).toBeUndefined();
    expect(get(url, { host: "localhost", origin: "http://localhost" })).toBeUndefined();
    expect(await get(url, { host: "evil.example" })?.text()).toContain("127.0.0.1, localhost and [::1] alone");
    expect(await get(url, {})?.text()).toContain("Open it under one of these addresses.");
    expect(await get(url, { ...own, origin: "http://evil.example" })?.text()).toContain("Another web page");
    expect(get(url, {})?.status).toBe(403);
  },
);

test("the interfaces for programs refuse foreign requests themselves", () => {
  for (const url of ["/api", "/api/v1/runs", "/api?x=1", "/v1/models", "/mcp", "/metrics"])
    expect(get(url, {})).toBeUndefined();
});

test.each(["/api/v1/runs/%E0%A4%A", "/workflows/%", "/api/trpc/%zz", "*", "http://evil.example/", ""])(
  "%s is no address: Next answered 500",
  async (url) => {
    const answer = get(url);
    expect(answer?.status).toBe(400);
    expect(answer?.headers.get("content-type")).toBe("application/problem+json");
    expect(await answer?.json()).toMatchObject({ code: "REQUEST_INVALID", hint: expect.stringContaining("Encode") });
  },
);

test("a query is the interfaces' own to read", () => {
  expect(get("/api/v1/workflows?search=100%")).toBeUndefined();
});

test.each(["TRACE", "PROPFIND", "CONNECT", ""])("%s is no method of ours: Next answered 500 or nothing", (method) => {
  const answer = gate({ method, url: "/api/health", headers: own });
  expect(answer?.status).toBe(405);
  expect(answer?.headers.get("allow")).toBe("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
});
