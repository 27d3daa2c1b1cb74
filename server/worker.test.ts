import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/server/db/open-database";
import { openTestDatabase } from "@/server/db/testing";
import type { RunHost } from "@/server/executor/run-host";
import { startTest, testHost, workflowOf } from "@/server/executor/testing";
import { startTestServer, type TestServer } from "@/server/executor/testing-server";
import { projectRoot } from "@/server/project-root";
import { streamTrace } from "@/server/runs/stream-trace";

/** A killed worker's lease runs out after 15 s, and others look every few seconds. */
const takeOverMs = 20_000;

interface Worker {
  readonly child: ChildProcess;
  readonly pid: number;
  /** Resolves when it has said so. */
  readonly said: (words: string) => Promise<void>;
  /** Resolves when nothing is left of it, and of what it started. */
  readonly gone: Promise<unknown>;
}

describe.skipIf(process.env.TEST_DATABASE_URL === undefined)("workers that share a Postgres", () => {
  let database: Database;
  let server: TestServer;
  let host: RunHost;
  const workers: Worker[] = [];
  /** Requests to `/held/…` are answered when this is called. */
  let release: () => void = () => {};
  let released = Promise.resolve();

  const hold = () => {
    const gate = Promise.withResolvers<void>();
    released = gate.promise;
    release = gate.resolve;
  };

  beforeAll(async () => {
    database = await openTestDatabase("postgres");
    server = await startTestServer(async (request, response) => {
      if (request.url?.startsWith("/held/")) await released;
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(request.url));
    });
    // A web process that carries out nothing itself.
    host = testHost(database, { slots: 0 });
  });

  afterEach(async () => {
    release();
    for (const { child } of workers.splice(0)) {
      const isOver = child.exitCode !== null || child.signalCode !== null;
      try {
        if (child.spawnfile === process.execPath) child.kill("SIGKILL");
        else process.kill(-(child.pid as number), "SIGKILL");
      } catch {
        // Nobody of its group is left.
      }
      if (!isOver) await once(child, "exit");
    }
  });

  afterAll(async () => {
    await host?.stop();
    await server?.close();
    await database?.close();
  });

  async function startWorker(command = [process.execPath, "--import", "tsx", "server/worker.ts"]): Promise<Worker> {
    const [file = "", ...args] = command;
    const child = spawn(file, args, {
      cwd: projectRoot(),
      // A process group of its own, as under a service manager.
      detached: file !== process.execPath,
      env: { ...process.env, DATABASE_URL: database.url, HEDDLE_SECRET_KEY: "0123456789abcdef", LOG_LEVEL: "info" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const heard = new EventEmitter();
    const read = (part: Buffer) => {
      output += part.toString();
      heard.emit("more");
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    const closed = once(child, "close").then(() => heard.emit("more"));
    const said = async (words: string) => {
      for (; !output.includes(words); await once(heard, "more"))
        if (child.stdout?.closed) throw new Error(`A worker ended before it said "${words}":\n${output}`);
    };
    const worker = { child, pid: child.pid as number, said, gone: closed };
    workers.push(worker);
    await said("takes runs");
    return worker;
  }

  const held = (name: string) =>
    workflowOf({ get: { type: "http", url: `${server.url}/held/${name}` }, out: { type: "output", name: "v" } }, [
      "get.body -> out.value",
    ]);

  const rowOf = async (runId: string) => {
    const [row] = await database.execute<{ status: string; lease_owner: string | null; output: string | null }>(
      "select status, lease_owner, output from runs where id = $1",
      [runId],
    );
    return row;
  };

  /** Resolves when the row of a run is as wanted. */
  async function until(runId: string, fits: (row: NonNullable<Awaited<ReturnType<typeof rowOf>>>) => boolean) {
    for (;;) {
      const row = await rowOf(runId);
      if (row !== undefined && fits(row)) return row;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  const isOver = (runId: string) => until(runId, ({ status }) => ["completed", "failed", "canceled"].includes(status));

  test("take runs that a web process only queued, and tell their traces to it", async () => {
    await Promise.all([startWorker(), startWorker()]);
    const started = await Promise.all(
      ["a", "b", "c"].map(() => startTest(host, workflowOf({ x: { type: "transform", expression: "1" } }, []))),
    );
    for (const { runId } of started) {
      // As a tab of the web process hears of it, which carried out nothing.
      const types: string[] = [];
      await new Promise<void>((resolve, reject) =>
        streamTrace(database, host.services.bus, runId, 0, {
          onEvents: (events) => types.push(...events.map(({ type }) => type)),
          onEnd: resolve,
          onError: reject,
        }),
      );
      expect([types[0], types.at(-1)]).toEqual(["run.queued", "run.completed"]);
    }
  }, 60_000);

  test("one that is killed has its run taken over, which goes on where it was", async () => {
    hold();
    await Promise.all([startWorker(), startWorker()]);
    const { runId } = await startTest(host, held("killed"));
    const { lease_owner: owner } = await until(runId, (row) => row.status === "running" && row.lease_owner !== null);
    const victim = workers.find(({ pid }) => owner?.startsWith(`${pid}-`));
    expect(victim).toBeDefined();
    victim?.child.kill("SIGKILL");
    const killedAt = Date.now();
    release();
    const over = await until(runId, (row) => row.status === "completed");
    expect(JSON.parse(over.output ?? "")).toEqual({ v: "/held/killed" });
    expect(Date.now() - killedAt).toBeLessThan(takeOverMs + 2_000);
  }, 60_000);

  test("one that is asked to end finishes what it is at, and takes nothing more", async () => {
    hold();
    const worker = await startWorker();
    const { runId } = await startTest(host, held("drained"));
    await until(runId, (row) => row.status === "running");
    worker.child.kill("SIGTERM");
    const exit = once(worker.child, "exit");
    const second = await startTest(host, workflowOf({ x: { type: "transform", expression: "1" } }, []));
    release();
    expect((await exit)[0]).toBe(0);
    expect((await rowOf(runId))?.status).toBe("completed");
    expect((await rowOf(second.runId))?.status).toBe("queued");
    await startWorker();
    expect((await isOver(second.runId)).status).toBe("completed");
  }, 60_000);

  test.each([
    ["its whole group, as by a service manager", (pid: number) => process.kill(-pid, "SIGTERM")],
    ["npm alone, as by whoever knows no other process", (pid: number) => process.kill(pid, "SIGTERM")],
  ])(
    "npm run worker finishes what it is at when it is asked to end through %s",
    async (_how, ask) => {
      hold();
      const worker = await startWorker(["npm", "run", "worker"]);
      const { runId } = await startTest(host, held("drained"));
      await until(runId, (row) => row.status === "running" && row.lease_owner !== null);
      ask(worker.pid);
      await worker.said("takes no more runs");
      const second = await startTest(host, workflowOf({ x: { type: "transform", expression: "1" } }, []));
      release();
      await worker.gone;
      const [ended] = await database.execute<{ resumed: number }>(
        "select count(*)::int as resumed from run_events where run_id = $1 and type = 'run.resumed'",
        [runId],
      );
      expect([ended?.resumed, (await rowOf(runId))?.status]).toEqual([0, "completed"]);
      expect((await rowOf(second.runId))?.status).toBe("queued");
    },
    60_000,
  );
});

test("a worker without a Postgres says what it needs, and ends", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", "server/worker.ts"], {
    cwd: projectRoot(),
    env: { ...process.env, DATABASE_URL: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr?.on("data", (part: Buffer) => {
    said += part.toString();
  });
  const [code] = await once(child, "exit");
  expect([code, said]).toEqual([1, expect.stringContaining("DATABASE_URL")]);
}, 30_000);
