import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { acquire, holderOf, withLock } from "./lock.mjs";

let folder: string;
let file: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "heddle-lock-"));
  file = path.join(folder, "a.lock");
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** A process that takes the lock, says so, and holds it until it is killed. */
async function holdElsewhere(): Promise<ChildProcess> {
  const code = `import(${JSON.stringify(path.join(import.meta.dirname, "lock.mjs"))})
    .then(({ acquire }) => acquire(${JSON.stringify(file)}, "building"))
    .then(() => { console.log("held"); setInterval(() => {}, 1e6); });`;
  const child = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  await new Promise((resolve) => child.stdout?.once("data", resolve));
  return child;
}

const end = (child: ChildProcess) =>
  new Promise((resolve) => {
    child.once("exit", resolve);
    child.kill("SIGKILL");
  });

describe("a lock", () => {
  it("is free after the work, also when the work fails", async () => {
    await withLock(file, { purpose: "testing" }, async () => expect(existsSync(file)).toBe(true));
    await expect(withLock(file, { purpose: "testing" }, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("lets one at a time work", async () => {
    let inside = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside--;
    };
    const release = await acquire(file, "first");
    const second = withLock(file, { purpose: "second" }, work);
    await work();
    release();
    await second;
    expect(most).toBe(1);
  });

  it("names the process that is waited for, and is taken over when that process is killed", async () => {
    const holder = await holdElsewhere();
    expect(holderOf(file)).toMatchObject({ pid: holder.pid, purpose: "building", alive: true });
    const waited: unknown[] = [];
    const taken = withLock(file, { purpose: "mine", onWait: (who) => waited.push(who) }, async () => holderOf(file));
    await expect.poll(() => waited).toEqual([{ pid: holder.pid, purpose: "building" }]);
    await end(holder);
    expect(await taken).toMatchObject({ pid: process.pid, purpose: "mine" });
  });

  it("does not take a reused process id for its holder", async () => {
    writeFileSync(file, JSON.stringify({ identity: `${process.pid}:1`, purpose: "long ago" }));
    const release = await acquire(file, "mine");
    expect(holderOf(file)).toMatchObject({ purpose: "mine" });
    release();
  });

  it("is taken over when its file is broken", async () => {
    writeFileSync(file, "{");
    const release = await acquire(file, "mine");
    expect(holderOf(file)).toMatchObject({ purpose: "mine" });
    release();
  });
});
