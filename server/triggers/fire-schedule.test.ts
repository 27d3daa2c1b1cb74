import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { describeEachDatabase } from "@/server/db/testing";
import { executor, stopExecutor } from "@/server/executor/executor";
import { withStatements } from "@/server/executor/testing-database";
import { ask, serveFrom } from "@/server/http/testing";
import { fireSchedule } from "@/server/triggers/fire-schedule";
import { stopSchedules } from "@/server/triggers/schedules";

const at = { x: 0, y: 0 };

let documents = 0;

/** Each is another document, so that no statement of its first run is spared. */
const scheduled = (cron: string) => ({
  format: "heddle.workflow",
  version: 1,
  name: `Scheduled ${++documents}`,
  nodes: [
    { id: "clock", type: "schedule", position: at, config: { cron } },
    { id: "out", type: "output", position: at, config: { name: "at" } },
  ],
  connections: [{ id: "a", source: "clock", sourceHandle: "at", target: "out", targetHandle: "value" }],
});

const minuteMs = 60_000;
const minutesAgo = (count: number) => new Date(Math.floor(Date.now() / minuteMs - count) * minuteMs);
const seconds = (time: Date, more: number) => new Date(time.getTime() + more * 1_000);

describeEachDatabase("a schedule that is due", (opened) => {
  let served: ReturnType<typeof serveFrom>;
  /** Statements that begin so fail, as they do in a database that stops. */
  let failing: RegExp | undefined;
  const shaky = () =>
    withStatements(opened(), async (text, _, run) => {
      if (failing?.test(text)) throw Object.assign(new Error("terminating connection"), { code: "57P01" });
      return run();
    });
  beforeAll(() => {
    served = serveFrom(shaky());
  });
  afterAll(async () => {
    await stopSchedules();
    await served.end();
  });

  /** Published, due at a time, and not followed by the queue of this process. */
  async function due(next: Date, cron = "* * * * *") {
    const id = (await ask("POST", "/api/v1/workflows", scheduled(cron))).json.id as string;
    expect((await ask("POST", `/api/v1/workflows/${id}/publish`)).status).toBe(200);
    await stopSchedules();
    onTestFinished(async () => {
      failing = undefined;
      await ask("DELETE", `/api/v1/workflows/${id}`);
      await stopSchedules();
    });
    await opened().execute("update triggers set next_at = $2 where workflow_id = $1", [id, next.toISOString()]);
    const fire = (signed = seconds(next, 1)) => fireSchedule(shaky(), { workflowId: id, nodeId: "clock", at: signed });
    return { id, fire };
  }

  /** The times that the runs of a workflow were due at, the first first. */
  async function ran(id: string): Promise<string[]> {
    const { json } = await ask("GET", `/api/v1/runs?workflow=${id}`);
    const runs = await Promise.all(json.items.map((run: { id: string }) => ask("GET", `/api/v1/runs/${run.id}`)));
    return runs.map((run) => run.json.input.at as string).sort();
  }

  const triggerOf = async (id: string) => (await ask("GET", `/api/v1/workflows/${id}/publish`)).json.triggers[0];

  it.each([/^select id from runs/, /^insert into run_graphs/, /^update triggers set next_at/])(
    "starts one run when the process dies at %s",
    async (statement) => {
      const time = minutesAgo(0);
      const { id, fire } = await due(time);
      failing = statement;
      await expect(fire()).rejects.toMatchObject({ code: "57P01" });
      failing = undefined;
      await fire();
      await fire();
      expect(await ran(id)).toEqual([time.toISOString()]);
      expect(await triggerOf(id)).toMatchObject({ lastError: null });
    },
  );

  it("has started its run although that could not be noted", async () => {
    const time = minutesAgo(0);
    const { id, fire } = await due(time);
    failing = /^update triggers set last_at/;
    await fire();
    failing = undefined;
    await fire();
    expect(await ran(id)).toEqual([time.toISOString()]);
  });

  it("starts its run when the database is back, and when a server stopped meanwhile", async () => {
    const time = minutesAgo(0);
    const { id, fire } = await due(time);
    failing = /workflow_versions/;
    await expect(fire()).rejects.toMatchObject({ code: "57P01" });
    failing = undefined;
    await (await executor()).stop();
    await expect(fire()).rejects.toMatchObject({ code: "CANCELED" });
    await stopExecutor();
    expect(await ran(id)).toEqual([]);
    await fire();
    expect(await ran(id)).toEqual([time.toISOString()]);
    expect(await triggerOf(id)).toMatchObject({ lastError: null });
  });

  it("goes on with its next time where a run cannot be, and says why", async () => {
    const { id, fire } = await due(minutesAgo(0));
    await opened().execute("update workflows set published_version = null where id = $1", [id]);
    await fire();
    await fire();
    expect(await ran(id)).toEqual([]);
    const trigger = await triggerOf(id);
    expect(trigger.lastError).toMatch(/not published/);
    expect(Date.parse(trigger.nextAt)).toBeGreaterThan(minutesAgo(1).getTime());
  });

  it("starts one run, however many processes hear of it", async () => {
    const time = minutesAgo(0);
    const { id, fire } = await due(time);
    await Promise.all([fire(), fire(), fire(), fire()]);
    await fire();
    expect(await ran(id)).toEqual([time.toISOString()]);
  });

  it("starts a run for each time, also where it comes so late that the next one has passed", async () => {
    const [first, second, third] = [minutesAgo(2), minutesAgo(1), minutesAgo(0)];
    const { id, fire } = await due(first);
    for (const time of [second, first, third]) await fire(seconds(time, 1));
    expect(await ran(id)).toEqual([first, second, third].map((time) => time.toISOString()));
  });

  it("does not start before its time by the word of a time before it", async () => {
    const time = new Date(Date.now() + 1_500);
    const { id, fire } = await due(time);
    await fire(new Date());
    expect(await ran(id)).toEqual([]);
    // What comes is not before its time by the database's clock, whatever the sign says.
    await fire(seconds(time, 60));
    expect(await ran(id)).toEqual([]);
    expect(Date.parse((await triggerOf(id)).nextAt)).toBe(time.getTime());
    await expect.poll(() => fire(time).then(() => ran(id)), { timeout: 10_000 }).toEqual([time.toISOString()]);
  });

  it("catches up with a time of which no word came", async () => {
    const [lost, heard] = [minutesAgo(1), minutesAgo(0)];
    const { id, fire } = await due(lost);
    await fire(seconds(heard, 1));
    expect(await ran(id)).toEqual([lost, heard].map((time) => time.toISOString()));
  });

  it.each([3 / 24, 14 * 365])("goes on when the clock was set back by %s days", async (days) => {
    const { id, fire } = await due(new Date(Date.now() + days * 24 * 60 * minuteMs));
    expect(Date.parse((await triggerOf(id)).nextAt)).toBeLessThan(Date.now() + 2 * minuteMs);
    const time = minutesAgo(0);
    await fire(seconds(time, 1));
    await fire(seconds(time, 1));
    expect(await ran(id)).toEqual([time.toISOString()]);
    expect(Date.parse((await triggerOf(id)).nextAt)).toBeLessThan(Date.now() + 2 * minuteMs);
  });

  it("keeps no time of a clock that was ahead when it is published again", async () => {
    const { id } = await due(new Date(Date.now() + 100 * 24 * 60 * minuteMs));
    await ask("POST", `/api/v1/workflows/${id}/publish`);
    const [row] = await opened().execute<{ next_at: Date }>("select next_at from triggers where workflow_id = $1", [
      id,
    ]);
    expect(row?.next_at.getTime()).toBeLessThan(Date.now() + 2 * minuteMs);
  });

  it("is not run a second time by a late word, or by a clock that was set back by seconds", async () => {
    const hourly = `${minutesAgo(30).getUTCMinutes()} * * * *`;
    const late = await due(new Date(Date.now() + 24 * 60 * minuteMs), hourly);
    await late.fire(new Date());
    expect(await ran(late.id)).toEqual([]);
    const stepped = await due(seconds(minutesAgo(0), 120));
    await stepped.fire(new Date());
    expect(await ran(stepped.id)).toEqual([]);
  });
});
