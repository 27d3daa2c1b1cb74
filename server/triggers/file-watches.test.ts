import {
  appendFile,
  chmod,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { describeEachDatabase } from "@/server/db/testing";
import { parseEnv } from "@/server/env";
import { withStatements } from "@/server/executor/testing-database";
import { getFile } from "@/server/files/get-file";
import { ask, serveFrom } from "@/server/http/testing";
import { forgetSingleton, singleton } from "@/server/singleton";
import { stopFileWatches, syncFileWatches } from "@/server/triggers/file-watches";
import { findTrigger } from "@/server/triggers/find-trigger";
import { stopTriggers } from "@/server/triggers/follow-triggers";
import { fireFile } from "@/server/triggers/watch/fire-file";
import { scanFolder } from "@/server/triggers/watch/scan-folder";

const at = { x: 0, y: 0 };

const watching = (folder: string, glob = "*") => ({
  format: "heddle.workflow",
  version: 1,
  name: `Watches ${folder}`,
  nodes: [
    { id: "watch", type: "file-watch", position: at, config: { folder, glob } },
    { id: "file", type: "output", position: at, config: { name: "file" } },
    { id: "path", type: "output", position: at, config: { name: "path" } },
  ],
  connections: [
    { id: "a", source: "watch", sourceHandle: "file", target: "file", targetHandle: "value" },
    { id: "b", source: "watch", sourceHandle: "path", target: "path", targetHandle: "value" },
  ],
});

interface Output {
  readonly path: string;
  readonly file: { readonly fileId: string; readonly name: string; readonly size: number };
}

describeEachDatabase("a watched folder", (opened) => {
  let served: ReturnType<typeof serveFrom>;
  let base: string;
  let folders = 0;
  /** Statements that have this in them fail, as they do in a database that stops. */
  let failing: RegExp | undefined;
  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), "heddle-watch-"));
    await chmod(base, 0o755);
    forgetSingleton("env");
    singleton("env", () => parseEnv({ HEDDLE_DATA_DIR: base, LOG_LEVEL: "silent" }));
    served = serveFrom(
      withStatements(opened(), async (text, _, run) => {
        if (failing?.test(text)) throw Object.assign(new Error("terminating connection"), { code: "57P01" });
        return run();
      }),
    );
  });
  afterAll(async () => {
    await stopTriggers();
    await served.end();
    forgetSingleton("env");
    await rm(base, { recursive: true });
  });

  const workspace = (...parts: string[]) => join(base, "workspace", ...parts);

  /** A published workflow that watches a folder of its own; ended with the test. */
  async function watch(glob = "*", before: (folder: string) => Promise<void> = async () => {}) {
    const folder = `inbox-${++folders}`;
    await mkdir(workspace(folder), { recursive: true });
    await before(workspace(folder));
    const id = (await ask("POST", "/api/v1/workflows", watching(folder, glob))).json.id as string;
    const { status, json } = await ask("POST", `/api/v1/workflows/${id}/publish`);
    expect([status, json.detail]).toEqual([200, undefined]);
    onTestFinished(async () => void (await ask("DELETE", `/api/v1/workflows/${id}/publish`)));
    return { id, folder, place: (...parts: string[]) => workspace(folder, ...parts) };
  }

  /** What the runs of a workflow gave, the oldest first, when there are as many as that and all are over. */
  async function outputs(id: string, count: number): Promise<Output[]> {
    const runs = () => ask("GET", `/api/v1/runs?workflow=${id}&limit=100`).then(({ json }) => json.items);
    await expect
      .poll(async () => (await runs()).filter((run: { status: string }) => run.status === "completed").length, {
        timeout: 20_000,
        interval: 50,
      })
      .toBe(count);
    const whole = await Promise.all((await runs()).map((run: { id: string }) => ask("GET", `/api/v1/runs/${run.id}`)));
    return whole.map(({ json }) => json.output as Output).reverse();
  }

  const triggerOf = async (id: string) => (await ask("GET", `/api/v1/workflows/${id}/publish`)).json.triggers[0];
  const names = (given: readonly Output[]) => given.map(({ file }) => file.name).sort();

  it("starts a run with the file as it was and its place, and none for what was there before", async () => {
    const { id, folder, place } = await watch("*", (there) => writeFile(join(there, "old.txt"), "old"));
    await writeFile(place("new.txt"), "looms");
    const [output] = await outputs(id, 1);
    expect(output).toMatchObject({ path: `${folder}/new.txt`, file: { name: "new.txt", size: 5 } });
    await writeFile(place("new.txt"), "changed since");
    expect((await getFile("default", output?.file.fileId as string)).content.toString()).toBe("looms");
    expect(await triggerOf(id)).toMatchObject({ type: "file-watch", problem: null, lastError: null });
  });

  it("makes the folder when it is published", async () => {
    const document = watching("made/by publishing");
    const { json } = await ask("POST", "/api/v1/workflows", document);
    expect((await ask("POST", `/api/v1/workflows/${json.id}/publish`)).status).toBe(200);
    await writeFile(workspace("made", "by publishing", "a"), "a");
    expect(names(await outputs(json.id, 1))).toEqual(["a"]);
    await ask("DELETE", `/api/v1/workflows/${json.id}/publish`);
  });

  it("waits for a file that is written slowly, and starts one run with all of it", async () => {
    const { id, place } = await watch();
    for (let part = 0; part < 8; part += 1) {
      await appendFile(place("slow.txt"), "0123456789");
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
    const [output] = await outputs(id, 1);
    expect(output?.file).toMatchObject({ name: "slow.txt", size: 80 });
  });

  it("starts a run for what is moved into place, and for what is overwritten", async () => {
    const { id, folder, place } = await watch("*.csv");
    await writeFile(workspace(`${folder}.part`), "a,b");
    await rename(workspace(`${folder}.part`), place("table.csv"));
    await outputs(id, 1);
    await writeFile(place("table.csv"), "a,b,c");
    const [, second] = await outputs(id, 2);
    expect(second?.file).toMatchObject({ name: "table.csv", size: 5 });
    await rm(place("table.csv"));
    await writeFile(place("table.csv"), "a,b,c,d");
    expect(names(await outputs(id, 3))).toEqual(["table.csv", "table.csv", "table.csv"]);
  });

  it("leaves out links, hidden files, and what the pattern does not mean", async () => {
    const { id, place } = await watch("*.txt");
    await writeFile(join(base, "outside.txt"), "secret");
    await symlink(join(base, "outside.txt"), place("link.txt"));
    await symlink(base, place("all"));
    await writeFile(place(".hidden.txt"), "x");
    await writeFile(place("a.pdf"), "x");
    await writeFile(place("meant.txt"), "x");
    expect(names(await outputs(id, 1))).toEqual(["meant.txt"]);
  });

  it("starts a run for another file that is moved over one with its size and time, and none for other rights", async () => {
    const { id, folder, place } = await watch("*.txt");
    const time = new Date("2026-01-01T12:00:00Z");
    await writeFile(place("a.txt"), "one");
    await utimes(place("a.txt"), time, time);
    await outputs(id, 1);
    await writeFile(workspace(`${folder}.part`), "two");
    await utimes(workspace(`${folder}.part`), time, time);
    await rename(workspace(`${folder}.part`), place("a.txt"));
    const [, second] = await outputs(id, 2);
    expect((await getFile("default", second?.file.fileId as string)).content.toString()).toBe("two");
    await chmod(place("a.txt"), 0o600);
    await writeFile(place("b.txt"), "three");
    expect(names(await outputs(id, 3))).toEqual(["a.txt", "a.txt", "b.txt"]);
  });

  it("looks into folders below where the pattern says so, also into new ones", async () => {
    const { id, folder, place } = await watch("**/*.md");
    await mkdir(place("2030", "05"), { recursive: true });
    await writeFile(place("2030", "05", "note.md"), "x");
    await symlink(base, place("loop"));
    const [output] = await outputs(id, 1);
    expect(output?.path).toBe(`${folder}/2030/05/note.md`);
  });

  it("says when the folder is gone, and goes on when it is back, without what it had", async () => {
    const { id, folder, place } = await watch();
    await writeFile(place("kept.txt"), "kept");
    await outputs(id, 1);
    await rename(place(), workspace(`${folder}-away`));
    await expect.poll(async () => (await triggerOf(id)).problem, { timeout: 10_000 }).toMatch(/is not there.*Make it/);
    await rename(workspace(`${folder}-away`), place());
    await expect.poll(async () => (await triggerOf(id)).problem, { timeout: 10_000 }).toBe(null);
    await writeFile(place("new.txt"), "new");
    expect(names(await outputs(id, 2))).toEqual(["kept.txt", "new.txt"]);
  });

  it("says that a file stands in the place of its folder, and goes on when that is away and the folder back", async () => {
    const { id, folder, place } = await watch();
    await rename(place(), workspace(`${folder}-away`));
    await writeFile(place(), "a file now");
    await expect
      .poll(async () => (await triggerOf(id)).problem, { timeout: 10_000 })
      .toMatch(/a file stands in its place\. Move that file away and make the folder again/);
    await rm(place());
    await rename(workspace(`${folder}-away`), place());
    await expect.poll(async () => (await triggerOf(id)).problem, { timeout: 10_000 }).toBe(null);
    await writeFile(place("new.txt"), "new");
    expect(names(await outputs(id, 1))).toEqual(["new.txt"]);
  });

  it("is not published where a file stands in its place, or in the place of a folder around it", async () => {
    await mkdir(workspace(), { recursive: true });
    await writeFile(workspace("a-file"), "x");
    for (const folder of ["a-file", "a-file/below"]) {
      const id = (await ask("POST", "/api/v1/workflows", watching(folder, "*"))).json.id as string;
      const { status, json } = await ask("POST", `/api/v1/workflows/${id}/publish`);
      expect([folder, status]).toEqual([folder, 422]);
      expect(json.issues).toMatchObject([{ message: expect.stringContaining("a file stands in its place") }]);
    }
  });

  it("hears again of a folder that was removed and made anew", async () => {
    const { id, place } = await watch();
    await rm(place(), { recursive: true });
    await mkdir(place());
    await writeFile(place("a.txt"), "a");
    expect(names(await outputs(id, 1))).toEqual(["a.txt"]);
  });

  it("knows its files when another folder stood in its place for a while, as where a disk was not mounted", async () => {
    const { id, folder, place } = await watch();
    await writeFile(place("kept.txt"), "kept");
    await outputs(id, 1);
    await rename(place(), workspace(`${folder}-away`));
    await mkdir(place());
    await writeFile(place("meanwhile.txt"), "meanwhile");
    await outputs(id, 2);
    await rm(place(), { recursive: true });
    await rename(workspace(`${folder}-away`), place());
    await writeFile(place("new.txt"), "new");
    expect(names(await outputs(id, 3))).toEqual(["kept.txt", "meanwhile.txt", "new.txt"]);
  });

  describe("that this user may not read", () => {
    /** Root may read everything: as another user, until the end of the test or `mayRead`. */
    function mayNotRead(): () => void {
      if (process.getuid?.() !== 0) return () => {};
      const mayRead = () => process.seteuid?.(0);
      process.seteuid?.(65_534);
      onTestFinished(mayRead);
      return mayRead;
    }

    it("says so of a part, and keeps what it knows of it", async () => {
      const { id, folder, place } = await watch("**/*.txt", (there) => mkdir(join(there, "below")).then(() => {}));
      await writeFile(place("below", "a.txt"), "a");
      await outputs(id, 1);
      await chmod(place("below"), 0o000);
      const mayRead = mayNotRead();
      await expect
        .poll(async () => (await triggerOf(id)).problem, { timeout: 10_000 })
        .toMatch(`${folder}/below cannot be read (EACCES)`);
      mayRead();
      await chmod(place("below"), 0o755);
      await expect.poll(async () => (await triggerOf(id)).problem, { timeout: 10_000 }).toBe(null);
      await writeFile(place("below", "b.txt"), "b");
      expect(names(await outputs(id, 2))).toEqual(["a.txt", "b.txt"]);
    });

    it("begins when it can, without what was there before", async () => {
      let mayRead = () => {};
      const { id, place } = await watch("*", async (there) => {
        await writeFile(join(there, "old.txt"), "old");
        await chmod(there, 0o000);
        mayRead = mayNotRead();
      });
      expect((await triggerOf(id)).problem).toMatch(/cannot be read/);
      mayRead();
      await chmod(place(), 0o755);
      await expect.poll(async () => (await triggerOf(id)).problem, { timeout: 15_000 }).toBe(null);
      await writeFile(place("new.txt"), "new");
      expect(names(await outputs(id, 1))).toEqual(["new.txt"]);
    });

    it("starts the run of a file when it may be read", async () => {
      const { id, place } = await watch();
      await writeFile(place(".closed"), "closed");
      await chmod(place(".closed"), 0o000);
      await rename(place(".closed"), place("closed.txt"));
      const mayRead = mayNotRead();
      await expect
        .poll(async () => (await triggerOf(id)).lastError, { timeout: 10_000 })
        .toMatch(/closed\.txt cannot be read/);
      mayRead();
      await chmod(place("closed.txt"), 0o644);
      expect(names(await outputs(id, 1))).toEqual(["closed.txt"]);
      expect(await triggerOf(id)).toMatchObject({ lastError: null });
    });
  });

  it("is not watched through a link that leads out of the workspace", async () => {
    const { id, folder, place } = await watch();
    await rename(place(), workspace(`${folder}-away`));
    await symlink(base, place());
    await expect.poll(async () => (await triggerOf(id)).problem, { timeout: 10_000 }).toMatch(/leads out/);
    await rm(place());
    const refused = await ask("POST", "/api/v1/workflows", watching("leads-out"));
    await symlink(base, workspace("leads-out"));
    const { status, json } = await ask("POST", `/api/v1/workflows/${refused.json.id}/publish`);
    expect(status).toBe(422);
    expect(json.issues).toMatchObject([{ nodeId: "watch", path: "nodes[0].config.folder" }]);
  });

  it("starts runs for what came while no server ran, at the next start", async () => {
    const { id, place } = await watch();
    await writeFile(place("before.txt"), "1");
    await outputs(id, 1);
    await stopFileWatches();
    await writeFile(place("meanwhile.txt"), "2");
    await syncFileWatches();
    expect(names(await outputs(id, 2))).toEqual(["before.txt", "meanwhile.txt"]);
  });

  it("goes on with the same files after it is published again, and begins anew with another folder", async () => {
    const { id, place } = await watch();
    await writeFile(place("first.txt"), "1");
    await outputs(id, 1);
    await ask("POST", `/api/v1/workflows/${id}/publish`);
    await writeFile(place("second.txt"), "2");
    await outputs(id, 2);
    const { json } = await ask("GET", `/api/v1/workflows/${id}`);
    const moved = workspace(`moved-${folders}`);
    await mkdir(moved);
    await writeFile(join(moved, "there.txt"), "x");
    await ask("PUT", `/api/v1/workflows/${id}`, watching(`moved-${folders}`), { "If-Match": `"${json.revision}"` });
    await writeFile(place("third.txt"), "3");
    expect(names(await outputs(id, 3))).toEqual(["first.txt", "second.txt", "third.txt"]);
    await ask("POST", `/api/v1/workflows/${id}/publish`);
    await writeFile(join(moved, "new.txt"), "4");
    expect(names(await outputs(id, 4))).toEqual(["first.txt", "new.txt", "second.txt", "third.txt"]);
  });

  it("is silent while it is turned off, and leaves out what came meanwhile", async () => {
    const { id, place } = await watch();
    expect((await ask("POST", `/api/v1/workflows/${id}/triggers/watch/pause`)).status).toBe(204);
    expect(await triggerOf(id)).toMatchObject({ isPaused: true });
    await writeFile(place("meanwhile.txt"), "1");
    expect((await ask("POST", `/api/v1/workflows/${id}/triggers/watch/resume`)).status).toBe(204);
    await writeFile(place("after.txt"), "2");
    expect(names(await outputs(id, 1))).toEqual(["after.txt"]);
  });

  it("notes at the trigger what cannot be taken, and goes on", async () => {
    const { id, place } = await watch();
    await writeFile(place("large.bin"), "");
    await truncate(place("large.bin"), 51 * 1024 * 1024);
    await expect
      .poll(async () => (await triggerOf(id)).lastError, { timeout: 10_000 })
      .toMatch(/large\.bin is too large/);
    await writeFile(place("small.txt"), "x");
    expect(names(await outputs(id, 1))).toEqual(["small.txt"]);
  });

  describe("that several processes see", () => {
    async function pending(): Promise<Parameters<typeof fireFile>> {
      const { id, place } = await watch();
      await stopFileWatches();
      await writeFile(place("shared.txt"), "once");
      const { files } = await scanFolder({ folder: place(), isMeant: () => true, isDeep: false });
      const trigger = await findTrigger(opened(), { workspaceId: "default", workflowId: id, nodeId: "watch" });
      const mark = files.get("shared.txt") as string;
      return [opened(), trigger, { path: "shared.txt", mark, absolute: place("shared.txt") }];
    }

    it("starts one run a file", async () => {
      const [database, trigger, file] = await pending();
      await Promise.all([1, 2, 3, 4].map(() => fireFile(database, trigger, file)));
      await outputs(trigger.workflow_id, 1);
      expect(await fireFile(database, trigger, file)).toBe(true);
      await outputs(trigger.workflow_id, 1);
    });

    it("starts it again where the one that had it died before, and not where it died after", async () => {
      const [database, trigger, file] = await pending();
      const die = (when: string) =>
        database.execute(
          `insert into watched_files (workflow_id, node_id, path, mark, claim, claimed_until) values ($1, $2, $3, $4, 'c1', now() ${when})
           on conflict (workflow_id, node_id, path) do update set claimed_until = excluded.claimed_until`,
          [trigger.workflow_id, trigger.node_id, file.path, file.mark],
        );
      await die("+ interval '1 minute'");
      expect(await fireFile(database, trigger, file)).toBe(false);
      await die("- interval '1 second'");
      expect(await fireFile(database, trigger, file)).toBe(true);
      await outputs(trigger.workflow_id, 1);
      // The run is there, and nobody wrote down that the file is done.
      await die("- interval '1 second'");
      expect(await fireFile(database, trigger, file)).toBe(true);
      await outputs(trigger.workflow_id, 1);
    });

    it("starts its run when a database that stopped is back", async () => {
      const [database, trigger, file] = await pending();
      onTestFinished(() => {
        failing = undefined;
      });
      for (const statement of [/workflow_versions/, /^insert into files/, /insert into run_graphs/]) {
        failing = statement;
        expect(await fireFile(database, trigger, file)).toBe(false);
      }
      failing = undefined;
      expect(await fireFile(database, trigger, file)).toBe(true);
      const [output] = await outputs(trigger.workflow_id, 1);
      expect(output?.file.name).toBe("shared.txt");
    });

    it("starts one run where they see it in their own way, as over a network", async () => {
      const [database, trigger, file] = await pending();
      expect(await fireFile(database, trigger, file)).toBe(true);
      const elsewhere = file.mark.split(".").slice(0, 2).concat("77", "1-2").join(".");
      expect(await fireFile(database, trigger, { ...file, mark: elsewhere })).toBe(true);
      await outputs(trigger.workflow_id, 1);
    });

    it("tries again with what changed while it was read", async () => {
      const [database, trigger, file] = await pending();
      await writeFile(file.absolute, "changed");
      expect(await fireFile(database, trigger, file)).toBe(false);
      expect(await readFile(file.absolute, "utf8")).toBe("changed");
      await outputs(trigger.workflow_id, 0);
    });
  });

  it("loses none of 1,000 files that come at once", async () => {
    const { id, place } = await watch();
    const all = Array.from({ length: 1_000 }, (_, i) => `f${i}.txt`);
    await Promise.all(all.map((name) => writeFile(place(name), name)));
    const count = async () =>
      (
        await opened().execute<{ n: number; done: number }>(
          "select count(*)::int as n, count(*) filter (where status = 'completed')::int as done from runs where workflow_id = $1",
          [id],
        )
      )[0];
    await expect.poll(count, { timeout: 50_000, interval: 250 }).toEqual({ n: 1_000, done: 1_000 });
    const rows = await opened().execute<{ name: string }>(
      "select f.name from files f where f.name ~ '^f[0-9]+[.]txt$'",
    );
    expect(new Set(rows.map(({ name }) => name)).size).toBe(1_000);
  });
});
