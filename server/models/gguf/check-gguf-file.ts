import { spawn } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { env } from "@/server/env";
import { projectRoot } from "@/server/project-root";
import { singleton } from "@/server/singleton";
import type { GgufFile } from "./find-gguf-file";

/** A file that is checked for longer is left to the use itself. */
const checkMs = 300_000;

/**
 * Loads a file that was never used in a process of its own first, since a damaged one would take this process with it.
 * Costs about a second once for each file; the result is kept in the data folder. Returns what is wrong.
 */
export async function checkGgufFile(file: GgufFile): Promise<string | undefined> {
  const key = `${file.path} ${file.stamp}`;
  const checked = await checkedFiles();
  if (checked.has(key)) return undefined;
  const problem = await loadElsewhere(file.path);
  if (problem !== undefined) return problem;
  checked.add(key);
  await keep(checked);
  return undefined;
}

function loadElsewhere(path: string): Promise<string | undefined> {
  const script = join(/* turbopackIgnore: true */ projectRoot(), "server", "models", "gguf", "check-gguf.mjs");
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, path], {
      stdio: ["ignore", "pipe", "pipe"],
      timeout: checkMs,
      killSignal: "SIGKILL",
    });
    let said = "";
    child.stdout.on("data", (part: Buffer) => {
      said += part.toString();
    });
    // An abort tells its reason there; unread it would block the child.
    let last = "";
    child.stderr.on("data", (part: Buffer) => {
      last = `${last}${part.toString()}`.slice(-2000);
    });
    child.once("error", reject);
    child.once("close", (code, signal) => {
      const wasStopped = signal === "SIGKILL";
      if (code === 0 || wasStopped) resolve(undefined);
      else resolve(said || last.trim().split("\n")[0] || `llama.cpp ended with ${signal ?? code}`);
    });
  });
}

function listPath(): string {
  return join(/* turbopackIgnore: true */ env().dataDir, "gguf-checked.json");
}

function checkedFiles(): Promise<Set<string>> {
  return singleton("gguf-checked", async () => {
    const text = await readFile(/* turbopackIgnore: true */ listPath(), "utf8").catch(() => "[]");
    try {
      return new Set(JSON.parse(text) as string[]);
    } catch {
      return new Set<string>();
    }
  });
}

async function keep(checked: ReadonlySet<string>): Promise<void> {
  await mkdir(/* turbopackIgnore: true */ env().dataDir, { recursive: true, mode: 0o700 });
  await writeFile(/* turbopackIgnore: true */ listPath(), JSON.stringify([...checked].slice(-1000)), { mode: 0o600 });
}
