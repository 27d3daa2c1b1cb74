import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

const START_MS = 120_000;
const root = path.resolve(import.meta.dirname, "../..");

export interface TestServer {
  /** Without a slash at its end. */
  url: string;
  dataFolder: string;
  /** Of the process that leads the server's group. */
  pid(): number;
  /** What the server printed so far. */
  output(): string;
  /** Ends it as Ctrl-C does and waits until it is gone; the data folder stays. */
  stop(): Promise<void>;
  /** Ends its whole process group at once, as a power cut would; the data folder stays. */
  kill(): Promise<void>;
  /** Starts it again on the same data folder and the same address. */
  restart(): Promise<void>;
  /** Ends it and removes its data folder. */
  remove(): Promise<void>;
}

/**
 * Starts the production server of this checkout as a person would, on a free port and with a data folder of its own;
 * without a model, unless `HEDDLE_MODELS` names some.
 * @param env settings beyond those of this process, e.g. HEDDLE_ALLOW_HOSTS for a stub on loopback
 */
export async function startServer(env: Record<string, string> = {}): Promise<TestServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const dataFolder = await mkdtemp(path.join(tmpdir(), "heddle-e2e-"));
  const settings = {
    ...process.env,
    PORT: String(port),
    HEDDLE_DATA_DIR: dataFolder,
    HEDDLE_MODELS: path.join(import.meta.dirname, "no-models.yaml"),
    ...env,
  };
  let output = "";
  let child: ChildProcess;

  const start = async () => {
    child = spawn(process.execPath, [path.join(root, "scripts/start.mjs")], {
      cwd: root,
      env: settings,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ready = new Promise<void>((resolve, reject) => {
      const deadline = setTimeout(() => reject(new Error(`not ready in ${START_MS} ms:\n${output}`)), START_MS);
      const collect = (chunk: Buffer) => {
        output += chunk.toString("utf8");
        if (!output.includes(`ready at ${url}`)) return;
        clearTimeout(deadline);
        resolve();
      };
      child.stdout?.on("data", collect);
      child.stderr?.on("data", collect);
      child.once("exit", (code) => {
        clearTimeout(deadline);
        reject(new Error(`the server ended with ${code}:\n${output}`));
      });
    });
    process.once("exit", killGroup);
    await ready;
  };
  const signalGroup = (signal: NodeJS.Signals) => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    process.kill(-child.pid, signal);
    return gone;
  };
  const killGroup = () => void signalGroup("SIGKILL");
  const end = async (signal: NodeJS.Signals) => {
    await signalGroup(signal);
    process.off("exit", killGroup);
    output = "";
  };

  const remove = async () => {
    await end("SIGKILL");
    await rm(dataFolder, { recursive: true, force: true });
  };

  try {
    await start();
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    url,
    dataFolder,
    pid: () => child.pid as number,
    output: () => output,
    stop: () => end("SIGINT"),
    kill: () => end("SIGKILL"),
    restart: start,
    remove,
  };
}

/** A port that was free a moment ago. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
