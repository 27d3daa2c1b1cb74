import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lookAtServer } from "./look-at-server";
import { mask } from "./secret-fields";
import { openTestRegistry, type TestRegistry } from "./testing/test-registry";

const patient = new AbortController().signal;
let registry: TestRegistry;
const servers: Server[] = [];

beforeEach(() => {
  registry = openTestRegistry();
});
afterEach(async () => {
  registry.restore();
  await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))));
});

/** A server that lists two models and remembers the headers it was sent. */
async function modelServer(): Promise<{ root: string; seen: IncomingHttpHeaders[] }> {
  const seen: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers);
    response.writeHead(200, { "content-type": "application/json", connection: "close" });
    response.end(JSON.stringify({ object: "list", data: [{ id: "qwen3" }, { id: "phi" }] }));
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

describe("lookAtServer", () => {
  it("lists what a server offers, before there is an entry for it", async () => {
    const { root } = await modelServer();
    const found = await lookAtServer({ server: { type: "custom", base_url: root } }, patient);
    expect(found.map(({ name }) => name)).toEqual(["qwen3", "phi"]);
  });

  it("uses the stored key of an entry for that entry's server, and for no other", async () => {
    const [own, other] = [await modelServer(), await modelServer()];
    registry.set({
      id: "mine",
      type: "custom",
      base_url: own.root,
      api_key: "sk-1",
      headers: { "X-Api-Key": "k", "X-Team": "a" },
    });
    const headers = { "X-Api-Key": mask, "X-Team": "b" };
    await lookAtServer({ id: "mine", server: { type: "custom", base_url: own.root, headers } }, patient);
    await lookAtServer({ id: "mine", server: { type: "custom", base_url: other.root, headers } }, patient);
    expect(own.seen[0]).toMatchObject({ authorization: "Bearer sk-1", "x-api-key": "k", "x-team": "b" });
    expect(other.seen[0]?.authorization ?? "").not.toContain("sk-1");
    expect(other.seen[0]).not.toHaveProperty("x-api-key");
  });

  it("names the address and the field when nothing answers there", async () => {
    const { root } = await modelServer();
    await new Promise((done) => servers.pop()?.close(done));
    const error: unknown = await lookAtServer({ server: { type: "custom", base_url: root } }, patient).catch(
      (thrown) => thrown,
    );
    expect(error).toMatchObject({ code: "MODEL_UNAVAILABLE", field: "base_url" });
    expect(error).toHaveProperty("userMessage", expect.stringContaining(`The server at ${root}/v1`));
  });

  it("says what is wrong with an address that is none", async () => {
    const looking = lookAtServer({ server: { type: "custom", base_url: "localhost:1234" } }, patient);
    await expect(looking).rejects.toMatchObject({ code: "REQUEST_INVALID", field: "base_url" });
  });
});
