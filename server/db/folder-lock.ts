import { createHash, randomUUID } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, realpathSync, renameSync, statSync, unlinkSync } from "node:fs";
import type { Server } from "node:net";
import { createConnection, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "@/nodes/core/app-error";

/** Who holds a data folder. `url` is unset until the server listens. */
export interface FolderHolder {
  readonly pid: number;
  /** ISO time. */
  readonly startedAt: string;
  readonly url?: string;
  /** Lets the command line talk to the running server. */
  readonly token?: string;
}

export interface FolderLock {
  /** Adds what others are told about this process, once it is known. */
  announce(details: Pick<FolderHolder, "url" | "token">): void;
  release(): Promise<void>;
}

/** Socket addresses end here on Linux and macOS, the final zero included. */
const longestSocketPath = 103;
const answerTimeoutMs = 1_000;
const attempts = 5;

/**
 * Makes the folder and takes it for this process, or throws `CONFLICT` naming who has it. The lock is a unix socket that
 * answers who we are: the kernel closes it however the process ends, so a lock is never left behind.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const address = socketPath(folder);
  let self: FolderHolder = { pid: process.pid, startedAt: new Date().toISOString() };
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const server = createServer((socket) => {
      socket.on("error", () => socket.destroy());
      socket.end(JSON.stringify(self));
    });
    if (await listens(server, address)) {
      return {
        announce: (details) => {
          self = { ...self, ...details };
        },
        release: () => new Promise((resolve) => server.close(() => resolve())),
      };
    }
    await refuseOrClear(folder, address);
  }
  throw new AppError("CONFLICT", `Several processes are opening the data folder ${folder} at once. Start one of them.`);
}

/** Who holds the folder now; undefined: nobody. */
export async function readFolderHolder(folder: string): Promise<FolderHolder | undefined> {
  const answer = await ask(socketPath(folder));
  return answer === "nobody" ? undefined : answer;
}

async function refuseOrClear(folder: string, address: string): Promise<void> {
  const mark = fileMark(address);
  const holder = await ask(address);
  if (holder !== "nobody") throw inUse(folder, holder);
  if (mark !== undefined) removeStale(address, mark);
}

/** Two processes may find the same dead socket: what was moved aside is looked at again, and given back if it is new. */
function removeStale(address: string, mark: string): void {
  const aside = `${address}.${randomUUID()}`;
  try {
    renameSync(address, aside);
    if (fileMark(aside) !== mark) linkSync(aside, address);
    unlinkSync(aside);
  } catch (error) {
    if (!isCode(error, "ENOENT") && !isCode(error, "EEXIST")) throw error;
  }
}

function fileMark(path: string): string | undefined {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? undefined : `${stats.ino}-${stats.mtimeNs}`;
}

function listens(server: Server, address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => (isCode(error, "EADDRINUSE") ? resolve(false) : reject(error)));
    server.listen(address, () => {
      if (process.platform !== "win32") chmodSync(address, 0o600);
      server.unref();
      resolve(true);
    });
  });
}

function ask(address: string): Promise<FolderHolder | "nobody"> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = createConnection(address);
    socket.setEncoding("utf8");
    // A process that is stopped in a debugger still holds the folder, though it does not answer.
    socket.setTimeout(answerTimeoutMs, () => socket.destroy(new Error("no answer")));
    socket.on("data", (chunk: string) => {
      text += chunk;
    });
    socket.on("end", () => resolve(parseHolder(text)));
    socket.on("error", (error) => {
      if (isCode(error, "ECONNREFUSED") || isCode(error, "ENOENT")) resolve("nobody");
      else if (error.message === "no answer") resolve(parseHolder(""));
      else reject(error);
    });
  });
}

function parseHolder(text: string): FolderHolder {
  try {
    return JSON.parse(text) as FolderHolder;
  } catch {
    return { pid: 0, startedAt: "" };
  }
}

function inUse(folder: string, holder: FolderHolder): AppError {
  const who = holder.pid === 0 ? "another process that does not answer" : `another Heddle, process ${holder.pid}`;
  const where = holder.url === undefined ? "" : `, at ${holder.url}`;
  return new AppError("CONFLICT", `The data folder ${folder} is in use by ${who}${where}.`, {
    hint: "Use that one, stop it, or set HEDDLE_DATA_DIR to another folder.",
    details: { pid: holder.pid, url: holder.url, startedAt: holder.startedAt },
  });
}

function socketPath(folder: string): string {
  const real = realpathSync(folder);
  const name = `heddle-${createHash("sha256").update(real).digest("hex").slice(0, 24)}`;
  if (process.platform === "win32") return `\\\\.\\pipe\\${name}`;
  const inside = join(real, "lock.sock");
  return Buffer.byteLength(inside) <= longestSocketPath ? inside : join(tmpdir(), `${name}.sock`);
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === code;
}
