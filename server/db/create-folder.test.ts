import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createFolder } from "@/server/db/create-folder";
import { makeTemplate } from "@/server/db/make-template";
import { openDatabase } from "@/server/db/open-database";

let home: string;
let template: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "heddle-create-"));
  template = join(home, "templates", "this-version");
  mkdirSync(join(home, "templates", "earlier-version"), { recursive: true });
  await makeTemplate(template);
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

async function countOfRuns(dataDir: string): Promise<unknown> {
  const database = await openDatabase({ dataDir });
  try {
    return await database.execute("select count(*) as n from runs");
  } finally {
    await database.close();
  }
}

it("keeps the template of this version only", () => {
  expect(existsSync(join(home, "templates", "earlier-version"))).toBe(false);
});

it("begins a new database as a copy of the template, closed to other users", async () => {
  const dataDir = join(home, "copied");
  mkdirSync(dataDir);
  await createFolder(join(dataDir, "database"), template);
  expect(statSync(join(dataDir, "database")).mode & 0o777).toBe(0o700);
  expect(await countOfRuns(dataDir)).toEqual([{ n: 0 }]);
});

it("makes anew what a crash left half made", async () => {
  const dataDir = join(home, "half-made");
  mkdirSync(join(dataDir, "database.unfinished"), { recursive: true });
  writeFileSync(join(dataDir, "database.unfinished", "PG_VERSION"), "18\n");
  await createFolder(join(dataDir, "database"), template);
  expect(await countOfRuns(dataDir)).toEqual([{ n: 0 }]);
});

it("makes a database from nothing where there is no template", async () => {
  const dataDir = join(home, "from-nothing");
  mkdirSync(dataDir);
  await createFolder(join(dataDir, "database"), join(home, "no-template"));
  await expect(countOfRuns(dataDir)).rejects.toThrow('relation "runs" does not exist');
});

it("leaves alone what is no database", async () => {
  const folder = join(home, "foreign", "database");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "letter.txt"), "Dear Ada");
  await expect(createFolder(folder, template)).rejects.toThrow(`${folder} holds something that is no database`);
  expect(existsSync(join(folder, "letter.txt"))).toBe(true);
});
