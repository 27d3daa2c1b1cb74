import { spawn } from "node:child_process";
import { root } from "./checkout.mjs";

/**
 * Runs a program in this process group and collects what it prints; it ends with this process.
 * @param {string} file
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions & { echo?: boolean, input?: string }} [options] `echo` passes the output on as it comes
 * @returns {Promise<{ code: number, output: string, stdout: string }>} the code is 128 + n for an end by signal n, 127 where the program is missing
 */
export function run(file, args, { echo = false, input, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: root,
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
      ...options,
    });
    const all = [];
    const out = [];
    child.stdout?.on("data", (chunk) => {
      all.push(chunk);
      out.push(chunk);
      if (echo) process.stdout.write(chunk);
    });
    child.stderr?.on("data", (chunk) => {
      all.push(chunk);
      if (echo) process.stderr.write(chunk);
    });
    const stop = endWithUs(child);
    const done = (code) => {
      stop();
      resolve({ code, output: Buffer.concat(all).toString("utf8"), stdout: Buffer.concat(out).toString("utf8") });
    };
    child.on("error", (error) => {
      all.push(Buffer.from(`${error.message}\n`));
      done(127);
    });
    child.on("close", (code, signal) => done(exitCode(code, signal)));
    if (input !== undefined) child.stdin?.end(input);
  });
}

const PARENT_POLL_MS = 250;

/**
 * Ends this process as by SIGTERM when its parent is gone. npm and the shell between it and us do not pass on every
 * signal, and would leave us behind. A parent's end raises no event, so it is looked for.
 */
export function endWithParent() {
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, "SIGTERM");
  }, PARENT_POLL_MS);
  timer.unref();
}

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/** The exit code that a shell would report. */
export function exitCode(code, signal) {
  return code ?? 128 + (SIGNALS[signal] ?? 9);
}

/**
 * Passes the signals that end a command on to `child`, whose end then ends the command: a child would otherwise
 * outlive a parent that is told to stop by its id alone.
 * @returns {() => void} takes the listeners away
 */
export function endWithUs(child) {
  let told;
  const forward = (signal) => {
    told = signal;
    child.kill(signal);
  };
  const onClose = (code, signal) => {
    if (told) process.exit(exitCode(code, signal));
  };
  const atExit = () => child.kill("SIGTERM");
  for (const signal of Object.keys(SIGNALS)) process.on(signal, forward);
  process.on("exit", atExit);
  child.on("close", onClose);
  return () => {
    for (const signal of Object.keys(SIGNALS)) process.off(signal, forward);
    process.off("exit", atExit);
  };
}
