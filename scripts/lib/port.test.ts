import { createServer, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { chooseHost, choosePort, urlOf } from "./port.mjs";

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

async function takenPort(): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("no port");
  return address.port;
}

describe("choosing a port", () => {
  it("refuses one that is asked for and taken, and says so", async () => {
    const port = await takenPort();
    await expect(choosePort(String(port), "127.0.0.1")).rejects.toThrow(`port ${port} on 127.0.0.1 is taken`);
  });

  it.each(["abc", "-1", "70000", "3000.5"])("refuses %s, which is no port", async (asked) => {
    await expect(choosePort(asked, "127.0.0.1")).rejects.toThrow("no port");
  });

  it("gives any free one for 0", async () => {
    expect(await choosePort("0", "127.0.0.1")).toBeGreaterThan(0);
  });

  it("goes on to the next free one when none is asked for", async () => {
    const first = await choosePort(undefined, "127.0.0.1");
    const server = createServer();
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(first, "127.0.0.1", resolve));
    expect(await choosePort(undefined, "127.0.0.1")).toBeGreaterThan(first);
  });
});

describe("choosing a host", () => {
  it.each(["127.0.0.1", "127.0.0.2", "localhost", "::1"])("takes %s, which is this machine's own", (host) => {
    expect(chooseHost(host)).toBe(host);
  });

  it.each(["0.0.0.0", "::", "192.168.1.2", "127.0.0.1.example.org"])("refuses %s", (host) => {
    expect(() => chooseHost(host)).toThrow("authentication");
  });

  it("brackets an address of version 6", () => {
    expect(urlOf("::1", 3000)).toBe("http://[::1]:3000");
  });
});
