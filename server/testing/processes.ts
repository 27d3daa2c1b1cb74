import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { projectRoot } from "@/server/project-root";

/** A process of the product that a test started. It ends with the test, however that ends. */
export interface TestProcess {
  readonly pid: number;
  /** What the process said that matched, when it was ready. */
  readonly ready: RegExpExecArray;
  readonly output: () => string;
  readonly isRunning: () => boolean;
  /** Resolves with its code, or null after a signal. */
  readonly exited: Promise<number | null>;
  /** As a power cut would. */
  readonly kill: () => Promise<void>;
  /** As `systemctl stop` would; resolves with `exited`. */
  readonly terminate: () => Promise<number | null>;
}

export type Settings = Readonly<Record<string, string>>;

const preloaded = "./server/testing/end-with-parent.mjs";

async function start(file: string, ready: RegExp, settings: Settings): Promise<TestProcess> {
  const child: ChildProcess = spawn(process.execPath, ["--import", preloaded, "--import", "tsx", file], {
    cwd: projectRoot(),
    env: { ...process.env, HEDDLE_SECRET_KEY: "0123456789abcdef", LOG_LEVEL: "info", ...settings },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  const exited = once(child, "exit").then(([code]) => code as number | null);
  const found = await new Promise<RegExpExecArray>((resolve, reject) => {
    const read = (part: Buffer) => {
      output += part.toString();
      const match = ready.exec(output);
      if (match !== null) resolve(match);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    void exited.then((code) => reject(new Error(`${file} ended with ${code} before it was ready:\n${output}`)));
  });
  const isGone = () => child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid as number,
    ready: found,
    output: () => output,
    isRunning: () => !isGone(),
    exited,
    async kill() {
      if (isGone()) return;
      child.kill("SIGKILL");
      await exited;
    },
    async terminate() {
      if (!isGone()) child.kill("SIGTERM");
      return exited;
    },
  };
}

/** `npm run worker`, ready to take runs. */
export function startWorker(settings: Settings): Promise<TestProcess> {
  return start("server/worker.ts", /takes runs/, settings);
}

export interface WebProcess extends TestProcess {
  readonly url: string;
}

/** A web process without pages, ready to serve. */
export async function startWeb(settings: Settings): Promise<WebProcess> {
  const started = await start("server/testing/serve.ts", /serves at (\S+)/, settings);
  return { ...started, url: started.ready[1] as string };
}
