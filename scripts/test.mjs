// `npm test`: installs what the tests need, then type check, lint, unit and integration tests (on the embedded database
// and on a PostgreSQL of its own), a production build, and end-to-end tests in a real browser against that build.
//   npm test -- unit            one or more of: types lint unit build e2e long
//   npm test -- nodes/core      the unit tests whose path has this in it (with other words: `unit` is implied)
// HEDDLE_TEST_DATABASE_URL      a superuser's URL of a PostgreSQL with pgvector, in place of the one that is set up
// HEDDLE_CHROMIUM               a browser, in place of Debian's
// CI=true                       what would be skipped has failed; the long tests (*.long.test.ts) run too
import fs from "node:fs";
import path from "node:path";
import { command, requireNode, root, say } from "./lib/checkout.mjs";
import { endWithParent, run } from "./lib/child.mjs";
import { ensureChromium } from "./lib/chromium.mjs";
import { Unavailable } from "./lib/debian.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { startPostgres } from "./lib/postgres.mjs";
import {
  closingLine,
  one,
  playwrightFailures,
  readPlaywright,
  readVitest,
  total,
  vitestFailures,
} from "./lib/report.mjs";
import { continueOnRuntime, onRuntime } from "./lib/runtime.mjs";

const STEPS = { types, lint, unit, build, e2e, long };
const words = process.argv.slice(2);
const filters = words.filter((word) => !(word in STEPS));
const strict = process.env.CI === "true" || process.env.CI === "1";
const chosen = Object.keys(STEPS).filter((name) =>
  words.length === 0 ? name !== "long" || strict : words.includes(name) || (name === "unit" && filters.length > 0),
);
const reports = path.join(root, ".cache", "test");
/** What failed, told once more at the end, where nobody has to look for it. */
const failures = [];

await command(async () => {
  requireNode();
  endWithParent();
  await ensureInstalled();
  if (!onRuntime) return continueOnRuntime();
  fs.rmSync(reports, { recursive: true, force: true });
  fs.mkdirSync(reports, { recursive: true });
  const results = [];
  const times = [];
  for (const name of chosen) {
    say(`── ${name}`);
    const started = Date.now();
    const counts = await STEPS[name]();
    results.push(counts);
    times.push(`${name} ${((Date.now() - started) / 1000).toFixed(1)} s`);
    say(`${name}: ${closingLine(counts)}`);
  }
  const sum = total(results);
  for (const failure of failures) say(`failed: ${failure}`);
  say(times.join(" · "));
  if (strict && sum.skipped > 0) {
    say(`${sum.skipped} skipped, which counts as failed with CI=true`);
    sum.failed += sum.skipped;
    sum.skipped = 0;
  }
  console.log(closingLine(sum));
  process.exit(sum.failed > 0 ? 1 : 0);
});

async function types() {
  return outcome("types", await tool("typescript/bin/tsc", ["--noEmit"]));
}

async function lint() {
  return outcome("lint", await tool("@biomejs/biome/bin/biome", ["check", "."]));
}

function unit() {
  return vitest("vitest.json", filters);
}

/** One after another: each of them keeps several processes busy. */
function long() {
  return vitest("vitest-long.json", ["--no-file-parallelism"], { HEDDLE_TEST_LONG: "1" });
}

async function vitest(report, more, env = {}) {
  const postgres = await orSkip("the tests on PostgreSQL", () => databaseUrl());
  const file = path.join(reports, report);
  const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`, ...more];
  const url = postgres.value ? { TEST_DATABASE_URL: postgres.value.url } : {};
  const code = await tool("vitest/vitest.mjs", args, { ...env, ...url });
  await postgres.value?.stop();
  failures.push(...vitestFailures(file));
  return total([readVitest(file, code), postgres.counts]);
}

async function build() {
  return outcome("build", await node(["scripts/start.mjs", "--build-only"]));
}

async function e2e() {
  const chromium = await orSkip("the end-to-end tests", ensureChromium);
  if (!chromium.value) return chromium.counts;
  const file = path.join(reports, "playwright.json");
  const env = { HEDDLE_CHROMIUM: chromium.value, PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  const code = await tool("@playwright/test/cli.js", ["test", "--reporter=list,json"], env);
  failures.push(...playwrightFailures(file));
  return readPlaywright(file, code);
}

async function databaseUrl() {
  const url = process.env.HEDDLE_TEST_DATABASE_URL;
  return url ? { url, stop: async () => {} } : startPostgres();
}

/** Says in one line what is skipped and why, where something cannot be installed. */
async function orSkip(what, get) {
  try {
    return { value: await get(), counts: total([]) };
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    say(`skipped: ${what}. ${error.message}`);
    return { counts: one("skipped") };
  }
}

function outcome(step, code) {
  if (code !== 0) failures.push(step);
  return one(code === 0 ? "passed" : "failed");
}

function tool(file, args, env) {
  return node([path.join("node_modules", file), ...args], env);
}

async function node(args, env = {}) {
  const options = { env: { ...process.env, ...env }, stdio: "inherit" };
  return (await run(process.execPath, args, options)).code;
}
