import { mkdir, mkdtemp, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseEnv } from "@/server/env";
import { forgetSingleton, singleton } from "@/server/singleton";
import { folderInWorkspace, makeFolderInWorkspace } from "./workspace-folder";

let base: string;
let workspace: string;
beforeAll(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), "heddle-workspace-")));
  workspace = join(base, "workspace");
  forgetSingleton("env");
  singleton("env", () => parseEnv({ HEDDLE_WORKSPACE: workspace, LOG_LEVEL: "silent" }));
  await mkdir(join(workspace, "inbox"), { recursive: true });
  await mkdir(join(base, "workspace-other"));
  await symlink(base, join(workspace, "out"));
  await symlink(join(workspace, "inbox"), join(workspace, "in"));
  await symlink(join(base, "nowhere"), join(workspace, "dangling"));
});
afterAll(async () => {
  forgetSingleton("env");
  await rm(base, { recursive: true });
});

test("finds folders below the workspace, and follows links that stay in it", async () => {
  expect(await folderInWorkspace("")).toBe(workspace);
  expect(await folderInWorkspace("inbox")).toBe(join(workspace, "inbox"));
  expect(await folderInWorkspace("in")).toBe(join(workspace, "inbox"));
});

test.each(["..", "../workspace-other", "inbox/../..", "out", "out/workspace-other", "/etc/../../.."])(
  "refuses %s",
  async (folder) => {
    const refusal = expect.objectContaining({ code: expect.stringMatching(/PERMISSION_NEEDED|NOT_FOUND/) });
    await expect(folderInWorkspace(folder)).rejects.toEqual(refusal);
  },
);

test("never makes what lies outside", async () => {
  await expect(makeFolderInWorkspace("out/made")).rejects.toMatchObject({ code: "PERMISSION_NEEDED" });
  await expect(makeFolderInWorkspace("../made")).rejects.toMatchObject({ code: "PERMISSION_NEEDED" });
  await expect(makeFolderInWorkspace("dangling/made")).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(folderInWorkspace("made")).rejects.toMatchObject({ code: "NOT_FOUND", hint: expect.any(String) });
});

test("makes a folder with those above it, and leaves one that is there", async () => {
  expect(await makeFolderInWorkspace("a/b c/d")).toBe(join(workspace, "a", "b c", "d"));
  expect(await makeFolderInWorkspace("a/b c/d")).toBe(join(workspace, "a", "b c", "d"));
});
