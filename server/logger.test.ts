import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { projectRoot } from "@/server/project-root";

/** A process that logs the first lines before its file can be open. */
function logIn(dataDir: string, settings: Record<string, string>) {
  const program = `
    import { setTimeout } from "node:timers";
    import { logger } from ${JSON.stringify(join(projectRoot(), "server/logger.ts"))};
    logger().warn({ apiKey: "sk-secret", request: { headers: { authorization: "Bearer sk-secret" } }, port: 7 }, "first");
    logger().debug("too quiet");
    logger().error({ err: new Error("torn") }, "last");
  `;
  return spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
    cwd: projectRoot(),
    env: { ...process.env, HEDDLE_DATA_DIR: dataDir, ...settings },
    encoding: "utf8",
    timeout: 15_000,
  });
}

it("writes the same JSON lines to its output and to a file for the owner alone, without secrets", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "heddle-log-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const { stdout, stderr, status } = logIn(dataDir, { LOG_LEVEL: "info" });
  expect({ stderr, status }).toEqual({ stderr: "", status: 0 });

  const [name] = readdirSync(join(dataDir, "logs"));
  const file = join(dataDir, "logs", name ?? "");
  expect(readFileSync(file, "utf8")).toBe(stdout);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(stdout).not.toContain("sk-secret");
  const lines = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as object);
  expect(lines).toMatchObject([
    { level: "warning", msg: "first", port: 7, apiKey: "[removed]" },
    { level: "error", msg: "last", err: { message: "torn" } },
  ]);
});

it("goes on without a file where none can be written", () => {
  const folder = mkdtempSync(join(tmpdir(), "heddle-log-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "file"), "");
  const { stdout, stderr, status } = logIn(join(folder, "file"), { LOG_LEVEL: "error" });
  expect(status).toBe(0);
  expect(stdout).toContain('"msg":"last"');
  expect(stderr).toContain("Logs go to standard output only");
});
