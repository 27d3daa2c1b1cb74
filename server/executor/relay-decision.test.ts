import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Workflow } from "@/nodes/core/workflow";
import type { Database } from "@/server/db/open-database";
import { openTestDatabase } from "@/server/db/testing";
import type { HoldRequest } from "@/server/executor/breakpoints";
import type { RunHost } from "@/server/executor/run-host";
import { gate, published, startTest, testHost, workflowOf } from "@/server/executor/testing";
import { startTestServer, type TestServer } from "@/server/executor/testing-server";
import { ask, serveFrom } from "@/server/http/testing";
import { readEvents } from "@/server/runs/read-events";

describe.skipIf(process.env.TEST_DATABASE_URL === undefined)("a run at work in another process", () => {
  let database: Database;
  let served: ReturnType<typeof serveFrom>;
  let other: RunHost;
  let server: TestServer;
  let slow = gate();
  beforeAll(async () => {
    database = await openTestDatabase("postgres");
    served = serveFrom(database);
    other = testHost(database);
    await other.joinOthers();
    server = await startTestServer(async (_, response) => {
      await slow.passed;
      response.end("{}");
    });
  });
  afterAll(async () => {
    await other?.stop();
    await served?.end();
    await server?.close();
    await database?.close();
  });

  /** Beside a branch that is at work until the test says so. */
  const beside = (config: object): Workflow =>
    workflowOf(
      {
        in: { type: "input", fields: [{ name: "v", type: "json" }] },
        ask: { type: "approval", title: "Send it?", ...config },
        slow: { type: "http", url: server.url },
        out: { type: "output", name: "v" },
      },
      ["in.v -> ask.value", "ask.approved -> out.value"],
    );

  async function start(workflow: Workflow, waitsAt: string, hold: HoldRequest = {}) {
    slow = gate();
    const waits = published(other, (event) => event.type === "node.waiting" && event.nodeId === waitsAt);
    const works = published(other, (event) => event.type === "node.started" && event.nodeId === "slow");
    const { runId, ended } = await startTest(other, workflow, { v: "short" }, { ...hold });
    await Promise.all([waits, works]);
    return { runId, ended };
  }

  const decide = (runId: string, body: object) => ask("POST", `/api/v1/runs/${runId}/nodes/ask/decision`, body);

  test.each([
    ["small", 20],
    ["too large for a notification", 20_000],
    ["so large that it is stored apart", 300_000],
  ])("takes an answer that is %s", async (_, length) => {
    const { runId, ended } = await start(beside({}), "ask");
    const value = "é".repeat(length);
    expect((await decide(runId, { decision: "approve", value })).status).toBe(200);
    slow.open();
    expect(await ended).toBe("completed");
    expect((await ask("GET", `/api/v1/runs/${runId}`)).json.output).toEqual({ v: value });
    const events = await readEvents(database, runId);
    expect(events.filter((event) => event.type === "node.decided")).toMatchObject([{ by: "local" }]);
    expect(JSON.stringify(events).length).toBeLessThan(length < 100_000 ? length * 4 + 10_000 : 10_000);
  });

  test("says what is wrong with an answer, and goes on asking", async () => {
    const form = { type: "object", properties: { days: { type: "integer" } }, required: ["days"] };
    const { runId, ended } = await start(beside({ form }), "ask");
    const unfit = await decide(runId, { decision: "approve", value: { days: "two" } });
    expect([unfit.status, unfit.json.field, unfit.json.issues[0].path]).toEqual([422, "value.days", "value.days"]);
    expect((await decide(runId, { decision: "approve" })).status).toBe(422);
    expect((await decide(runId, { decision: "approve", value: { days: 2 } })).status).toBe(200);
    expect((await decide(runId, { decision: "approve", value: { days: 2 } })).status).toBe(409);
    slow.open();
    expect(await ended).toBe("completed");
  });

  test("is resumed where it is held at a breakpoint, step by step too", async () => {
    const held = beside({ timeoutMs: 60_000 });
    const { runId, ended } = await start(held, "ask", { breakpoints: ["ask", "out"] });
    const asks = published(other, (event) => event.type === "node.waiting" && event.reason === "approval");
    const resumed = await ask("POST", `/api/v1/runs/${runId}/resume`, { step: true });
    expect([resumed.status, resumed.json.id]).toEqual([200, runId]);
    await asks;
    const holdsOut = published(other, (event) => event.type === "node.waiting" && event.nodeId === "out");
    expect((await decide(runId, { decision: "approve" })).status).toBe(200);
    await holdsOut;
    expect((await ask("POST", `/api/v1/runs/${runId}/resume`, {})).status).toBe(200);
    expect((await ask("POST", `/api/v1/runs/${runId}/resume`, {})).status).toBe(409);
    slow.open();
    expect(await ended).toBe("completed");
    const decided = (await readEvents(database, runId)).filter((event) => event.type === "node.decided");
    expect(decided.map(({ nodeId, decision, by }) => [nodeId, decision, by])).toEqual([
      ["ask", "step", "local"],
      ["ask", "approve", "local"],
      ["out", "resume", "local"],
    ]);
  });
});
