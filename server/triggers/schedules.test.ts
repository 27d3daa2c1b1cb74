import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { forgiveClock, keptSchedules, startBoss } from "@/server/db/boss";
import { describeEachDatabase } from "@/server/db/testing";
import { withStatements } from "@/server/executor/testing-database";
import { ask, serveFrom } from "@/server/http/testing";
import { forgetSingleton, singleton } from "@/server/singleton";
import { dueTime, isMovedByClocks, nextTime, nextTimes, previousTime } from "@/server/triggers/cron-times";
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
  /** Told of each statement; what it returns is waited for. */
  let before: ((text: string) => Promise<void> | undefined) | undefined;
  beforeAll(() => {
    served = serveFrom(
      withStatements(opened(), async (text, _, run) => {
        await before?.(text);
        return run();
      }),
    );
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
  /** Resolves with so many runs or more: a minute that begins meanwhile starts one more. Each is due at a time of its own. */
  async function fired(id: string, least = 1) {
    await expect.poll(async () => (await runsOf(id)).length, { timeout: 30_000 }).toBeGreaterThanOrEqual(least);
    const runs = await runsOf(id);
    const whole = await Promise.all(runs.map((run: { id: string }) => ask("GET", `/api/v1/runs/${run.id}`)));
    const dues = whole.map(({ json }) => json.input.at as string);
    expect(new Set(dues).size).toBe(dues.length);
    return runs;
  }

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
    const runId = (await fired(id))[0].id;
    await expect.poll(async () => (await ask("GET", `/api/v1/runs/${runId}`)).json.status).toBe("completed");
    const { output } = (await ask("GET", `/api/v1/runs/${runId}`)).json;
    expect(output.at).toMatch(/:00\.000Z$/);
    expect(Math.abs(Date.parse(output.at) - Date.now())).toBeLessThan(90_000);
    // A minute that began meanwhile has a run too: the newest one is the last.
    const newest = async () => (await runsOf(id))[0].id;
    await expect.poll(async () => (await triggerOf(id)).lastRunId === (await newest())).toBe(true);
    expect(await triggerOf(id)).toMatchObject({ lastError: null });
  });

  it("fires when its time has come and never before it, also where a word of the minute before comes just then", async () => {
    const id = await publish({ cron: "* * * * *" });
    const [row] = await opened().execute<{ next_at: Date }>(
      "update triggers set next_at = now() + interval '1500 milliseconds' where workflow_id = $1 returning next_at",
      [id],
    );
    const due = row?.next_at as Date;
    const queue = await startBoss(opened());
    onTestFinished(() => queue.stop({ graceful: false }));
    await queue.send("schedules", { workflowId: id, nodeId: "clock" });
    const runs = await fired(id);
    const first = (await ask("GET", `/api/v1/runs/${runs.at(-1).id}`)).json;
    expect(first.input.at).toBe(due.toISOString());
    expect(Date.parse(first.queuedAt)).toBeGreaterThanOrEqual(due.getTime());
    expect(Date.parse(runs.at(-1).queuedAt)).toBeGreaterThanOrEqual(due.getTime());
    expect(Date.parse(runs.at(-1).startedAt)).toBeGreaterThanOrEqual(Date.parse(runs.at(-1).queuedAt));
  });

  it("is told of its time when it comes, where the queue would look for it later", async () => {
    const id = await publish({ cron: "*/2 * * * *" });
    // A time that no line of the schedule has: the queue itself would never tell of it.
    const [row] = await opened().execute<{ next_at: Date }>(
      "update triggers set next_at = now() + interval '3 seconds' where workflow_id = $1 returning next_at",
      [id],
    );
    await syncSchedules();
    const told = async () =>
      opened().execute<{ data: { at: string }; late_s: number }>(
        `select data, extract(epoch from created_on - (data->>'at')::timestamptz)::float as late_s from pgboss.job
         where name = 'schedules' and data->>'workflowId' = $1 and singleton_key is not null`,
        [id],
      );
    await expect.poll(told, { timeout: 20_000 }).toMatchObject([{ data: { at: row?.next_at.toISOString() } }]);
    expect((await told())[0]?.late_s).toBeGreaterThanOrEqual(0);
    await fired(id);
  });

  it("does not fire for a time that passed before it was published", async () => {
    const thisMinute = await publish({ cron: hourlySince(0) });
    const other = await publishedBefore({ cron: "* * * * *" });
    await fired(other);
    expect(await runsOf(thisMinute)).toEqual([]);
  });

  it("keeps what is due when it is published again", async () => {
    const id = await publish({ cron: "* * * * *" });
    const [due] = await opened().execute<{ next_at: Date }>(
      "update triggers set next_at = date_trunc('minute', now()) where workflow_id = $1 returning next_at",
      [id],
    );
    await ask("POST", `/api/v1/workflows/${id}/publish`);
    // Where the minute is nearly over, the sign of the next one brings it.
    await expect.poll(async () => (await runsOf(id)).length, { timeout: 100_000 }).toBeGreaterThan(0);
    const runs = await Promise.all(
      (await runsOf(id)).map((run: { id: string }) => ask("GET", `/api/v1/runs/${run.id}`)),
    );
    expect(runs.map(({ json }) => json.input.at).sort()[0]).toBe(due?.next_at.toISOString());
  }, 120_000);

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

  it("goes on after the clock was set back, though it was published and ran before", async () => {
    const id = await publishedBefore({ cron: "* * * * *" });
    await fired(id);
    await stopSchedules();
    const soFar = (await runsOf(id)).length;
    const years = "now() + interval '14 years'";
    await opened().execute(`update pgboss.version set cron_on = ${years}`);
    await opened().execute(`update pgboss.schedule set created_on = ${years}`);
    await opened().execute(`update pgboss.job set singleton_on = ${years} where singleton_on is not null`);
    await opened().execute(`update triggers set next_at = ${years}`);
    await syncSchedules();
    await expect.poll(async () => (await runsOf(id)).length, { timeout: 30_000 }).toBeGreaterThan(soFar);
    expect(Date.parse((await triggerOf(id)).nextAt)).toBeLessThan(Date.now() + 61_000);
  });

  it("sends times again that came while the clock was ahead", async () => {
    await publish({ cron: hourlySince(30) });
    const ahead = async () =>
      (
        await opened().execute<{ n: number }>(
          "select count(*)::int as n from pgboss.job where singleton_key = 'ahead' and singleton_on > now()",
        )
      )[0]?.n;
    const boss = await startBoss(opened());
    onTestFinished(() => boss.stop({ graceful: false }));
    await boss.send("__pgboss__send-it", {}, { singletonSeconds: 60, singletonKey: "ahead" });
    const gone = { workflowId: "gone", nodeId: "clock" };
    await boss.send("schedules", gone, { singletonSeconds: 60, singletonKey: "ahead" });
    await opened().execute(
      "update pgboss.job set singleton_on = singleton_on + interval '3 hours', state = 'completed' where singleton_key = 'ahead'",
    );
    expect(await ahead()).toBe(2);
    await forgiveClock(opened(), "schedules");
    expect(await ahead()).toBe(0);
  });

  it("starts one run each time in two processes", async () => {
    const first = await publish({ cron: hourlySince(30) });
    const one = singleton("schedules", () => undefined);
    forgetSingleton("schedules");
    await syncSchedules();
    expect(singleton("schedules", () => undefined)).not.toBe(one);
    onTestFinished(async () => {
      await stopSchedules();
      forgetSingleton("schedules");
      singleton("schedules", () => one);
    });
    const ids = [await publishedBefore({ cron: "* * * * *" }), await publishedBefore({ cron: "*/1 * * * *" })];
    for (const id of ids) await fired(id);
    const underWay = async () =>
      opened().execute(
        "select id from pgboss.job where name = 'schedules' and state in ('created', 'retry', 'active')",
      );
    await expect.poll(underWay, { timeout: 30_000 }).toEqual([]);
    for (const id of ids) await fired(id);
    expect(await runsOf(first)).toEqual([]);
  });

  it("starts the run of a process that died with it in its hands", async () => {
    const id = await publish({ cron: hourlySince(30) });
    await stopSchedules();
    await opened().execute("update triggers set next_at = now() - interval '1 second' where workflow_id = $1", [id]);
    const dead = await startBoss(opened());
    await dead.send("schedules", { workflowId: id, nodeId: "clock" });
    await expect.poll(async () => (await dead.fetch("schedules")).length, { timeout: 10_000 }).toBe(1);
    // It never says what became of the job.
    await dead.stop({ graceful: false });
    await syncSchedules();
    await expect.poll(async () => (await runsOf(id)).length, { timeout: 30_000 }).toBe(1);
  });

  it("starts what is under way before it stops", async () => {
    const id = await publishedBefore({ cron: "* * * * *" });
    const arrived = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    onTestFinished(() => {
      before = undefined;
    });
    before = (text) => {
      if (!text.includes("workflow_versions")) return undefined;
      arrived.resolve();
      return release.promise;
    };
    await arrived.promise;
    const stopped = stopSchedules();
    release.resolve();
    await stopped;
    before = undefined;
    expect((await runsOf(id)).length).toBeGreaterThan(0);
    const [row] = await opened().execute<{ is_next: boolean }>(
      "select next_at > now() - interval '1 minute' as is_next from triggers where workflow_id = $1",
      [id],
    );
    expect(row?.is_next).toBe(true);
    await syncSchedules();
  });

  it("runs at the time that stands in for one that the clocks leave out", async () => {
    const { cron, timezone, time } = nextMoved();
    const id = await publish({ cron, timezone });
    expect((await triggerOf(id)).nextAt).toBe(time.toISOString());
    const asked = "from pgboss.job where name = 'schedules' and data->>'workflowId' = $1 and data->>'at' is not null";
    const jobs = await opened().execute<{ start_after: Date }>(`select start_after ${asked}`, [id]);
    expect(jobs).toEqual([{ start_after: time }]);
    const now = new Date().toISOString();
    await opened().execute("update triggers set next_at = $2 where workflow_id = $1", [id, now]);
    await opened().execute(
      `update pgboss.job set start_after = now(), data = data || jsonb_build_object('at', $2::text)
       where id in (select id ${asked})`,
      [id, now],
    );
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

/** The next time in Berlin that is moved because the clocks are set forward, as the only time of a schedule in its year. */
function nextMoved() {
  const timezone = "Europe/Berlin";
  for (let day = 0; day < 800; day += 1) {
    const date = new Date(Date.now() + day * 86_400_000);
    const cron = `30 2 ${date.getUTCDate()} ${date.getUTCMonth() + 1} *`;
    const time = nextTime(cron, timezone);
    if (isMovedByClocks(cron, timezone, time)) return { cron, timezone, time };
  }
  throw new Error("Berlin does not set its clocks forward any more.");
}

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
  });

  it.each([
    ["0 0 30 2 *", "UTC", "cron", /never come: no date fits its day of month \(30\), month \(2\) and day of week/],
    ["61 * * * *", "UTC", "cron", /minute \(the first place\) takes 0 to 59/],
    ["H * * * *", "UTC", "cron", /takes no H/],
    ["0 9 * * *", "Mars/Phobos", "timezone", /"Mars\/Phobos" is no time zone/],
  ])("that cannot be, %s in %s, are refused in words for people", (cron, timezone, field, message) => {
    expect(() => nextTimes(cron, timezone, 5)).toThrow(
      expect.objectContaining({ field, message: expect.stringMatching(message) }),
    );
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

  it("come once a day also where the clocks are changed", () => {
    const at = (cron: string, from: string) =>
      nextTimes(cron, "Europe/Berlin", 3, new Date(from)).map((time) => time.toISOString());
    // There is no 2:30 on 31 March 2030: it runs at 3:30, by the new time.
    expect(at("30 2 * * *", "2030-03-30T12:00:00Z")).toEqual([
      "2030-03-31T01:30:00.000Z",
      "2030-04-01T00:30:00.000Z",
      "2030-04-02T00:30:00.000Z",
    ]);
    // 2:30 comes twice on 27 October 2030: the first counts.
    expect(at("30 2 * * *", "2030-10-26T12:00:00Z")).toEqual([
      "2030-10-27T00:30:00.000Z",
      "2030-10-28T01:30:00.000Z",
      "2030-10-29T01:30:00.000Z",
    ]);
    // What runs every hour does so in each hour that there is.
    expect(at("0 * * * *", "2030-03-31T00:30:00Z")).toEqual([
      "2030-03-31T01:00:00.000Z",
      "2030-03-31T02:00:00.000Z",
      "2030-03-31T03:00:00.000Z",
    ]);
    expect(at("0 * * * *", "2030-10-26T23:30:00Z")).toEqual([
      "2030-10-27T00:00:00.000Z",
      "2030-10-27T01:00:00.000Z",
      "2030-10-27T02:00:00.000Z",
    ]);
  });

  it.each([
    ["30 2 * * *", "2030-03-31T01:30:00Z", true],
    ["30 2 * * *", "2030-04-01T00:30:00Z", false],
    ["0 3 * * *", "2030-03-31T01:00:00Z", false],
    ["*/30 * * * *", "2030-03-31T01:30:00Z", false],
    ["30 2 * * *", "2030-10-27T00:30:00Z", false],
  ])("%s at %s is moved by the clocks: %s", (cron, time, isMoved) => {
    expect(isMovedByClocks(cron, "Europe/Berlin", new Date(time))).toBe(isMoved);
  });
});
