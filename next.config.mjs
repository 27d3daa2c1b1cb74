// Plain JavaScript: Next would compile anything else at every start.

/** @type {import("next").NextConfig} */
const config = {
  // Each build has a folder of its own, so that a build never pulls files from under a running server (scripts/lib/build.mjs).
  distDir: process.env.HEDDLE_DIST_DIR ?? ".next",
  // Wasm, native addons and worker threads that must be loaded from node_modules as they are.
  serverExternalPackages: ["@electric-sql/pglite", "@electric-sql/pglite-pgvector", "pg-boss", "node-llama-cpp"],
  typescript: {
    // `npm run typecheck` and `npm test` check types; a build of what was already checked need not.
    ignoreBuildErrors: true,
    tsconfigPath: process.env.HEDDLE_TSCONFIG ?? "tsconfig.json",
  },
  poweredByHeader: false,
  // Loading all pages and routes before anybody asks for one would stand in the way of the first answer.
  experimental: { preloadEntriesOnStart: false },
  // Served on loopback: compressing costs more time than it saves.
  compress: false,
  devIndicators: false,
  // `next dev` would write instruction files into the checkout.
  agentRules: false,
};

export default config;
