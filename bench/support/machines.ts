import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startPostgres } from "../../scripts/lib/postgres.mjs";
import { type BenchServer, startBenchServer } from "./bench-server";

/** One web process that carries out nothing, and workers, on a Postgres of their own. */
export interface Machines {
  readonly web: BenchServer;
  readonly url: string;
  /** Starts workers until there are so many, or ends some. */
  readonly setWorkers: (count: number, env?: Record<string, string>) => Promise<void>;
  /** Kills the first worker without mercy. */
  readonly killOne: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const root = path.resolve(import.meta.dirname, "../..");

/** `models`: entries of `models.yaml`. */
export async function startMachines(models: readonly object[] = []): Promise<Machines> {
  const postgres = await startPostgres();
  const folder = await mkdtemp(path.join(tmpdir(), "heddle-bench-"));
  const modelsFile = path.join(folder, "models.yaml");
  await writeFile(modelsFile, JSON.stringify({ models }));
  const shared = {
    DATABASE_URL: postgres.url,
    HEDDLE_SECRET_KEY: "0123456789abcdef",
    HEDDLE_MODELS: modelsFile,
    HEDDLE_ALLOW_HOSTS: "127.0.0.1",
  };
  const workers: ChildProcess[] = [];
  const end = async (worker: ChildProcess, signal: NodeJS.Signals) => {
    if (worker.exitCode !== null || worker.signalCode !== null) return;
    const gone = once(worker, "exit");
    worker.kill(signal);
    await gone;
  };
  const killAll = () => {
    for (const worker of workers) worker.kill("SIGKILL");
  };
  process.once("exit", killAll);
  const web = await startBenchServer({ ...shared, HEDDLE_RUN_SLOTS: "0" });
  return {
    web,
    url: postgres.url,
    async setWorkers(count, env = {}) {
      while (workers.length > count) await end(workers.pop() as ChildProcess, "SIGTERM");
      const missing = Array.from({ length: count - workers.length }, () => startWorker({ ...shared, ...env }));
      workers.push(...(await Promise.all(missing)));
    },
    killOne: async () => end(workers.shift() as ChildProcess, "SIGKILL"),
    async close() {
      for (const worker of workers) await end(worker, "SIGKILL");
      process.off("exit", killAll);
      await web.remove();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startWorker(env: Record<string, string>): Promise<ChildProcess> {
  const worker = spawn(process.execPath, ["--import", "tsx", "server/worker.ts"], {
    cwd: root,
    env: { ...process.env, LOG_LEVEL: "info", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  await new Promise<void>((resolve, reject) => {
    worker.stdout.on("data", (part: Buffer) => {
      said += part.toString();
      if (said.includes("takes runs")) resolve();
    });
    worker.once("exit", (code) => reject(new Error(`A worker ended with ${code}:\n${said}`)));
  });
  return worker;
}
