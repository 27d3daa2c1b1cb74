import { once } from "node:events";
import { createServer, request, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/server/db/open-database";
import { openTestDatabase } from "@/server/db/testing";
import { hooked, hookedTo, publishHook, runsOf } from "@/server/http/hooks/testing";
import { serveFrom } from "@/server/http/testing";
import { createListener } from "@/server/node-listener";
import { forgetSingleton, singleton } from "@/server/singleton";

let database: Database;
let served: ReturnType<typeof serveFrom>;
let server: Server;
/** A server that never answers. */
let slow: Server;
const asked: ServerResponse[] = [];

const portOf = (one: Server) => (one.address() as AddressInfo).port;

beforeAll(async () => {
  process.env.HEDDLE_ALLOW_HOSTS = "127.0.0.1";
  forgetSingleton("env");
  database = await openTestDatabase();
  served = serveFrom(database);
  const listener = createListener();
  server = createServer((incoming, outgoing) => void listener(incoming, outgoing)).listen(0, "127.0.0.1");
  slow = createServer((_, response) => void asked.push(response)).listen(0, "127.0.0.1");
  await Promise.all([once(server, "listening"), once(slow, "listening")]);
});
afterAll(async () => {
  for (const one of [server, slow]) {
    one.close();
    one.closeAllConnections();
  }
  await served.end();
  await database.close();
  delete process.env.HEDDLE_ALLOW_HOSTS;
  forgetSingleton("env");
});

/** What was read stays until it is collected, which is well before most of it was sent. */
const sentMegabytes = 200;
const flat = sentMegabytes * 0.75 * 1024 * 1024;

const part = Buffer.alloc(1024 * 1024, "x");

/** Sends so many megabytes in parts as a client does that reads its answer when all is sent. */
async function sendMegabytes(path: string, megabytes: number) {
  const headers = { "content-type": "text/plain" };
  const sent = request({ host: "127.0.0.1", port: portOf(server), path, method: "POST", headers });
  const answered = once(sent, "response");
  answered.catch(() => {});
  let most = 0;
  for (let i = 0; i < megabytes; i += 1) {
    if (!sent.write(part)) await once(sent, "drain");
    most = Math.max(most, process.memoryUsage().arrayBuffers);
  }
  sent.end();
  const [response] = await answered;
  let text = "";
  for await (const chunk of response) text += chunk;
  return { status: response.statusCode as number, json: JSON.parse(text), most };
}

describe("over a socket", () => {
  it("a body of 200 MB is taken to its end, told to be too large, and kept nowhere", async () => {
    const { id, path } = await publishHook((config) => hooked(config));
    await sendMegabytes(path, 1);
    const runs = await runsOf(id);
    const before = process.memoryUsage().arrayBuffers;
    const { status, json, most } = await sendMegabytes(path, sentMegabytes);
    expect([status, json.code]).toEqual([413, "LIMIT_EXCEEDED"]);
    expect(most - before).toBeLessThan(flat);
    expect(await runsOf(id)).toEqual(runs);
  });

  it("a large body that nobody asked for gets its answer too, and is not kept", async () => {
    const before = process.memoryUsage().arrayBuffers;
    const { status, most } = await sendMegabytes("/api/hooks/nobody", sentMegabytes);
    expect(status).toBe(404);
    expect(most - before).toBeLessThan(flat);
  });

  it("who does not know the secret is refused before the body is there", async () => {
    const { path } = await publishHook((config) => hooked(config), { signature: "secret", secret: "s3cret" });
    const sent = request({ host: "127.0.0.1", port: portOf(server), path, method: "POST" });
    sent.write("the beginning of something long");
    sent.flushHeaders();
    const calls = () => singleton("hook-calls", () => new Map<string, number>()).size;
    await expect.poll(calls).toBe(0);
    sent.end();
    const [response] = await once(sent, "response");
    response.resume();
    expect(response.statusCode).toBe(403);
  });

  it("a caller that leaves gives its place to others, and its run goes on", async () => {
    const node = { id: "get", type: "http", config: { url: `http://127.0.0.1:${portOf(slow)}/{{ n }}` } };
    const { id, path } = await publishHook((config) => hookedTo(node as { id: string }, "n", "body", config));
    const waiting = () => singleton("hook-calls", () => new Map<string, number>()).get(`${id}/hook`) ?? 0;
    const socket = connect(portOf(server), "127.0.0.1");
    socket.write(`POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\n\r\n1`);
    await expect.poll(() => asked.length).toBe(1);
    expect(waiting()).toBe(1);
    socket.destroy();
    await expect.poll(waiting).toBe(0);
    expect((await runsOf(id))[0]?.status).toBe("running");
    asked.pop()?.end("late");
    await expect.poll(async () => (await runsOf(id))[0]?.status).toBe("completed");
  });
});
