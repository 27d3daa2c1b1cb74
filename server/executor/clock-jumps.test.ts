import { afterEach, expect, test, vi } from "vitest";
import { describeEachDatabase } from "@/server/db/testing";
import { gate, published, startTest, testHost, withRunner, workflowOf } from "@/server/executor/testing";

const hour = 3_600_000;

/** Only the wall clock is in the test's hands: timers go on as they do when a clock is set. */
function setClock(byMs: number): void {
  const now = Date.now() + byMs;
  vi.useFakeTimers({ toFake: ["Date"], now, shouldAdvanceTime: false });
}

afterEach(() => {
  vi.useRealTimers();
});

describeEachDatabase("when the wall clock is set", (opened) => {
  const nodes = (middle: object) => ({
    in: { type: "input", fields: [{ name: "v", type: "json" }] },
    wait: middle as { type: string },
    out: { type: "output", name: "v" },
  });

  async function startWaiting(middle: object, links = ["in.v -> wait.value", "wait.value -> out.value"]) {
    const host = testHost(opened());
    await host.watchDue();
    const waits = published(host, (event) => event.type === "run.waiting");
    const { ended, state } = await startTest(host, workflowOf(nodes(middle), links), { v: 1 });
    await waits;
    return { host, ended, state };
  }

  test("forward past an hour that a node waits for, it goes on at once", async () => {
    const until = new Date(Date.now() + hour).toISOString();
    const { host, ended } = await startWaiting({ type: "wait", until });
    setClock(2 * hour);
    expect(await ended).toBe("completed");
    await host.stop();
  });

  test("forward, as after a machine has slept, a length of time is over too", async () => {
    const { host, ended } = await startWaiting({ type: "wait", ms: hour });
    setClock(2 * hour);
    expect(await ended).toBe("completed");
    await host.stop();
  });

  test("back, a length of time grows no longer", async () => {
    const { host, ended } = await startWaiting({ type: "wait", ms: 700 });
    setClock(-hour);
    expect(await ended).toBe("completed");
    await host.stop();
  });

  test("back, an hour of the day is waited for until it comes", async () => {
    const until = new Date(Date.now() + 700).toISOString();
    const { host, ended, state } = await startWaiting({ type: "wait", until });
    setClock(-hour);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(state?.nodeRuns.get("wait")?.status).toBe("waiting");
    setClock(hour + 1_500);
    expect(await ended).toBe("completed");
    await host.stop();
  });

  test("back, an approval that nobody answers still answers itself in time", async () => {
    const asks = { type: "approval", title: "?", timeoutMs: 1_000 };
    const { host, ended, state } = await startWaiting(asks, ["in.v -> wait.value", "wait.rejected -> out.value"]);
    setClock(-hour);
    expect(await ended).toBe("completed");
    expect(state?.output).toEqual({ v: 1 });
    await host.stop();
  });

  test("back or forward while a node is at work, the time limits of node and run are not moved", async () => {
    const reached = gate();
    const host = testHost(
      opened(),
      withRunner("http", async () => {
        reached.open();
        await new Promise((resolve) => setTimeout(resolve, 200));
        return { body: 1 };
      }),
    );
    const http = { type: "http", url: "https://example.org", policy: { timeoutMs: 5_000 } };
    for (const jump of [10 * hour, -10 * hour]) {
      const { ended } = await startTest(host, workflowOf({ http }, [], { timeoutMs: 5_000 }));
      await reached.passed;
      setClock(jump);
      expect(await ended).toBe("completed");
      vi.useRealTimers();
    }
    await host.stop();
  });
});
