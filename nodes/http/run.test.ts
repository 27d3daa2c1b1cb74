import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { OutboundFetch } from "../core/node-runner";
import { type TestContextOptions, testContext } from "../testing/test-context";
import { type HttpConfig, httpDefinition } from "./definition";
import { runHttp } from "./run";

let server: Server;
let base: string;
let answer: RequestListener;
let seen: { request: IncomingMessage; body: string }[];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    seen.push({ request, body: Buffer.concat(parts).toString() });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

beforeEach(() => {
  seen = [];
  answer = (_, response) => void response.setHeader("content-type", "application/json").end('{"ok":true}');
});

/** The platform's fetch as the way out: what may be reached is the outbound client's matter, and tested there. */
const direct: OutboundFetch = (url, { onRequest, allowHosts: _, ...init } = {}) => {
  onRequest?.(new URL(url));
  return fetch(url, init);
};

async function run(config: Record<string, unknown>, options: TestContextOptions = {}) {
  const context = testContext<HttpConfig>(httpDefinition, {
    fetch: direct,
    ...options,
    config: { ...config, url: String(config.url ?? "/").replace(/^\//, `${base}/`) },
  });
  return { outputs: await runHttp(context), spans: context.recorded.spans };
}

describe("http", () => {
  test("fills in address, headers and body, and sends secrets where they stand", async () => {
    const config = {
      method: "post",
      url: "/items/{{ id | url_encode }}?k={{ secrets.KEY }}",
      headers: { Authorization: "Bearer {{ secrets.KEY }}" },
      body: '{"q": {{ q | json }}}',
    };
    await run(config, { inputs: { id: "a/b", q: 'say "hi"' }, secrets: { KEY: "s3cret" } });
    expect(seen[0]?.request).toMatchObject({
      method: "POST",
      url: "/items/a%2Fb?k=s3cret",
      headers: { authorization: "Bearer s3cret", "content-type": "application/json" },
    });
    expect(seen[0]?.body).toBe('{"q": "say \\"hi\\""}');
  });

  test("gives body, status and headers", async () => {
    const { outputs } = await run({});
    expect(outputs).toMatchObject({ body: { ok: true }, status: 200, headers: { "content-type": "application/json" } });
  });

  test.each<[string, string, string, unknown]>([
    ["auto", "application/problem+json; charset=utf-8", '{"a":1}', { a: 1 }],
    ["auto", "application/json", "{broken", "{broken"],
    ["auto", "text/html", "<p>", "<p>"],
    ["auto", "image/png", "png", Buffer.from("png").toString("base64")],
    ["auto", "text/plain", "", null],
    ["json", "text/plain", "[1]", [1]],
    ["text", "application/json", "{}", "{}"],
    ["base64", "text/plain", "abc", "YWJj"],
  ])("reads as %s a body of type %s", async (responseType, type, body, expected) => {
    answer = (_, response) => void response.setHeader("content-type", type).end(body);
    expect((await run({ responseType })).outputs.body).toEqual(expected);
  });

  test("fails for an answer that is no JSON when JSON was asked for", async () => {
    answer = (_, response) => void response.setHeader("content-type", "text/html").end("<h1>Sorry</h1>");
    await expect(run({ responseType: "json" })).rejects.toMatchObject({
      code: "UPSTREAM_FAILED",
      field: "responseType",
      message: expect.stringContaining("<h1>Sorry"),
    });
  });

  test.each([
    [401, "CREDENTIAL_REJECTED", false],
    [403, "CREDENTIAL_REJECTED", false],
    [404, "UPSTREAM_FAILED", false],
    [408, "UPSTREAM_FAILED", true],
    [429, "RATE_LIMITED", true],
    [500, "UPSTREAM_FAILED", true],
    [503, "UPSTREAM_FAILED", true],
  ])("fails for status %i with %s, retryable: %s", async (status, code, retryable) => {
    answer = (_, response) => void response.writeHead(status).end("no such luck");
    await expect(run({})).rejects.toMatchObject({
      code,
      retryable,
      details: { status },
      message: expect.stringMatching(new RegExp(`${status}.*no such luck`)),
    });
    expect((await run({ failOnStatus: false })).outputs).toMatchObject({ status, body: "no such luck" });
  });

  test("stops at 10 MB, announced or not", async () => {
    answer = (_, response) => {
      const send = () => void (response.destroyed || response.write(Buffer.alloc(256 * 1024), send));
      send();
    };
    await expect(run({})).rejects.toMatchObject({ code: "LIMIT_EXCEEDED" });
    answer = (_, response) => void response.writeHead(200, { "content-length": 11 * 1024 * 1024 }).flushHeaders();
    await expect(run({})).rejects.toMatchObject({ code: "LIMIT_EXCEEDED" });
  });

  test("says so when the answer breaks off", async () => {
    answer = (_, response) => {
      response.writeHead(200, { "content-length": 100 }).write("half");
      setImmediate(() => response.destroy());
    };
    await expect(run({})).rejects.toMatchObject({ code: "NETWORK_FAILED" });
  });

  test("ends with its signal", async () => {
    const controller = new AbortController();
    answer = () => controller.abort();
    await expect(run({}, { signal: controller.signal })).rejects.toMatchObject({ name: "AbortError" });
  });

  test("sends no body with GET", async () => {
    await run({ body: "x" });
    expect(seen[0]?.body).toBe("");
  });

  test.each([
    ["example.com/x", "url"],
    ["file:///etc/passwd", "url"],
  ])("refuses the address %s", async (url, field) => {
    await expect(run({ url })).rejects.toMatchObject({ code: "NODE_INPUT_INVALID", field });
  });

  test("refuses a line break in a header", async () => {
    await expect(run({ headers: { "X-A": "{{ v }}" } }, { inputs: { v: "a\r\nX-B: c" } })).rejects.toMatchObject({
      code: "NODE_INPUT_INVALID",
      field: "headers.X-A",
    });
  });
});

describe("the span of a request", () => {
  test("names server, status and size, and no value of the query", async () => {
    const { spans } = await run({ method: "POST", url: "/a?q=private", body: "süß" });
    expect(spans).toHaveLength(1);
    expect(spans[0]).toMatchObject({
      kind: "http",
      attributes: {
        "http.request.method": "POST",
        "url.full": `${base}/a?q=…`,
        "server.address": "127.0.0.1",
        "server.port": Number(new URL(base).port),
        "http.response.status_code": 200,
        "http.request.body.size": 5,
      },
    });
  });

  test("shows no path in which a secret may stand", async () => {
    const { spans } = await run({ url: "/bot{{ secrets.TOKEN }}/send" }, { secrets: { TOKEN: "s3cret" } });
    expect(JSON.stringify(spans)).not.toContain("s3cret");
  });

  test("is there for a failure too, and names no host that was not contacted", async () => {
    answer = (_, response) => void response.writeHead(500).end();
    const failed = testContext<HttpConfig>(httpDefinition, { fetch: direct, config: { url: base } });
    await expect(runHttp(failed) as Promise<unknown>).rejects.toThrow();
    expect(failed.recorded.spans).toMatchObject([
      {
        error: { code: "UPSTREAM_FAILED" },
        attributes: { "server.address": "127.0.0.1", "http.response.status_code": 500 },
      },
    ]);
    const refused = testContext<HttpConfig>(httpDefinition, { config: { url: base } });
    await expect(runHttp(refused) as Promise<unknown>).rejects.toMatchObject({ code: "PERMISSION_NEEDED" });
    expect(refused.recorded.spans[0]?.attributes).toEqual({});
  });

  test("is followed by one for each redirect, so that its host is listed", async () => {
    const redirected: OutboundFetch = (url, init) => {
      init?.onRequest?.(new URL(url));
      init?.onRequest?.(new URL("https://other.example/x?k=1"));
      return fetch(url);
    };
    const { spans } = await run({}, { fetch: redirected });
    expect(spans.map((span) => [span.attributes["server.address"], span.attributes["server.port"]])).toEqual([
      ["127.0.0.1", Number(new URL(base).port)],
      ["other.example", 443],
    ]);
  });
});
