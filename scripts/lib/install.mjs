import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { locks, onWait, root, Stop, say } from "./checkout.mjs";
import { run } from "./child.mjs";
import { withLock } from "./lock.mjs";

const modules = path.join(root, "node_modules");
const stamp = path.join(modules, ".heddle-install");

/** Installs the packages unless they are there; of several processes, one installs and the others wait. */
export async function ensureInstalled() {
  await withLock(path.join(locks, "install.lock"), { purpose: "installing packages for", onWait }, async () => {
    if (!isInstalled()) await install();
  });
}

/** Whether node_modules is what package-lock.json asks for. */
export function isInstalled() {
  const wanted = lockHash();
  try {
    return fs.readFileSync(stamp, "utf8") === wanted;
  } catch {
    return adopt(wanted);
  }
}

async function install() {
  const started = Date.now();
  say("installing packages (about a minute) …");
  const [file, ...args] = npm();
  // Tools that build and check are development packages: without them there is nothing to serve.
  const { code, output } = await run(file, [...args, "ci", "--include=dev", "--include=optional", "--loglevel=error"], {
    env: { ...process.env, NODE_ENV: "", PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1" },
    shell: file === "npm.cmd",
  });
  if (code !== 0) {
    throw new Stop(`npm ci failed (${code}). Its last words:\n${output.trim().split("\n").slice(-25).join("\n")}`);
  }
  fs.writeFileSync(stamp, lockHash());
  say(`packages installed in ${Math.round((Date.now() - started) / 1000)} s`);
}

function lockHash() {
  const lock = fs.readFileSync(path.join(root, "package-lock.json"));
  return createHash("sha256").update(`${process.platform}-${process.arch}\n`).update(lock).digest("hex");
}

/** A person may have run `npm ci` themselves; npm writes its hidden lock file last, so a newer one means a whole install. */
function adopt(wanted) {
  try {
    const done = fs.statSync(path.join(modules, ".package-lock.json")).mtimeMs;
    if (done < fs.statSync(path.join(root, "package-lock.json")).mtimeMs) return false;
    fs.writeFileSync(stamp, wanted);
    return true;
  } catch {
    return false;
  }
}

/** The npm that runs this script, else the one of the PATH. The Node in node_modules cannot run it: `npm ci` removes that first. */
function npm() {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  if (script?.endsWith(".js") && node && !node.startsWith(modules)) return [node, script];
  return [process.platform === "win32" ? "npm.cmd" : "npm"];
}
