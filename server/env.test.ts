import { isAbsolute, join } from "node:path";
import { expect, it } from "vitest";
import { parseEnv } from "@/server/env";
import { projectRoot } from "@/server/project-root";

it("has a default for everything", () => {
  const settings = parseEnv({});
  expect(settings).toMatchObject({ port: undefined, host: "127.0.0.1", auth: false, encrypt: true, offline: false });
  expect(settings.dataDir).toBe(join(projectRoot(), ".heddle"));
  expect(settings.workspaceDir).toBe(join(projectRoot(), ".heddle", "workspace"));
  expect(settings).toMatchObject({ runRetentionDays: 30, allowHosts: [], logLevel: "info" });
});

it("reads what is set, and takes an empty value for unset", () => {
  const settings = parseEnv({
    PORT: "3100",
    HEDDLE_DATA_DIR: "/somewhere",
    HEDDLE_ALLOW_HOSTS: " localhost:8080, 127.0.0.1 ,",
    HEDDLE_OFFLINE: "on",
    LOG_LEVEL: "warning",
    DATABASE_URL: "",
  });
  expect(settings).toMatchObject({ port: 3100, dataDir: "/somewhere", offline: true, logLevel: "warn" });
  expect(settings.allowHosts).toEqual(["localhost:8080", "127.0.0.1"]);
  expect(settings.workspaceDir).toBe("/somewhere/workspace");
  expect(settings.databaseUrl).toBeUndefined();
  expect(isAbsolute(settings.modelsFile)).toBe(true);
});

it.each([
  [{ PORT: "abc" }, "PORT"],
  [{ PORT: "70000" }, "PORT"],
  [{ HEDDLE_AUTH: "yes" }, "HEDDLE_AUTH: must be on or off"],
  [{ LOG_LEVEL: "loud" }, "LOG_LEVEL: must be debug, info"],
  [{ DATABASE_URL: "mysql://x/y" }, "DATABASE_URL: must be a postgres:// address"],
  [{ DATABASE_URL: "postgres://x/y" }, "HEDDLE_SECRET_KEY is not"],
  [{ HEDDLE_RUN_RETENTION_DAYS: "0" }, "HEDDLE_RUN_RETENTION_DAYS"],
])("refuses %o by name", (source, sentence) => {
  expect(() => parseEnv(source)).toThrow(sentence);
});
