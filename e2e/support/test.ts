import { test as base } from "@playwright/test";
import { startServer, type TestServer } from "./server";

export { expect } from "@playwright/test";

// biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
async function serve({}, use: (server: TestServer) => Promise<void>): Promise<void> {
  const server = await startServer();
  await use(server);
  await server.remove();
}

/** Playwright's `test` with the production server behind `page.goto("/…")`; one server for all tests of a worker. */
export const test = base.extend<object, { server: TestServer }>({
  server: [serve, { scope: "worker", timeout: 130_000 }],
  baseURL: ({ server }, use) => use(server.url),
});

/** The same with a server that nobody used before: what a first visit shows. */
export const firstVisit = test.extend<object, { server: TestServer }>({
  server: [serve, { scope: "worker", timeout: 130_000 }],
});
