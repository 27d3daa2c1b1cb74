import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isRoot, must, Unavailable } from "./debian.mjs";
import { ensurePgvector, ensureServer } from "./pgvector.mjs";
import { probe } from "./port.mjs";
import { isAlive, processIdentity } from "./process-identity.mjs";

const PREFIX = "heddle-test-postgres-";
const READY_MS = 30_000;
/** For a database that nobody misses. */
const SETTINGS = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  jit: "off",
  max_connections: "200",
  shared_buffers: "64MB",
  log_min_messages: "warning",
};

/**
 * Starts a throw-away PostgreSQL with pgvector that ends with this process, however that ends.
 * `crash` ends the server as `pg_ctl stop -m immediate` does, and `start` starts it again on what is there. `hang` stops all
 * of its processes, so that connections stay open and nothing answers, until `goOn` (Linux only).
 * @param {Record<string, string>} [settings] beside those for a database that nobody misses
 * @returns {Promise<{ url: string, crash: () => Promise<void>, start: () => Promise<void>, hang: () => void, goOn: () => void, stop: () => Promise<void> }>}
 *   the URL is a superuser's
 */
export async function startPostgres(settings = {}) {
  const version = await ensureServer();
  const extension = await ensurePgvector(version);
  removeLeftOver();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), PREFIX));
  fs.writeFileSync(path.join(folder, "owner"), processIdentity());
  const tree = linkTree(version, extension, folder);
  const password = randomBytes(16).toString("hex");
  const passwordFile = path.join(folder, "password");
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  const user = await databaseUser();
  if (user.uid !== undefined) await must("chown", ["-hR", `${user.uid}:${user.gid}`, folder]);
  const data = path.join(folder, "data");
  const options = [
    "-U",
    "postgres",
    "-A",
    "scram-sha-256",
    `--pwfile=${passwordFile}`,
    "--no-sync",
    "--no-locale",
    "-E",
    "UTF8",
  ];
  await must(path.join(tree, "initdb"), ["-D", data, ...options], { ...user, cwd: folder });
  const port = await probe(0, "127.0.0.1");
  const server = await supervise(path.join(tree, "postgres"), data, port, folder, user, settings);
  return { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, ...server };
}

/** PostgreSQL refuses to run as root. */
async function databaseUser() {
  if (!isRoot) return {};
  const id = async (name) => Number((await must("id", name)).trim());
  const name = await must("id", ["-u", "postgres"]).then(
    () => "postgres",
    () => "nobody",
  );
  return { uid: await id(["-u", name]), gid: await id(["-g", name]) };
}

/**
 * A copy of the server's tree with the extension in it. The programs find their libraries from where they lie
 * themselves, so they are copied and all else is linked.
 * @returns {string} the folder of the programs
 */
function linkTree(version, extension, folder) {
  const lib = path.join(folder, "lib/postgresql", version, "lib");
  const share = path.join(folder, "share/postgresql", version);
  const bin = path.join(folder, "lib/postgresql", version, "bin");
  for (const made of [lib, share, bin]) fs.mkdirSync(made, { recursive: true });
  for (const name of ["postgres", "initdb"])
    fs.copyFileSync(`/usr/lib/postgresql/${version}/bin/${name}`, path.join(bin, name));
  linkEntries(`/usr/lib/postgresql/${version}/lib`, lib);
  linkEntries(`/usr/share/postgresql/${version}`, share, "extension");
  fs.mkdirSync(path.join(share, "extension"));
  linkEntries(`/usr/share/postgresql/${version}/extension`, path.join(share, "extension"));
  for (const file of extension) {
    fs.copyFileSync(file, path.join(file.endsWith(".so") ? lib : path.join(share, "extension"), path.basename(file)));
  }
  fs.chmodSync(folder, 0o755);
  return bin;
}

function linkEntries(from, to, except) {
  for (const name of fs.readdirSync(from))
    if (name !== except) fs.symlinkSync(path.join(from, name), path.join(to, name));
}

/**
 * The shell holds the end of a pipe from this process: when this process is gone, for whatever reason, the pipe closes,
 * and the shell stops the server and removes its folder. Ctrl-C, which it gets as well, must not end it before that.
 * Meanwhile a line ends the server at once, or starts it again.
 */
const SUPERVISOR = `
trap '' INT TERM HUP
start() { "$@" </dev/null >>"$FOLDER/log" 2>&1 & server=$!; }
crash() { kill -QUIT "$server" 2>/dev/null; wait "$server"; }
start "$@"
while read -r word; do
  case $word in
    crash) crash ;;
    start) start "$@" ;;
  esac
done
crash
rm -rf "$FOLDER"
`;

/** To the server and then to those that it started: stopped first, it starts no more. */
function signalAll(data, signal) {
  const [first] = fs.readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n");
  process.kill(Number(first), signal);
  const children = fs.readFileSync(`/proc/${first}/task/${first}/children`, "utf8").trim();
  for (const child of children === "" ? [] : children.split(" ")) process.kill(Number(child), signal);
}

async function supervise(program, data, port, folder, user, more) {
  const settings = {
    ...SETTINGS,
    ...more,
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: folder,
  };
  const args = ["-D", data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
  const shell = spawn("/bin/sh", ["-c", SUPERVISOR, "postgres", program, ...args], {
    ...user,
    cwd: "/",
    stdio: ["pipe", "ignore", "inherit"],
    env: { ...process.env, FOLDER: folder },
  });
  const closed = new Promise((resolve) => shell.once("close", resolve));
  const stop = () => {
    shell.stdin.end();
    return closed;
  };
  const untilReady = async () => {
    for (const end = Date.now() + READY_MS; !isReady(data); await delay(20)) {
      if (Date.now() < end) continue;
      const log = fs.readFileSync(path.join(folder, "log"), "utf8");
      await stop();
      throw new Unavailable(`PostgreSQL did not start: ${log}`);
    }
  };
  await untilReady();
  return {
    stop,
    crash: async () => {
      shell.stdin.write("crash\n");
      while (fs.existsSync(path.join(data, "postmaster.pid"))) await delay(20);
    },
    start: () => {
      shell.stdin.write("start\n");
      return untilReady();
    },
    hang: () => signalAll(data, "SIGSTOP"),
    goOn: () => signalAll(data, "SIGCONT"),
  };
}

/** The eighth line of the server's own postmaster.pid says how far it is. */
function isReady(data) {
  try {
    return fs.readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n")[7]?.trim() === "ready";
  } catch {
    return false;
  }
}

/** What a test run left that was killed together with its supervisor. */
function removeLeftOver() {
  for (const name of fs.readdirSync(os.tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = path.join(os.tmpdir(), name);
    try {
      if (!isAlive(fs.readFileSync(path.join(folder, "owner"), "utf8")))
        fs.rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another user's, or one that is just being made.
    }
  }
}
