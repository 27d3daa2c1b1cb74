import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type StubModel, type StubPlan, startStubModel } from "@/e2e/support/stub-model";
import type { RunError } from "@/nodes/core/app-error";
import { isPlainSentence } from "@/nodes/core/testing/plain-sentence";
import type { Database } from "@/server/db/open-database";
import { openTestDatabase } from "@/server/db/testing";
import { ask, serveFrom } from "@/server/http/testing";
import type { ModelEntryInput } from "@/server/models/model-entry";
import { openTestRegistry, type TestRegistry } from "@/server/models/testing/test-registry";
import { forgetSingleton } from "@/server/singleton";

/** Promise 8: an error names the node, the field, the cause and the next step; in the run, its events and its nodes. */

let database: Database;
let served: ReturnType<typeof serveFrom>;
let registry: TestRegistry;
let web: Server;
let answer: RequestListener;
let base: string;

beforeAll(async () => {
  process.env.HEDDLE_ALLOW_HOSTS = "127.0.0.1,expired.invalid";
  registry = openTestRegistry();
  database = await openTestDatabase();
  served = serveFrom(database);
  web = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await served.end();
  await database.close();
  registry.restore();
  delete process.env.HEDDLE_ALLOW_HOSTS;
  forgetSingleton("env");
  web.closeAllConnections();
  web.close();
});

const at = { x: 0, y: 0 };
const withOutput = (node: object, port: string, more: object[] = [], connections: object[] = []) => ({
  format: "heddle.workflow",
  version: 1,
  name: "Fails",
  nodes: [node, ...more, { id: "out", type: "output", position: at, config: { name: "answer" } }],
  connections: [{ id: "c", source: "n", sourceHandle: port, target: "out", targetHandle: "value" }, ...connections],
});

/** The one error of a run, after making sure that it stands everywhere alike and that people can read it. */
async function failureOf(document: object): Promise<RunError> {
  const { json: made } = await ask("POST", "/api/v1/workflows", document);
  const { json: run } = await ask("POST", `/api/v1/workflows/${made.id}/runs?wait=20`, {});
  expect(run.status, JSON.stringify(run)).toBe("failed");
  const { error } = run;
  expect(error.nodeId).toBe("n");
  expect(run.nodes.find((node: { nodeId: string }) => node.nodeId === "n").error).toEqual(error);
  const { text } = await ask("GET", `/api/v1/runs/${run.id}/events`);
  const events = [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data as string));
  expect(events.find(({ type }) => type === "node.failed").error).toEqual(error);
  expect(events.find(({ type }) => type === "run.failed").error).toEqual(error);
  for (const sentence of [error.message, error.hint, ...(error.cause === undefined ? [] : [error.cause])])
    expect(sentence).toSatisfy(isPlainSentence);
  expect(JSON.stringify(error)).not.toMatch(/node_modules|file:\/\/|\.ts:\d|hunter2/);
  return error;
}

const request = (config: object) => withOutput({ id: "n", type: "http", position: at, config }, "body");

describe("a request that fails", () => {
  const html: RequestListener = (_, response) =>
    void response.setHeader("content-type", "text/html").end("<html><body>Sorry</body></html>");
  const status =
    (code: number): RequestListener =>
    (_, response) =>
      void response.writeHead(code).end("no such luck");

  it.each<[string, object, RequestListener, string, string, RegExp]>([
    [
      "an address that is none",
      { url: "http://{{ input.x | default: ' ' }}" },
      status(200),
      "NODE_INPUT_INVALID",
      "url",
      /http:\/\/ or https:\/\//,
    ],
    ["a port of another service", { url: "http://127.0.0.1:1/" }, status(200), "NETWORK_FAILED", "url", /another port/],
    [
      "a name without an address",
      { url: "http://nowhere.invalid/" },
      status(200),
      "NETWORK_FAILED",
      "url",
      /how the host is spelled/,
    ],
    ["a server without https", { url: "https://BASE/" }, status(200), "NETWORK_FAILED", "url", /write http:\/\//],
    [
      "a server that hangs up",
      { url: "http://BASE/" },
      (r) => void r.socket.destroy(),
      "NETWORK_FAILED",
      "url",
      /Check the address/,
    ],
    [
      "400",
      { url: "http://BASE/", method: "POST", body: "{}" },
      status(400),
      "UPSTREAM_FAILED",
      "body",
      /headers and body/,
    ],
    ["401", { url: "http://BASE/" }, status(401), "CREDENTIAL_REJECTED", "headers", /key or password/],
    ["404", { url: "http://BASE/" }, status(404), "UPSTREAM_FAILED", "url", /Check the address/],
    ["405", { url: "http://BASE/" }, status(405), "UPSTREAM_FAILED", "method", /Check method/],
    ["429", { url: "http://BASE/" }, status(429), "RATE_LIMITED", "url", /retries/],
    ["500", { url: "http://BASE/" }, status(500), "UPSTREAM_FAILED", "url", /retries/],
    [
      "a page instead of JSON",
      { url: "http://BASE/", responseType: "json" },
      html,
      "UPSTREAM_FAILED",
      "responseType",
      /Read the answer as text/,
    ],
    [
      "an answer that is too large",
      { url: "http://BASE/" },
      (_, response) => void response.writeHead(200, { "content-length": 11 * 1024 * 1024 }).flushHeaders(),
      "LIMIT_EXCEEDED",
      "url",
      /page by page/,
    ],
    [
      "an answer that breaks off",
      { url: "http://BASE/" },
      (_, response) => {
        response.writeHead(200, { "content-length": 100 }).write("half");
        setImmediate(() => response.destroy());
      },
      "NETWORK_FAILED",
      "url",
      /Try again/,
    ],
    [
      "redirects in a circle",
      { url: "http://BASE/" },
      (_, r) => void r.writeHead(302, { location: "/" }).end(),
      "UPSTREAM_FAILED",
      "url",
      /Check the address/,
    ],
    [
      "a redirect to where it may not go",
      { url: "http://BASE/" },
      (_, r) => void r.writeHead(302, { location: "http://10.0.0.1/" }).end(),
      "PERMISSION_NEEDED",
      "url",
      /HEDDLE_ALLOW_HOSTS/,
    ],
    [
      "an address of this network",
      { url: "http://192.168.7.7/" },
      status(200),
      "PERMISSION_NEEDED",
      "url",
      /HEDDLE_ALLOW_HOSTS/,
    ],
    [
      "a host outside its own list",
      { url: "http://BASE/", allowHosts: ["example.com"] },
      status(200),
      "PERMISSION_NEEDED",
      "allowHosts",
      /Add the host/,
    ],
    ["a metadata address", { url: "http://169.254.169.254/" }, status(200), "FORBIDDEN", "url", /another address/],
    [
      "a header of our own",
      { url: "http://BASE/", headers: { Host: "x" } },
      status(200),
      "REQUEST_INVALID",
      "headers.Host",
      /Remove it/,
    ],
    [
      "a header that cannot be sent",
      { url: "http://BASE/", headers: { "X-A": "日本" } },
      status(200),
      "REQUEST_INVALID",
      "headers",
      /Latin letters/,
    ],
  ])("by %s", async (_, config, listener, code, field, hint) => {
    answer = listener;
    const error = await failureOf(request(JSON.parse(JSON.stringify(config).replace("BASE", base.slice(7)))));
    expect(error).toMatchObject({ code, field, hint: expect.stringMatching(hint) });
  });

  it("by nothing that listens", async () => {
    const gone = createServer();
    await new Promise<void>((resolve) => gone.listen(0, "127.0.0.1", resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    const error = await failureOf(request({ url: `http://127.0.0.1:${port}/` }));
    expect(error).toMatchObject({
      code: "NETWORK_FAILED",
      message: `127.0.0.1:${port} refused the connection: nothing listens there.`,
      field: "url",
      cause: `connect ECONNREFUSED 127.0.0.1:${port}.`,
      hint: "Check the address, and whether the server is running.",
    });
  });

  it("by its time limit", async () => {
    answer = () => {};
    const node = { id: "n", type: "http", position: at, config: { url: base }, policy: { timeoutMs: 50 } };
    const error = await failureOf(withOutput(node, "body"));
    expect(error).toMatchObject({ code: "TIMED_OUT", message: expect.stringContaining("policy.timeoutMs") });
  });
});

describe("a model that fails", () => {
  let stub: StubModel | undefined;
  afterAll(() => stub?.close());

  const agent = withOutput(
    { id: "n", type: "agent", name: "Researcher", position: at, config: { prompt: "Say hi" } },
    "text",
    [{ id: "m", type: "model", position: at, config: { model: "default" } }],
    [{ id: "lent", source: "m", sourceHandle: "model", target: "n", targetHandle: "model" }],
  );
  const entry = (more: Partial<ModelEntryInput> = {}): ModelEntryInput => ({
    id: "local",
    type: "custom",
    base_url: "http://127.0.0.1:1",
    ...more,
  });

  async function planned(plan: StubPlan, more: Partial<ModelEntryInput> = {}): Promise<RunError> {
    stub = await startStubModel(() => plan);
    registry.set(entry({ base_url: stub.base, api_key: "hunter2", ...more }));
    return failureOf(agent).finally(() => stub?.close());
  }

  it.each<[string, StubPlan, string, RegExp]>([
    [
      "a name that it does not know",
      { status: 404, error: { message: "model 'local' not found" } },
      "MODEL_NOT_FOUND",
      /Load it there/,
    ],
    [
      "a page",
      { raw: { contentType: "text/html", body: "<html>Hello</html>" } },
      "UPSTREAM_FAILED",
      /Check host and port|path/,
    ],
    ["a stream that is cut", { text: "one two three", cutAfter: 1 }, "UPSTREAM_FAILED", /run again/],
    ["something that is no JSON", { text: "one two three", invalidAfter: 1 }, "UPSTREAM_FAILED", /OpenAI-compatible/],
    ["an error in the stream", { text: "one two", errorAfter: 1 }, "UPSTREAM_FAILED", /server's log/],
    ["429", { status: 429 }, "RATE_LIMITED", /maxConcurrent/],
    ["500", { status: 500 }, "UPSTREAM_FAILED", /server's log/],
    ["503", { status: 503 }, "UPSTREAM_FAILED", /loading the model/],
    ["401", { status: 401 }, "CREDENTIAL_REJECTED", /Check the key/],
    ["an empty answer", { text: "" }, "UPSTREAM_FAILED", /chat template/],
    ["thinking alone", { text: "", reasoning: "Hmm" }, "UPSTREAM_FAILED", /thinking off/],
  ])("by %s", async (_, plan, code, hint) => {
    const error = await planned(plan);
    expect(error).toMatchObject({
      code,
      hint: expect.stringMatching(hint),
      message: expect.stringContaining('"local"'),
    });
    // Nothing of the agent has to change: the studio then leads to the model that is connected to it.
    expect(error.field).toBeUndefined();
  });

  it("by silence", async () => {
    const error = await planned({ hang: true }, { timeouts: { firstTokenMs: 60 } });
    expect(error).toMatchObject({ code: "TIMED_OUT", hint: expect.stringContaining("timeouts.firstTokenMs") });
  });

  it("because nothing listens there", async () => {
    const gone = await startStubModel();
    await gone.close();
    registry.set(entry({ base_url: gone.base }));
    const error = await failureOf(agent);
    expect(error).toMatchObject({ code: "MODEL_UNAVAILABLE", hint: expect.stringContaining("Start the model server") });
    expect(error.cause).toMatch(/ECONNREFUSED/);
  });

  it.each([
    ["that is not there", "missing.gguf", /models\//],
    ["that is none", join(import.meta.dirname, "failures.test.ts"), /GGUF format/],
  ])("because of a file %s", async (_, path, hint) => {
    registry.set({ id: "local", type: "gguf", path });
    const error = await failureOf(agent);
    expect(error).toMatchObject({ code: "MODEL_UNAVAILABLE", hint: expect.stringMatching(hint) });
    expect(error.field).toBeUndefined();
  });

  it("because none is configured: there is no run, and the issue names node and field", async () => {
    registry.set();
    const { json: made } = await ask("POST", "/api/v1/workflows", agent);
    const { status, json } = await ask("POST", `/api/v1/workflows/${made.id}/runs?wait=5`, {});
    expect(status).toBe(422);
    expect(json.issues).toMatchObject([
      {
        path: "nodes[1].config.model",
        nodeId: "m",
        code: "MODEL_NOT_FOUND",
        message: expect.stringContaining("on the page Models, or in models.yaml"),
      },
    ]);
  });
});
