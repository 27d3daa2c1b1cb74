import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { keptSchedules } from "@/server/db/boss";
import { describeEachDatabase } from "@/server/db/testing";
import { ask, serveFrom } from "@/server/http/testing";
import { dueTime, nextTimes, previousTime } from "@/server/triggers/cron-times";
import { stopSchedules, syncSchedules } from "@/server/triggers/schedules";

const at = { x: 0, y: 0 };

const scheduled = (config: object) => ({
  format: "heddle.workflow",
  version: 1,
  name: "Scheduled",
  nodes: [
    { id: "clock", type: "schedule", position: at, config },
    { id: "out", type: "output", position: at, config: { name: "at" } },
  ],
  connections: [{ id: "a", source: "clock", sourceHandle: "at", target: "out", targetHandle: "value" }],
});

/** Due so many minutes ago, and every hour since long before. */
function hourlySince(minutes: number): string {
  return `${new Date(Date.now() - minutes * 60_000).getUTCMinutes()} * * * *`;
}

describeEachDatabase("schedules", (opened) => {
  let served: ReturnType<typeof serveFrom>;
  beforeAll(() => {
    served = serveFrom(opened());
  });
  afterAll(async () => {
    await stopSchedules();
    await served.end();
  });

  async function publish(config: object): Promise<string> {
    const id = (await ask("POST", "/api/v1/workflows", scheduled(config))).json.id as string;
    expect((await ask("POST", `/api/v1/workflows/${id}/publish`)).status).toBe(200);
    onTestFinished(async () => void (await ask("DELETE", `/api/v1/workflows/${id}`)));
    return id;
  }

  /** A time of the last minute is due: the queue takes one that old as now. */
  async function publishedBefore(config: object): Promise<string> {
    const id = await publish(config);
    await opened().execute("update triggers set next_at = date_trunc('minute', now()) where workflow_id = $1", [id]);
    return id;
  }

  const runsOf = async (id: string) => (await ask("GET", `/api/v1/runs?workflow=${id}`)).json.items;
  const triggerOf = async (id: string) => (await ask("GET", `/api/v1/workflows/${id}/publish`)).json.triggers[0];

  /** As if no server had run for so long: the queue's last look, and the schedules, are that old. */
  async function sleepFor(minutes: number): Promise<void> {
    await stopSchedules();
    await opened().execute(`update pgboss.version set cron_on = now() - interval '${minutes} minutes'`);
    await opened().execute(`update pgboss.schedule set created_on = now() - interval '${minutes + 60} minutes'`);
    await opened().execute(`update triggers set next_at = next_at - interval '2 hours' where type = 'schedule'`);
  }

  it("fires at its time, with the time that it was due", async () => {
    const id = await publishedBefore({ cron: "* * * * *" });
    await expect.poll(async () => (await runsOf(id)).length, { timeout: 30_000 }).toBe(1);
    const runId = (await runsOf(id))[0].id;
    await expect.poll(async () => (await ask("GET", `/api/v1/runs/${runId}`)).json.status).toBe("completed");
    const { output } = (await ask("GET", `/api/v1/runs/${runId}`)).json;
    expect(output.at).toMatch(/:00\.000Z$/);
    expect(Math.abs(Date.parse(output.at) - Date.now())).toBeLessThan(90_000);
    expect(await triggerOf(id)).toMatchObject({ lastRunId: runId, lastError: null });
  });

  it("does not fire for a time that passed before it was published", async () => {
    const thisMinute = await publish({ cron: hourlySince(0) });
    const other = await publishedBefore({ cron: "* * * * *" });
    await expect.poll(async () => (await runsOf(other)).length, { timeout: 30_000 }).toBe(1);
    expect(await runsOf(thisMinute)).toEqual([]);
  });

  it("keeps what is due when it is published again", async () => {
    const id = await publish({ cron: hourlySince(0) });
    await opened().execute("update triggers set next_at = date_trunc('minute', now()) where workflow_id = $1", [id]);
    await ask("POST", `/api/v1/workflows/${id}/publish`);
    await expect.poll(async () => (await runsOf(id)).length, { timeout: 30_000 }).toBe(1);
  });

  it("runs once for all that it missed, where that is chosen, and not at all where it is not", async () => {
    const cron = hourlySince(20);
    const [once, skip] = [await publish({ cron, missed: "once" }), await publish({ cron, missed: "skip" })];
    await sleepFor(200);
    await syncSchedules();
    await expect.poll(async () => (await runsOf(once)).length, { timeout: 30_000 }).toBe(1);
    const [run] = await runsOf(once);
    await expect.poll(async () => (await ask("GET", `/api/v1/runs/${run.id}`)).json.status).toBe("completed");
    const due = Date.parse((await ask("GET", `/api/v1/runs/${run.id}`)).json.output.at);
    // The last of the times that passed.
    expect(Date.now() - due).toBeGreaterThan(18 * 60_000);
    expect(Date.now() - due).toBeLessThan(22 * 60_000);
    expect(await runsOf(skip)).toEqual([]);
    for (const id of [once, skip]) expect(Date.parse((await triggerOf(id)).nextAt)).toBeGreaterThan(Date.now());
  });

  it("goes on after the clock was set back", async () => {
    await publish({ cron: hourlySince(30) });
    await stopSchedules();
    await opened().execute("update pgboss.version set cron_on = now() + interval '3 hours'");
    await syncSchedules();
    const id = await publishedBefore({ cron: "* * * * *" });
    await expect.poll(async () => (await runsOf(id)).length, { timeout: 30_000 }).toBe(1);
  });

  it("forgets at a start what went while no server ran", async () => {
    const id = await publish({ cron: hourlySince(30) });
    await stopSchedules();
    expect((await keptSchedules(opened(), "schedules")).map(({ key }) => key)).toContain(`${id}.clock`);
    await opened().execute("delete from triggers");
    await syncSchedules();
    expect(await keptSchedules(opened(), "schedules")).toEqual([]);
  });

  it("is out of the queue while it is turned off, and back with a new next time", async () => {
    const id = await publish({ cron: hourlySince(30) });
    const keys = async () => (await keptSchedules(opened(), "schedules")).map(({ key }) => key);
    await ask("POST", `/api/v1/workflows/${id}/triggers/clock/pause`);
    expect(await keys()).not.toContain(`${id}.clock`);
    await opened().execute("update triggers set next_at = now() - interval '5 days' where workflow_id = $1", [id]);
    await ask("POST", `/api/v1/workflows/${id}/triggers/clock/resume`);
    expect(await keys()).toContain(`${id}.clock`);
    expect(Date.parse((await triggerOf(id)).nextAt)).toBeGreaterThan(Date.now());
  });
});

describe("times of a schedule", () => {
  const hourly = "0 * * * *";
  const noon = new Date("2030-01-01T12:00:03Z");

  it("are those that come next, in their time zone", () => {
    const times = nextTimes("0 9 * * 1-5", "Europe/Berlin", 5, new Date("2030-03-29T12:00:00Z"));
    // The clocks change on 31 March.
    expect(times.map((time) => time.toISOString())).toEqual([
      "2030-04-01T07:00:00.000Z",
      "2030-04-02T07:00:00.000Z",
      "2030-04-03T07:00:00.000Z",
      "2030-04-04T07:00:00.000Z",
      "2030-04-05T07:00:00.000Z",
    ]);
    expect(() => nextTimes("0 0 30 2 *", "UTC", 5)).toThrow(expect.objectContaining({ field: "cron" }));
  });

  it("were due as expected, or at the last one that passed", () => {
    const expected = new Date("2030-01-01T12:00:00Z");
    expect(dueTime(hourly, "UTC", expected, noon)).toEqual(expected);
    // This machine's clock is behind the database's.
    expect(dueTime(hourly, "UTC", expected, new Date("2030-01-01T11:59:30Z"))).toEqual(expected);
    expect(dueTime(hourly, "UTC", new Date("2029-12-30T09:00:00Z"), noon)).toEqual(expected);
    expect(dueTime(hourly, "UTC", null, noon)).toEqual(expected);
    expect(previousTime(hourly, "UTC", noon)).toEqual(expected);
  });
});
