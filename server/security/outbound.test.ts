import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Resolve } from "./checked-connector";
import { createOutbound, type Outbound, type OutboundOptions } from "./outbound";

/** Rule 6 of the security rules: each test tries to get out by another way than the permitted one. */

let server: Server;
let port: number;
let answer: RequestListener;
let seen: IncomingMessage[];
const open: Outbound[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));
afterEach(async () => void (await Promise.all(open.splice(0).map((one) => one.close()))));

const implied = { hosts: [], implied: true };

function outbound(options: Partial<OutboundOptions> = {}): Outbound {
  seen = [];
  answer = (_, response) => void response.end("hello");
  const made = createOutbound({ allowPrivate: [], offline: false, ...options });
  open.push(made);
  return made;
}

/** A name server of our own: names to addresses, each call counted. */
function nameServer(names: Record<string, readonly string[][]>): { resolve: Resolve; calls: string[] } {
  const calls: string[] = [];
  const resolve: Resolve = (hostname, callback) => {
    const answers = names[hostname] ?? [];
    const addresses = answers[Math.min(calls.filter((name) => name === hostname).length, answers.length - 1)] ?? [];
    calls.push(hostname);
    if (addresses.length === 0) return callback(Object.assign(new Error("not found"), { code: "ENOTFOUND" }), []);
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  };
  return { resolve, calls };
}

describe("private addresses", () => {
  test("are reached where the owner of the machine allows them", async () => {
    const response = await outbound({ allowPrivate: [`127.0.0.1:${port}`] }).open(implied)(`http://127.0.0.1:${port}/`);
    expect([response.status, await response.text()]).toEqual([200, "hello"]);
  });

  test.each([
    "127.0.0.1",
    "localhost",
    "0.0.0.0",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::7f00:1]",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "017700000001",
    "0177.0.0.1",
    "127.1",
    "127.0.0.1.",
    "①②⑦.0.0.1",
  ])("are refused as %s", async (host) => {
    await expect(outbound().open(implied)(`http://${host}:${port}/`)).rejects.toMatchObject({
      code: "PERMISSION_NEEDED",
    });
    expect(seen).toHaveLength(0);
  });

  test("allowed on one port are not on another, and a star allows none", async () => {
    for (const allowPrivate of [[`127.0.0.1:${port + 1}`], ["localhost"], ["*"]]) {
      await expect(outbound({ allowPrivate }).open(implied)(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({
        code: "PERMISSION_NEEDED",
      });
    }
    expect(seen).toHaveLength(0);
  });

  test("are reached where a grant names them", async () => {
    const response = await outbound().open({ hosts: [`127.0.0.1:${port}`], implied: false })(
      `http://127.0.0.1:${port}/`,
    );
    expect(await response.text()).toBe("hello");
  });

  test("are not reached by a grant of every host, nor by one of a public name that leads there", async () => {
    const { resolve } = nameServer({ "api.example.com": [["127.0.0.1"]] });
    const out = outbound({ resolve });
    const everything = out.open({ hosts: ["*"], implied: false });
    await expect(everything(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({
      code: "PERMISSION_NEEDED",
      hint: expect.stringContaining("HEDDLE_ALLOW_HOSTS"),
    });
    const named = out.open({ hosts: ["api.example.com"], implied: false });
    await expect(named(`http://api.example.com:${port}/`)).rejects.toMatchObject({ code: "PERMISSION_NEEDED" });
    expect(seen).toHaveLength(0);
  });

  test("granted to one workflow are no way in for another, though the connection is kept alive", async () => {
    const out = outbound();
    await (await out.open({ hosts: ["127.0.0.1"], implied: true })(`http://127.0.0.1:${port}/`)).text();
    await expect(out.open(implied)(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: "PERMISSION_NEEDED" });
    expect(seen).toHaveLength(1);
  });
});

test.each([
  "169.254.169.254",
  "[fe80::1]",
  "[fd00:ec2::254]",
  "[::ffff:169.254.169.254]",
  "2852039166",
  "100.100.100.200",
])("metadata at %s is refused whatever is allowed", async (host) => {
  const name = host.replace(/^\[|\]$/g, "");
  const fetch = outbound({ allowPrivate: [name, "169.254.169.254", host] }).open({ hosts: ["*"], implied: true });
  await expect(fetch(`http://${host}/latest/meta-data/`)).rejects.toMatchObject({ code: "FORBIDDEN" });
});

describe("names", () => {
  test("that resolve to a private address are refused", async () => {
    const { resolve } = nameServer({
      "inside.example": [["127.0.0.1"]],
      "mixed.example": [["93.184.216.34", "127.0.0.1"]],
      "meta.example": [["169.254.169.254"]],
    });
    const fetch = outbound({ resolve }).open(implied);
    await expect(fetch(`http://inside.example:${port}/`)).rejects.toMatchObject({ code: "PERMISSION_NEEDED" });
    await expect(fetch(`http://mixed.example:${port}/`)).rejects.toMatchObject({ code: "PERMISSION_NEEDED" });
    await expect(fetch(`http://meta.example:${port}/`)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(seen).toHaveLength(0);
  });

  test("that answer with another address the next moment gain nothing: the checked address is the connected one", async () => {
    const { resolve, calls } = nameServer({ "rebind.example": [["127.0.0.1"], ["169.254.169.254"]] });
    const fetch = outbound({ resolve, allowPrivate: ["rebind.example"] }).open(implied);
    expect((await fetch(`http://rebind.example:${port}/`)).status).toBe(200);
    expect(calls).toEqual(["rebind.example"]);
    expect(seen[0]?.headers.host).toBe(`rebind.example:${port}`);
  });

  test("that turn private once the first connection is gone are looked at again", async () => {
    const { resolve } = nameServer({ "turn.example": [["127.0.0.1"], ["169.254.169.254"]] });
    const fetch = outbound({ resolve, allowPrivate: ["turn.example"] }).open(implied);
    answer = (_, response) => void response.writeHead(200, { connection: "close" }).end("bye");
    await (await fetch(`http://turn.example:${port}/`)).text();
    await expect(fetch(`http://turn.example:${port}/`)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(seen).toHaveLength(1);
  });

  test("that do not exist say so in plain words", async () => {
    const { resolve } = nameServer({});
    await expect(outbound({ resolve }).open(implied)("http://nowhere.example/")).rejects.toMatchObject({
      code: "NETWORK_FAILED",
      message: expect.stringContaining("does not resolve"),
    });
  });
});

describe("permission", () => {
  const names = nameServer({ "a.example": [["127.0.0.1"]], "b.example": [["127.0.0.1"]] });
  const setting = { resolve: names.resolve, allowPrivate: ["a.example", "b.example"] };

  test("is asked for by host, and says how to give it", async () => {
    const fetch = outbound(setting).open({ hosts: ["a.example"], implied: false });
    expect((await fetch(`http://a.example:${port}/`)).status).toBe(200);
    await expect(fetch(`http://b.example:${port}/`)).rejects.toMatchObject({
      code: "PERMISSION_NEEDED",
      message: expect.stringContaining("b.example"),
      hint: expect.stringContaining("Permissions"),
    });
    expect(seen).toHaveLength(1);
  });

  test("is narrowed by the node's own list, and not widened", async () => {
    const fetch = outbound(setting).open({ hosts: ["a.example"], implied: false });
    await expect(fetch(`http://a.example:${port}/`, { allowHosts: ["b.example"] })).rejects.toMatchObject({
      code: "PERMISSION_NEEDED",
      field: "allowHosts",
    });
    await expect(fetch(`http://b.example:${port}/`, { allowHosts: ["b.example"] })).rejects.toMatchObject({
      code: "PERMISSION_NEEDED",
    });
    await expect(fetch(`http://a.example:${port}/`, { allowHosts: [] })).rejects.toMatchObject({
      code: "PERMISSION_NEEDED",
    });
  });

  test.each([
    ["http://a.example@127.0.0.1:PORT/", "REQUEST_INVALID"],
    ["http://a.example:x@b.example:PORT/", "REQUEST_INVALID"],
    ["http://b.example:PORT\\@a.example/", "PERMISSION_NEEDED"],
    ["http://b.example:PORT/#@a.example", "PERMISSION_NEEDED"],
    ["http://b.example:PORT?@a.example/", "PERMISSION_NEEDED"],
    ["file:///etc/passwd", "REQUEST_INVALID"],
    ["data:text/plain,x", "REQUEST_INVALID"],
    ["unix:/tmp/x", "REQUEST_INVALID"],
    ["//a.example/", "REQUEST_INVALID"],
  ])("is not fooled by %s", async (url, code) => {
    const fetch = outbound(setting).open({ hosts: ["a.example"], implied: false });
    await expect(fetch(url.replace("PORT", String(port)))).rejects.toMatchObject({ code });
    expect(seen).toHaveLength(0);
  });

  test.each(["Host", "host", "Transfer-Encoding", "Content-Length", "Connection"])(
    "is not fooled by a header %s of the node's own",
    async (name) => {
      const fetch = outbound(setting).open(implied);
      await expect(fetch(`http://a.example:${port}/`, { headers: { [name]: "b.example" } })).rejects.toMatchObject({
        code: "REQUEST_INVALID",
      });
    },
  );
});

describe("redirects", () => {
  const names = nameServer({ "a.example": [["127.0.0.1"]], "b.example": [["127.0.0.1"]] });
  const setting = { resolve: names.resolve, allowPrivate: ["a.example", "b.example"] };

  function redirecting(to: string, status = 302) {
    const made = outbound(setting);
    answer = (request, response) =>
      request.url === "/go" ? response.writeHead(status, { location: to }).end() : response.end("there");
    return made;
  }

  test.each([
    ["http://169.254.169.254/latest", "FORBIDDEN"],
    ["http://127.0.0.1:PORT/", "PERMISSION_NEEDED"],
    ["http://[::1]:PORT/", "PERMISSION_NEEDED"],
    ["file:///etc/passwd", "REQUEST_INVALID"],
    ["http://user:pass@b.example/", "REQUEST_INVALID"],
  ])("to %s are refused", async (to, code) => {
    await expect(
      redirecting(to.replace("PORT", String(port))).open(implied)(`http://a.example:${port}/go`),
    ).rejects.toMatchObject({ code });
  });

  test("to a host without a grant, or outside the node's list, are refused", async () => {
    const fetch = redirecting(`http://b.example:${port}/`).open({ hosts: ["a.example"], implied: false });
    await expect(fetch(`http://a.example:${port}/go`)).rejects.toMatchObject({
      code: "PERMISSION_NEEDED",
      message: expect.stringContaining("b.example"),
    });
    const narrowed = redirecting(`http://b.example:${port}/`).open(implied);
    await expect(narrowed(`http://a.example:${port}/go`, { allowHosts: ["a.example"] })).rejects.toMatchObject({
      code: "PERMISSION_NEEDED",
      field: "allowHosts",
    });
  });

  test("to another origin take no key along; on the same one they do", async () => {
    const headers = { Authorization: "Bearer k", Cookie: "c=1", "X-Api-Key": "k", Accept: "text/plain" };
    const contacted: string[] = [];
    await redirecting(`http://b.example:${port}/`).open(implied)(`http://a.example:${port}/go`, {
      headers,
      onRequest: (url) => contacted.push(url.hostname),
    });
    expect(seen[1]?.headers).toMatchObject({ host: `b.example:${port}`, accept: "text/plain" });
    for (const name of ["authorization", "cookie", "x-api-key"]) expect(seen[1]?.headers[name]).toBeUndefined();
    expect(contacted).toEqual(["a.example", "b.example"]);
    await redirecting("/there").open(implied)(`http://a.example:${port}/go`, { headers });
    expect(seen[1]?.headers).toMatchObject({ authorization: "Bearer k", "x-api-key": "k" });
  });

  test.each([
    [302, "GET"],
    [303, "GET"],
    [307, "POST"],
    [308, "POST"],
  ])("with status %i turn a POST into a %s", async (status, method) => {
    await redirecting("/there", status).open(implied)(`http://a.example:${port}/go`, { method: "POST", body: "x" });
    expect(seen[1]?.method).toBe(method);
  });

  test("end after five", async () => {
    const fetch = redirecting("/go").open(implied);
    await expect(fetch(`http://a.example:${port}/go`)).rejects.toMatchObject({ code: "UPSTREAM_FAILED" });
    expect(seen).toHaveLength(6);
  });
});

describe("what counts as contacted", () => {
  const { resolve } = nameServer({
    "a.example": [["127.0.0.1"]],
    "b.example": [["127.0.0.1"]],
    "in.example": [["10.0.0.1"]],
  });
  const setting = { resolve, allowPrivate: ["a.example", "127.0.0.1"] };

  async function contacted(url: string, options: Partial<OutboundOptions> = {}, headers = {}): Promise<string[]> {
    const hosts: string[] = [];
    const fetch = outbound({ ...setting, ...options }).open({ hosts: ["*"], implied: false });
    answer = (request, response) =>
      request.url === "/go" ? response.writeHead(302, { location: `http://b.example:${port}/` }).end() : response.end();
    await fetch(url, { headers, onRequest: ({ hostname }) => hosts.push(hostname) }).catch(() => {});
    return hosts;
  }

  test.each([
    ["no host whose address is refused", "http://in.example/", []],
    ["no address of this network", "http://192.168.0.1/", []],
    ["no metadata address", "http://169.254.169.254/", []],
    ["no name without an address", "http://nowhere.example/", []],
    ["the redirecting host, not the refused one", `http://a.example:PORT/go`, ["a.example"]],
    ["a host that answered", `http://a.example:PORT/`, ["a.example"]],
    ["a permitted host that speaks no https", "https://127.0.0.1:PORT/", ["127.0.0.1"]],
    ["no host behind a port that is closed to all", "http://127.0.0.1:1/", []],
  ])("is %s", async (_, url, hosts) => {
    expect(await contacted(url.replace("PORT", String(port)))).toEqual(hosts);
  });

  test("is nothing offline, and nothing for a request that cannot be written", async () => {
    expect(await contacted(`http://a.example:${port}/`, { offline: true })).toEqual([]);
    expect(await contacted(`http://a.example:${port}/`, {}, { "x-a": "line\nbreak" })).toEqual([]);
  });
});

test("offline mode refuses even what is allowed", async () => {
  const fetch = outbound({ offline: true, allowPrivate: ["127.0.0.1"] }).open({ hosts: ["*"], implied: true });
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: "OFFLINE" });
  expect(seen).toHaveLength(0);
});

describe("a server that does not behave", () => {
  const allowPrivate = ["127.0.0.1"];

  test("refuses the connection", async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
    const gone = (closed.address() as AddressInfo).port;
    await new Promise((resolve) => closed.close(resolve));
    await expect(outbound({ allowPrivate }).open(implied)(`http://127.0.0.1:${gone}/`)).rejects.toMatchObject({
      code: "NETWORK_FAILED",
      message: expect.stringContaining("nothing listens there"),
      retryable: true,
    });
  });

  test("hangs up", async () => {
    const fetch = outbound({ allowPrivate }).open(implied);
    answer = (request) => request.socket.destroy();
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({
      code: "NETWORK_FAILED",
      message: expect.stringContaining("broke the connection off"),
    });
  });

  test("hangs, until the signal ends it", async () => {
    const fetch = outbound({ allowPrivate }).open(implied);
    const controller = new AbortController();
    answer = () => controller.abort(new Error("enough"));
    await expect(fetch(`http://127.0.0.1:${port}/`, { signal: controller.signal })).rejects.toThrow("enough");
  });

  test("speaks no TLS", async () => {
    await expect(outbound({ allowPrivate }).open(implied)(`https://127.0.0.1:${port}/`)).rejects.toMatchObject({
      code: "NETWORK_FAILED",
      message: expect.stringContaining("https"),
    });
  });
});
