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
  [{ PORT: "abc" }, "PORT is no whole number."],
  [{ PORT: "0x10" }, "PORT is no whole number."],
  [{ PORT: "70000" }, "PORT must be from 0 to 65535."],
  [{ HEDDLE_RUN_SLOTS: "1e3" }, "HEDDLE_RUN_SLOTS is no whole number."],
  [{ HEDDLE_AUTH: "yes" }, "HEDDLE_AUTH must be on or off."],
  [{ LOG_LEVEL: "loud" }, "LOG_LEVEL must be debug, info, warning, error or silent."],
  [{ HEDDLE_LOG_CONTENT: "all" }, "HEDDLE_LOG_CONTENT must be none, metadata or content."],
  [{ DATABASE_URL: "mysql://x/y" }, "DATABASE_URL must be an address such as postgres://"],
  [{ DATABASE_URL: "not an address" }, "DATABASE_URL must be an address such as postgres://"],
  [{ DATABASE_URL: "postgres://x/y" }, "DATABASE_URL is set and HEDDLE_SECRET_KEY is not."],
  [{ HEDDLE_SECRET_KEY: "short" }, "HEDDLE_SECRET_KEY must have at least 16 characters."],
  [{ HEDDLE_RUN_RETENTION_DAYS: "0" }, "HEDDLE_RUN_RETENTION_DAYS must be from 1 to 36500."],
  [{ HEDDLE_ALLOW_HOSTS: "http://localhost:8080" }, "HEDDLE_ALLOW_HOSTS must be hosts such as localhost:8080"],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: "ftp://x" }, "OTEL_EXPORTER_OTLP_ENDPOINT must be an http:// or https:// address."],
])("refuses %o in a sentence with its name", (source, sentence) => {
  expect(() => parseEnv(source)).toThrow(sentence);
});

it("names every wrong setting at once", () => {
  expect(() => parseEnv({ PORT: "x", HEDDLE_OFFLINE: "maybe" })).toThrow(
    "PORT is no whole number. HEDDLE_OFFLINE must be on or off.",
  );
});
