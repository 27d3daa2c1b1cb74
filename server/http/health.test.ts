import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchApi } from "@/server/api/fetch-api";
import { boot } from "@/server/boot";
import { servingForMs, setBootState } from "@/server/boot-state";
import { env } from "@/server/env";
import { ask } from "@/server/http/testing";
import { forgetSingleton } from "@/server/singleton";

describe("a start with settings that cannot be read", () => {
  const before = { ...process.env };
  beforeAll(async () => {
    process.env.DATABASE_URL = "postgres://localhost/heddle";
    delete process.env.HEDDLE_SECRET_KEY;
    forgetSingleton("env");
    forgetSingleton("boot");
    await boot();
  });
  afterAll(() => {
    process.env = before;
    for (const name of ["env", "boot", "boot-state"]) forgetSingleton(name);
  });

  it("makes the health check 503 with the reason: it was 400, and the process went on", async () => {
    expect(env).toThrow("HEDDLE_SECRET_KEY");
    const { status, json } = await ask("GET", "/api/health");
    expect(status).toBe(503);
    expect(json).toMatchObject({ status: "failed", reason: "DATABASE_URL is set and HEDDLE_SECRET_KEY is not." });
    expect(json.hint).toContain("set HEDDLE_SECRET_KEY");
  });

  it("answers 503 to everything else, to programs and to pages", async () => {
    const { status, json } = await ask("GET", "/api/v1/workflows");
    expect(status).toBe(503);
    expect(json).toMatchObject({ status: 503, title: "Not ready", detail: expect.stringContaining("DATABASE_URL") });
    const headers = { host: "127.0.0.1:3000" };
    expect((await fetchApi(new Request("http://127.0.0.1/api/trpc/system.info", { headers }))).status).toBe(503);
  });

  it("still lets nobody in from elsewhere", async () => {
    expect((await ask("GET", "/api/health", undefined, { host: "evil.example" })).status).toBe(403);
  });
});

it("says that it is starting until it is ready", async () => {
  setBootState({ phase: "starting" });
  expect((await ask("GET", "/api/health")).json).toMatchObject({ status: "starting" });
  expect((await ask("GET", "/api/health")).status).toBe(503);
});

it("counts how long it serves, not how long it made ready for that: the build was in it", () => {
  forgetSingleton("boot-state");
  setBootState({ phase: "starting" });
  expect(servingForMs()).toBe(0);
  expect(process.uptime()).toBeGreaterThan(0);
  setBootState({ phase: "ready" });
  const first = servingForMs();
  expect(first).toBeLessThan(process.uptime() * 1000);
  setBootState({ phase: "ready" });
  expect(servingForMs()).toBeGreaterThanOrEqual(first);
  forgetSingleton("boot-state");
});
