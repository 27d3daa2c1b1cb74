import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Workflow } from "@/nodes/core/workflow";
import { type Database, openDatabase } from "@/server/db/open-database";
import { openTestDatabase } from "@/server/db/testing";
import { workflowOf } from "@/server/executor/testing";
import { startTestServer, type TestServer } from "@/server/executor/testing-server";
import { ask, serveFrom } from "@/server/http/testing";
import { projectRoot } from "@/server/project-root";

/** Where the killed processes keep their runs: `open` is for the test itself, while none of them lives. */
interface World {
  readonly env: Record<string, string>;
  readonly open: () => Promise<Database>;
  /** The lease of a killed process has run out, as if its 15 seconds had gone by. */
  readonly outlive: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

async function embedded(): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), "heddle-dead-letters-"));
  return {
    env: { HEDDLE_DATA_DIR: dataDir, DATABASE_URL: "" },
    open: () => openDatabase({ dataDir }),
    // The folder belongs to one process: whoever opens it knows that the last one is gone.
    outlive: async () => {},
    remove: async () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

async function shared(): Promise<World> {
  const database = await openTestDatabase("postgres");
  return {
    env: { DATABASE_URL: database.url ?? "", HEDDLE_SECRET_KEY: "0123456789abcdef" },
    open: async () => ({ ...database, close: async () => {} }),
    outlive: async () => {
      await database.execute(
        "update runs set lease_expires_at = now() - interval '1 second' where lease_owner is not null",
      );
    },
    remove: () => database.close(),
  };
}

const hasPostgres = process.env.TEST_DATABASE_URL !== undefined;

describe.each([
  { kind: "pglite", make: embedded, isThere: true },
  { kind: "postgres", make: shared, isThere: hasPostgres },
])("a node that kills its process, on $kind", ({ make, isThere }) => {
  describe.skipIf(!isThere)("each time", () => {
    let world: World;
    let server: TestServer;
    let child: ChildProcess | undefined;
    /** Whether a request to `/kill` kills who sent it. */
    let isDeadly = true;
    /** Whether a request to `/slow` is left without an answer. */
    let isSlow = false;

    beforeEach(async () => {
      world = await make();
      isDeadly = true;
      isSlow = false;
      server = await startTestServer((request, response) => {
        if (request.url === "/kill" && isDeadly) {
          child?.kill("SIGKILL");
          return;
        }
        if (request.url === "/slow" && isSlow) return;
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify(request.url));
      });
    });

    afterEach(async () => {
      if (child !== undefined && child.exitCode === null && child.signalCode === null) {
        child.kill("SIGKILL");
        await once(child, "exit");
      }
      await server.close();
      await world.remove();
    });

    /** a → kill → b → out */
    const deadly = (): Workflow => {
      const http = (name: string, after?: string) => ({
        type: "http",
        url: `${server.url}/${name}`,
        headers: after === undefined ? {} : { after: `{{ ${after} }}` },
      });
      return workflowOf(
        { a: http("a"), kill: http("kill", "a"), b: http("b", "kill"), out: { type: "output", name: "v" } },
        ["a.body -> kill.a", "kill.body -> b.kill", "b.body -> out.value"],
      );
    };

    function start(...workflows: readonly Workflow[]): ChildProcess {
      const given = workflows.map((workflow) => JSON.stringify(workflow));
      const program = ["--import", "tsx", "server/executor/testing-process.ts", ...given];
      child = spawn(process.execPath, program, {
        cwd: projectRoot(),
        env: { ...process.env, HEDDLE_ALLOW_HOSTS: "127.0.0.1", LOG_LEVEL: "silent", ...world.env },
        stdio: ["ignore", "pipe", "inherit"],
      });
      return child;
    }

    async function startAndDie(...workflows: readonly Workflow[]): Promise<void> {
      const [, signal] = await once(start(...workflows), "exit");
      expect(signal).toBe("SIGKILL");
      await world.outlive();
    }

    /** Resolves when the process has printed all of this. */
    async function says(process: ChildProcess, ...words: readonly string[]): Promise<void> {
      let said = "";
      for await (const part of process.stdout ?? []) {
        said += String(part);
        const lines = said.split("\n");
        if (words.every((word) => lines.includes(word))) return;
      }
      throw new Error(`It ended without saying ${words.join(" and ")}:\n${said}`);
    }

    test("takes no run along that was under way beside it", async () => {
      isSlow = true;
      const slow = workflowOf(
        { get: { type: "http", url: `${server.url}/slow` }, out: { type: "output", name: "v" } },
        ["get.body -> out.value"],
      );
      await startAndDie(deadly(), slow);
      await startAndDie();
      await startAndDie();
      isSlow = false;
      const last = start();
      const exit = once(last, "exit");
      await says(last, "run.failed", "run.completed");
      last.kill("SIGTERM");
      await exit;
      const database = await world.open();
      try {
        const rows = await database.execute("select status, is_dead_letter from runs order by id");
        expect(rows).toEqual([
          { status: "failed", is_dead_letter: true },
          { status: "completed", is_dead_letter: false },
        ]);
      } finally {
        await database.close();
      }
    }, 120_000);

    test("goes to the dead letters after three times, and goes on from there when it is sent again", async () => {
      await startAndDie(deadly());
      await startAndDie();
      await startAndDie();
      const last = start();
      const exit = once(last, "exit");
      await says(last, "run.failed");
      last.kill("SIGTERM");
      await exit;
      expect(server.requests).toEqual(["GET /a", "GET /kill", "GET /kill", "GET /kill"]);

      isDeadly = false;
      const database = await world.open();
      const served = serveFrom(database);
      try {
        const listed = (await ask("GET", "/api/v1/runs?deadLetter=true")).json.items;
        expect(listed).toMatchObject([
          {
            status: "failed",
            deadLetter: { sentAgainAs: null },
            error: { code: "INTERNAL", message: expect.stringContaining("3 times in a row") },
          },
        ]);
        const [{ id }] = listed;
        const sent = await ask("POST", `/api/v1/runs/${id}/resume`, {});
        expect(sent.status).toBe(200);
        expect(sent.json.id).not.toBe(id);
        const over = await untilOver(sent.json.id);
        expect(over).toMatchObject({ status: "completed", output: { v: "/b" } });
        expect(over.nodes[0]).toMatchObject({ nodeId: "a", reusedFrom: id });
        expect(server.requests.slice(4)).toEqual(["GET /kill", "GET /b"]);
        expect((await ask("GET", "/api/v1/runs?deadLetter=true")).json.items).toEqual([]);
        expect((await ask("GET", `/api/v1/runs/${id}`)).json.deadLetter).toEqual({ sentAgainAs: sent.json.id });
        const again = await ask("POST", `/api/v1/runs/${id}/resume`, {});
        expect([again.status, again.json.detail]).toEqual([409, expect.stringContaining("sent again already")]);
      } finally {
        await served.end();
        await database.close();
      }
    }, 120_000);
  });
});

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever was answered.
async function untilOver(id: string): Promise<any> {
  for (;;) {
    const { json } = await ask("GET", `/api/v1/runs/${id}`);
    if (json.finishedAt !== null) return json;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
