import { execFileSync } from "node:child_process";
import os from "node:os";

/** What a figure depends on beside the program. */
export function describeMachine() {
  const [cpu] = os.cpus();
  return {
    cpu: cpu?.model.trim() ?? "unknown",
    cores: os.availableParallelism(),
    memoryGB: Math.round(os.totalmem() / 1e9),
    system: `${os.type()} ${os.release()}`,
    node: process.version,
    /** Processes that wanted a core in the last minute: above the number of cores, figures say little. */
    load: os.loadavg()[0] ?? 0,
    commit: commitOf(),
  };
}

function commitOf(): string | undefined {
  try {
    const git = (...args: string[]) =>
      execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    return `${git("rev-parse", "--short=12", "HEAD")}${git("status", "--porcelain", "-uno") === "" ? "" : " with changes"}`;
  } catch {
    return undefined;
  }
}
