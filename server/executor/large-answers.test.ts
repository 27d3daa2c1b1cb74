import { afterAll, beforeAll, expect, test } from "vitest";
import { describeEachDatabase } from "@/server/db/testing";
import { storeLarge } from "@/server/executor/large-values";
import { published, startTest, testHost, workflowOf } from "@/server/executor/testing";
import { plantRun, settled, steadyModel } from "@/server/executor/testing-chaos";
import { startTestServer, type TestServer } from "@/server/executor/testing-server";
import { newId } from "@/server/new-id";
import { readEvents } from "@/server/runs/read-events";

const large = "x".repeat(300_000);
const isRef = { $ref: expect.any(String) };

describeEachDatabase("large answers", (opened) => {
  const bodies: string[] = [];
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(async (request, response) => {
      let body = "";
      for await (const piece of request) body += piece;
      bodies.push(body);
      response.setHeader("content-type", "application/json");
      response.end("{}");
    });
  });
  afterAll(() => server.close());

  const letters = () =>
    workflowOf(
      {
        m: { type: "model" },
        send: { type: "http", method: "POST", url: `${server.url}/send`, body: "{{ text }}" },
        boss: { type: "agent", prompt: "go", approval: "tools" },
        out: { type: "output", name: "said" },
      },
      ["m.model -> boss.model", "send.tool -> boss.tools", "boss.text -> out.value"],
    );

  const host = (text: string) => testHost(opened(), { model: steadyModel({ send: { text } }) });

  async function startAsking(text: string) {
    const own = host(text);
    const waits = published(own, ({ type }) => type === "run.waiting");
    const { runId, ended } = await startTest(own, letters());
    await waits;
    return { runId, ended, execution: own.executionOf(runId) };
  }

  async function largestEvent(runId: string): Promise<number> {
    const [row] = await opened().execute<{ size: number }>(
      "select max(length(payload))::int as size from run_events where run_id = $1 and type like 'node.%'",
      [runId],
    );
    return row?.size ?? 0;
  }

  test("of a tool's call: arguments are stored once, where they are asked about and where the call begins", async () => {
    const { runId, ended, execution } = await startAsking(large);
    execution?.decide("send", "boss#1", { decision: "approve" });
    expect(await ended).toBe("completed");
    expect(bodies.at(-1)).toBe(large);
    const events = await readEvents(opened(), runId);
    expect(events.find((event) => event.type === "node.waiting")).toMatchObject({ details: { value: isRef } });
    const started = events.find((event) => event.type === "node.started" && event.nodeId === "send");
    expect(started).toMatchObject({ input: { text: isRef } });
    expect(await largestEvent(runId)).toBeLessThan(5_000);
  });

  test("of a tool's call: edited arguments are made use of after a restart too", async () => {
    const { runId, ended, execution } = await startAsking("short");
    const value = { text: large };
    const stored = await storeLarge(opened(), runId, value);
    execution?.decide("send", "boss#1", { decision: "approve", value, stored });
    expect(await ended).toBe("completed");
    expect(bodies.at(-1)).toBe(large);
    const events = await readEvents(opened(), runId);
    const decided = events.findIndex((event) => event.type === "node.decided");
    expect(events[decided]).toMatchObject({ value: isRef });
    expect(await largestEvent(runId)).toBeLessThan(5_000);

    const again = newId();
    await plantRun(opened(), again, letters(), events.slice(0, decided + 1));
    const next = host("short");
    const end = settled(next, again);
    const before = bodies.length;
    await next.resume({ everything: true });
    expect((await end).type).toBe("run.completed");
    expect(bodies.slice(before)).toEqual([large]);
    await next.stop();
  });
});
