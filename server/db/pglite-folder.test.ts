import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDatabase } from "@/server/db/open-database";
import { PgliteClient } from "@/server/db/pglite-client";
import { openTestDatabase } from "@/server/db/testing";
import { projectRoot } from "@/server/project-root";

let dataDir: string;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "heddle-folder-"));
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** A process of its own that stores rows as fast as it can, and prints each one that was acknowledged. */
function startWriter() {
  const program = join(dataDir, "writer.ts");
  writeFileSync(
    program,
    `import { openDatabase } from ${JSON.stringify(join(projectRoot(), "server/db/open-database.ts"))};
     async function main() {
       const database = await openDatabase({ dataDir: ${JSON.stringify(dataDir)} });
       await database.query("create table rows (id integer primary key)");
       for (let id = 1; ; id += 1) {
         await database.query("insert into rows (id) values ($1)", [id]);
         process.stdout.write(id + "\\n");
       }
     }
     void main();`,
  );
  // Not through the command of tsx, which would be the parent of what has to be killed.
  return spawn(process.execPath, ["--import", "tsx", program], {
    cwd: projectRoot(),
    stdio: ["ignore", "pipe", "inherit"],
  });
}

it("refuses a second process, and loses nothing that was acknowledged when the first is killed", async () => {
  const writer = startWriter();
  let acknowledged = 0;
  const enough = Promise.withResolvers<void>();
  writer.stdout.setEncoding("utf8").on("data", (text: string) => {
    acknowledged = Number(text.trimEnd().split("\n").at(-1));
    if (acknowledged > 500) enough.resolve();
  });
  await enough.promise;
  await expect(openDatabase({ dataDir })).rejects.toThrow(`process ${writer.pid}`);
  writer.kill("SIGKILL");
  await once(writer, "close");

  const database = await openDatabase({ dataDir });
  const [row] = await database.execute<{ n: number; last: number }>("select count(*) as n, max(id) as last from rows");
  await database.close();
  expect(row?.last).toBeGreaterThanOrEqual(acknowledged);
  expect(row?.n).toBe(row?.last);
});

it("frees the folder when it closes, and refuses what is asked afterwards", async () => {
  const first = await openDatabase({ dataDir });
  const last = first.query("select 1");
  await first.close();
  await expect(last).resolves.toMatchObject({ rows: [[1]] });
  await expect(first.query("select 1")).rejects.toThrow("The database is closed.");
  const second = await openDatabase({ dataDir });
  await second.close();
});

it("refuses the folder of another Postgres version, and leaves it alone", async () => {
  const other = join(dataDir, "other");
  mkdirSync(join(other, "database"), { recursive: true });
  writeFileSync(join(other, "database", "PG_VERSION"), "17\n");
  await expect(openDatabase({ dataDir: other })).rejects.toThrow("is of Postgres 17; this Heddle has 18");
});

it("says why it cannot start", async () => {
  const file = join(dataDir, "file");
  writeFileSync(file, "");
  await expect(PgliteClient.open({ dataDir: join(file, "database") })).rejects.toMatchObject({ code: "INTERNAL" });
});

it("keeps the main thread free while a statement takes long", async () => {
  const database = await openTestDatabase();
  let turns = 0;
  const counter = setInterval(() => {
    turns += 1;
  }, 5);
  await database.query("select count(*) from generate_series(1, 2000000)");
  clearInterval(counter);
  await database.close();
  expect(turns).toBeGreaterThan(5);
});
