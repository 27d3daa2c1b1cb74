import { expect } from "vitest";
import { startPostgres } from "@/scripts/lib/postgres.mjs";
import { migrateDatabase } from "@/server/db/migrate";
import { openDatabase } from "@/server/db/open-database";
import { hooked } from "@/server/http/hooks/testing";
import { Client } from "@/server/testing/client";
import { startWeb, type WebProcess } from "@/server/testing/processes";

const deliveries = 5;

interface Answer {
  readonly status: number;
  readonly retryAfter: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever was answered.
  readonly json: any;
}

/**
 * Programs call a webhook and ask other things while Postgres is away, because it was killed or because its machine hangs: they are told so in time, and what they send again
 * when it is back starts one run each. The process says the same of itself, and that nobody has to restart it.
 */
export async function askedWhileAway(how: "killed" | "hangs"): Promise<void> {
  const postgres = await startPostgres({ synchronous_commit: "on" });
  let web: WebProcess | undefined;
  try {
    const setUp = await openDatabase({ url: postgres.url });
    await migrateDatabase(setUp);
    await setUp.close();
    web = await startWeb({ DATABASE_URL: postgres.url });
    const { url } = web;
    const client = new Client(() => url);
    const id = await client.createWorkflow(hooked({ path: "away", respond: "finished" }, "body.n"));
    await client.send("POST", `/api/v1/workflows/${id}/publish`, {});
    const deliver = (n: number) => client.send("POST", "/api/hooks/away", { n }, { "webhook-id": `d${n}` });
    expect(await deliver(0)).toEqual({ answer: 0 });

    if (how === "killed") await postgres.crash();
    else postgres.hang();
    await expect.poll(async () => (await ask(url, "/api/health")).status, { timeout: 10_000 }).toBe(503);
    await expectTold(url);
    const delivered = Array.from({ length: deliveries }, (_, i) => deliver(i + 1));
    if (how === "killed") await postgres.start();
    else postgres.goOn();
    expect(await Promise.all(delivered)).toEqual(Array.from({ length: deliveries }, (_, i) => ({ answer: i + 1 })));

    await expect.poll(async () => (await ask(url, "/api/health")).status, { timeout: 10_000 }).toBe(200);
    const { items } = await client.send<{ items: { status: string }[] }>("GET", `/api/v1/runs?workflow=${id}`);
    expect(items.map(({ status }) => status)).toEqual(Array(deliveries + 1).fill("completed"));
    expect(web.output()).not.toMatch(/errorId|unhandled/);
  } finally {
    await web?.kill();
    await postgres.stop();
  }
}

async function expectTold(url: string): Promise<void> {
  const health = await ask(url, "/api/health");
  expect(health).toMatchObject({ status: 503, json: { status: "unavailable", hint: expect.any(String) } });
  expect(await ask(url, "/api/health/live")).toMatchObject({ status: 200, json: { status: "ok" } });
  const refused = { status: 503, code: "DATABASE_UNAVAILABLE", title: "Not ready" };
  const asked = [
    ["POST", "/api/hooks/away"],
    ["GET", "/api/v1/workflows"],
    ["POST", "/api/v1/workflows/any/runs"],
    ["GET", "/api/v1/triggers"],
  ] as const;
  const page = ask(url, "/api/trpc/runs.countDeadLetters");
  // At once: one by one, each of them would wait for a database that hangs.
  const answers = await Promise.all(asked.map(([method, path]) => ask(url, path, method)));
  for (const [i, { json, retryAfter, status }] of answers.entries()) {
    expect([asked[i], status, json]).toMatchObject([asked[i], 503, refused]);
    expect(json.id).toBeUndefined();
    expect(retryAfter).toBeGreaterThan(0);
  }
  expect(await page).toMatchObject({
    status: 503,
    json: { error: { data: { app: { code: "DATABASE_UNAVAILABLE" } } } },
  });
}

async function ask(url: string, path: string, method = "GET"): Promise<Answer> {
  const headers = { "content-type": "application/json", "webhook-id": "lost" };
  const answer = await fetch(url + path, { method, headers, body: method === "POST" ? "{}" : undefined });
  return {
    status: answer.status,
    retryAfter: Number(answer.headers.get("retry-after")),
    json: await answer.json().catch(() => undefined),
  };
}
