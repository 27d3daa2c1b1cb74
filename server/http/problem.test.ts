import { expect, test } from "vitest";
import { AppError } from "@/nodes/core/app-error";
import { DatabaseError } from "@/server/db/database-error";
import { problemOf } from "@/server/http/problem";

async function told(thrown: unknown) {
  const response = problemOf(thrown, "a test");
  const { code, id, runId } = (await response.json()) as { code: string; id?: string; runId?: string };
  return {
    status: response.status,
    code,
    retryAfter: response.headers.get("retry-after"),
    hasId: id !== undefined,
    runId,
  };
}

const away = new DatabaseError({ code: "ECONNREFUSED", message: "connect ECONNREFUSED 127.0.0.1:5432" }, "select 1");

test("a database that is away may be asked again, however deep a library has wrapped what it said", async () => {
  const wrapped = new Error("Failed query", { cause: new Error("again", { cause: away }) });
  for (const thrown of [away, wrapped, new DatabaseError({ code: "57P01", message: "shut down" }, "")])
    expect(await told(thrown)).toMatchObject({
      status: 503,
      code: "DATABASE_UNAVAILABLE",
      retryAfter: "5",
      hasId: false,
    });
});

test("what a statement did wrong, and what another server refused, is told as before", async () => {
  const wrong = new DatabaseError({ code: "42601", message: "syntax error" }, "selct 1");
  expect(await told(wrong)).toMatchObject({ status: 500, code: "INTERNAL", retryAfter: null, hasId: true });
  const deadlock = new DatabaseError({ code: "40P01", message: "deadlock" }, "update");
  expect(await told(deadlock)).toMatchObject({ status: 500, code: "INTERNAL" });
  const elsewhere = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:1234"), { code: "ECONNREFUSED" });
  expect(await told(elsewhere)).toMatchObject({ status: 500, code: "INTERNAL" });
  expect(await told(new AppError("CONFLICT", "Taken.", { cause: away }))).toMatchObject({ status: 409 });
});

test("a server that stops may be asked again; what a person stopped may not", async () => {
  const stops = new AppError("CANCELED", "The server is stopping.", { retryable: true });
  expect(await told(stops)).toMatchObject({ status: 503, retryAfter: "5" });
  expect(await told(new AppError("CANCELED", "Stopped."))).toMatchObject({ status: 409, retryAfter: null });
});

test("an error says when to come back, and of which run it tells", async () => {
  const many = new AppError("RATE_LIMITED", "Too many.", { details: { retryAfterS: 30 } });
  expect(await told(many)).toMatchObject({ status: 429, retryAfter: "30" });
  const failed = new AppError("UPSTREAM_FAILED", "It failed.", { details: { runId: "r1" } });
  expect(await told(failed)).toMatchObject({ status: 502, retryAfter: null, runId: "r1" });
});
