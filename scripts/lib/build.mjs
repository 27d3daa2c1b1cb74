// Every build has a folder of its own, named by the content that it was made from: `.next/builds/<hash>`. A running
// server loads chunks from its folder for as long as it lives, so a new build must not touch it; and a server whose
// sources are already built, by whichever process, starts at once.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { root, Stop, say } from "./checkout.mjs";
import { run } from "./child.mjs";
import { isAlive, processIdentity } from "./process-identity.mjs";

/** What a build is made from. A file outside of it that a page or a route bundles belongs here. */
const SOURCES = [
  "app",
  "components",
  "drizzle",
  "nodes",
  "public",
  "server",
  "instrumentation.ts",
  "next.config.mjs",
  "package-lock.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
];
const NOT_BUILT = /\.test\.tsx?$|\.md$|^\./;

const builds = path.join(root, ".next", "builds");
const tsconfig = path.join(".cache", "tsconfig.build.json");

/** @returns {string} the folder, relative to the checkout, that a build of the present sources lies in or would lie in */
export function buildFolder() {
  const hash = createHash("sha256");
  for (const source of SOURCES) addToHash(hash, source);
  return path.join(".next", "builds", hash.digest("hex").slice(0, 16));
}

function addToHash(hash, relative) {
  const absolute = path.join(root, relative);
  const stat = fs.statSync(absolute, { throwIfNoEntry: false });
  if (!stat) return;
  if (stat.isDirectory()) {
    for (const name of fs.readdirSync(absolute).sort())
      if (!NOT_BUILT.test(name)) addToHash(hash, path.join(relative, name));
    return;
  }
  const content = fs.readFileSync(absolute);
  hash.update(`${relative}\0${content.length}\0`).update(content);
}

/** Whether the build in `folder` was finished. */
export function isBuilt(folder) {
  return fs.existsSync(path.join(root, folder, "heddle-build.json"));
}

/** Builds into `folder`. Call it under the checkout's lock. */
export async function build(folder) {
  const started = Date.now();
  say("building (about 20 s) …");
  fs.rmSync(path.join(root, folder), { recursive: true, force: true });
  // Next rewrites the tsconfig.json that it is given, unless that extends another one.
  fs.mkdirSync(path.join(root, ".cache"), { recursive: true });
  fs.writeFileSync(path.join(root, tsconfig), '{ "extends": "../tsconfig.json" }\n');
  const { code, output } = await run(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      HEDDLE_DIST_DIR: folder,
      HEDDLE_TSCONFIG: tsconfig,
    },
  });
  if (code !== 0) throw new Stop(`the build failed (${code}):\n${output.trim()}`);
  fs.rmSync(path.join(root, folder, "cache"), { recursive: true, force: true });
  await makeDatabaseTemplate();
  fs.writeFileSync(path.join(root, folder, "heddle-build.json"), JSON.stringify({ builtAt: new Date().toISOString() }));
  say(`built in ${Math.round((Date.now() - started) / 1000)} s`);
}

async function makeDatabaseTemplate() {
  const args = ["--import", "tsx", "scripts/make-database-template.ts"];
  const { code, output } = await run(process.execPath, args);
  if (code !== 0) throw new Stop(`an empty database could not be made (${code}):\n${output.trim()}`);
}

/** Notes that this process serves from `folder` until it ends, so that no later build removes it. Call it under the lock. */
export function use(folder) {
  const users = path.join(root, folder, "users");
  fs.mkdirSync(users, { recursive: true });
  fs.writeFileSync(path.join(users, String(process.pid)), processIdentity());
}

/** Removes the builds other than `keep` that no living process serves from. Call it under the lock. */
export function removeOldBuilds(keep) {
  for (const name of fs.readdirSync(builds)) {
    const folder = path.join(builds, name);
    if (folder !== path.join(root, keep) && !isUsed(folder)) fs.rmSync(folder, { recursive: true, force: true });
  }
}

function isUsed(folder) {
  const users = path.join(folder, "users");
  if (!fs.existsSync(users)) return false;
  return fs.readdirSync(users).some((name) => isAlive(fs.readFileSync(path.join(users, name), "utf8")));
}
