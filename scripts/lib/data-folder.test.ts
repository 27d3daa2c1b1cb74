import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { prepareDataFolder } from "./data-folder.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "heddle-folder-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("makes a folder that is closed to others, with those above it", () => {
  const made = prepareDataFolder(path.join(folder, "a", "b"));
  expect(statSync(made).mode & 0o777).toBe(0o700);
  expect(prepareDataFolder(made)).toBe(made);
});

it("says that a file stands in its place", () => {
  writeFileSync(path.join(folder, "file"), "");
  expect(() => prepareDataFolder(path.join(folder, "file"))).toThrow(
    "cannot be used: there is a file in its place. Set HEDDLE_DATA_DIR to another one.",
  );
  expect(() => prepareDataFolder(path.join(folder, "file", "below"))).toThrow("there is a file in its place");
});

it.runIf(process.platform === "linux")("ends where the system makes no folders: below /proc it tried for ever", () => {
  expect(() => prepareDataFolder("/proc/heddle")).toThrow("cannot be used");
});

it("says that this user may not write there", () => {
  mkdirSync(path.join(folder, "closed"), { mode: 0o500 });
  asOrdinaryUser(() => {
    expect(() => prepareDataFolder(path.join(folder, "closed", "data"))).toThrow("this user may not write there");
  });
});

/** Root may write everywhere, so that it puts its power down for a moment. */
function asOrdinaryUser(work: () => void): void {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
