import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";

/** `HEDDLE_TEST_LONG=1` (npm run test:long) runs the long tests and nothing else. */
const long = process.env.HEDDLE_TEST_LONG === "1";

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: fileURLToPath(new URL("./", import.meta.url)) },
      // A guard for Next's bundler only; its default export throws everywhere else.
      {
        find: /^server-only$/,
        replacement: fileURLToPath(new URL("./node_modules/server-only/empty.js", import.meta.url)),
      },
    ],
  },
  test: {
    include: long ? ["**/*.long.test.{ts,tsx}"] : ["**/*.test.{ts,tsx}"],
    exclude: [
      ...configDefaults.exclude,
      "e2e/**",
      ".next/**",
      ".cache/**",
      ...(long ? [] : ["**/*.long.test.{ts,tsx}"]),
    ],
    environment: "node",
    // What goes wrong on purpose stays out of the output, and out of the logs of the checkout's own data folder.
    env: { LOG_LEVEL: "silent" },
    pool: "forks",
    // Many of them wait for a process, a file or a time: also on two cores two files go on at once.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: long ? 600_000 : 60_000,
    hookTimeout: 60_000,
    // What is waited for comes in milliseconds; on a machine that has much else to do, not within vitest's one second.
    expect: { poll: { timeout: 20_000 } },
    // A test that leaves a server or a worker behind shall be seen, not waited for.
    teardownTimeout: 10_000,
  },
});
