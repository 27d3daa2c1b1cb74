import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, onTestFinished } from "vitest";
import { lockFolder, readFolderHolder } from "@/server/db/folder-lock";

let folder: string;

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "heddle-lock-")), "data");
});

afterEach(() => rmSync(join(folder, ".."), { recursive: true, force: true }));

/** Leaves the socket file of a process that was killed. */
async function leaveStaleSocket(path: string): Promise<void> {
  const program = `require("net").createServer().listen(${JSON.stringify(path)}, () => console.log("up"))`;
  const child = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(existsSync(path)).toBe(true);
}

it("makes the folder for its owner alone", async () => {
  const lock = await lockFolder(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  await lock.release();
});

it("refuses a second holder, and says who and where the first is", async () => {
  const lock = await lockFolder(folder);
  onTestFinished(() => lock.release());
  lock.announce({ url: "http://127.0.0.1:3000" });
  const error = await lockFolder(folder).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "CONFLICT", details: { pid: process.pid, url: "http://127.0.0.1:3000" } });
  expect((error as Error).message).toContain(`process ${process.pid}, at http://127.0.0.1:3000`);
  expect(await readFolderHolder(folder)).toMatchObject({ pid: process.pid });
});

it("is free after its release", async () => {
  const first = await lockFolder(folder);
  await first.release();
  expect(await readFolderHolder(folder)).toBeUndefined();
  const second = await lockFolder(folder);
  await second.release();
});

it("is free after its holder was killed, for exactly one of many", async () => {
  await lockFolder(folder).then((lock) => lock.release());
  await leaveStaleSocket(join(folder, "lock.sock"));
  const results = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
  const taken = results.filter((result) => result.status === "fulfilled");
  expect(taken).toHaveLength(1);
  expect(await readFolderHolder(folder)).toMatchObject({ pid: process.pid });
  await taken[0]?.value.release();
});

it("works in a folder whose path is too long for a socket", async () => {
  folder = join(folder, "x".repeat(90), "y".repeat(90));
  const lock = await lockFolder(folder);
  onTestFinished(() => lock.release());
  await expect(lockFolder(folder)).rejects.toMatchObject({ code: "CONFLICT" });
});

it("takes a holder that does not answer for one", async () => {
  await lockFolder(folder).then((lock) => lock.release());
  const silent = createServer();
  silent.listen(join(folder, "lock.sock"));
  await once(silent, "listening");
  onTestFinished(() => void silent.close());
  await expect(lockFolder(folder)).rejects.toThrow("does not answer");
});

it("does not mistake a file for a lock", async () => {
  await lockFolder(folder).then((lock) => lock.release());
  writeFileSync(join(folder, "lock.sock"), "");
  const lock = await lockFolder(folder);
  await lock.release();
});
