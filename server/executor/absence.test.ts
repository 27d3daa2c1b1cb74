import { afterEach, expect, test } from "vitest";
import { describeEachDatabase } from "@/server/db/testing";
import type { RunHost } from "@/server/executor/run-host";
import { gate, runToEnd, testHost, withRunner, workflowOf } from "@/server/executor/testing";
import { isFlush, withStatements } from "@/server/executor/testing-database";

/** Much longer than two calls take on a busy machine. */
const timeoutMs = 4_000;

describeEachDatabase("while the database is away", (opened) => {
  const hosts: RunHost[] = [];
  afterEach(async () => {
    for (const host of hosts.splice(0)) await host.stop();
  });

  /**
   * A host whose database goes away at the first node's call, for so long: it refuses connections, or hangs. The second node
   * does what it is told to.
   */
  function leaving(ms: number, second: () => Promise<void> = async () => {}, hangs = false) {
    let goneUntil = 0;
    const database = withStatements(opened(), async (text, _, run) => {
      const left = goneUntil - Date.now();
      if (isFlush(text) && left > 0) {
        if (!hangs) throw Object.assign(new Error("away"), { code: "ECONNREFUSED" });
        await new Promise((resolve) => setTimeout(resolve, left));
      }
      return run();
    });
    const runner = withRunner("http", async ({ nodeId }) => {
      if (nodeId === "a") goneUntil = Date.now() + ms;
      else await second();
      return { body: nodeId };
    });
    const host = testHost(database, runner);
    hosts.push(host);
    return host;
  }

  const http = (url: string) => ({ type: "http", url });
  const chain = workflowOf(
    { a: http("https://example.org"), b: http("https://example.org/{{ v }}") },
    ["a.body -> b.v"],
    {
      timeoutMs,
    },
  );

  test.each([false, true])(
    "the time of a run that waits for it stands still (it hangs: %s)",
    async (hangs) => {
      const { status, state } = await runToEnd(leaving(2 * timeoutMs, undefined, hangs), chain);
      expect(state.error).toBeUndefined();
      expect(status).toBe("completed");
    },
    60_000,
  );

  test("it goes on when the database is back: what hangs then is ended", async () => {
    const hangs = gate();
    const { status, state } = await runToEnd(
      leaving(timeoutMs, () => hangs.passed),
      chain,
    );
    hangs.open();
    expect([status, state.error?.code]).toEqual(["failed", "TIMED_OUT"]);
  }, 60_000);
});
