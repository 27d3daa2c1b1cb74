import { test as base } from "@playwright/test";
import { startServer, type TestServer } from "./server";

export { expect } from "@playwright/test";

/** Playwright's `test` with the production server behind `page.goto("/…")`; one server for all tests of a worker. */
export const test = base.extend<object, { server: TestServer }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const server = await startServer();
      await use(server);
      await server.remove();
    },
    { scope: "worker", timeout: 130_000 },
  ],
  baseURL: ({ server }, use) => use(server.url),
});
