import { expect, test } from "vitest";
import { foldEvents } from "@/nodes/core/run-state";
import { describeEachDatabase } from "@/server/db/testing";
import { gate, runToEnd, startTest, testHost, workflowOf } from "@/server/executor/testing";
import { plantRun, settled } from "@/server/executor/testing-chaos";
import { startTestServer } from "@/server/executor/testing-server";
import { newId } from "@/server/new-id";
import { readEvents } from "@/server/runs/read-events";

/** A run lists every host that may have heard of it, however the call ended. */
describeEachDatabase("the hosts of a run", (opened) => {
  const hanging = async () => {
    const asked = gate();
    const server = await startTestServer(() => asked.open());
    return { ...server, asked: asked.passed, host: new URL(server.url).host };
  };
  const post = (url: string, more = {}) => ({ type: "http", method: "POST", url, body: "1234", ...more });
  const hostsOf = async (runId: string) => [...foldEvents(runId, await readEvents(opened(), runId)).hosts.values()];

  test("has the one that a canceled request was under way to, while it goes on already", async () => {
    const server = await hanging();
    try {
      const host = testHost(opened());
      const { runId, ended, state } = await startTest(host, workflowOf({ a: post(server.url) }, []));
      await server.asked;
      const listed = [{ host: server.host, requests: 1, bytesSent: 4 }];
      expect([...(state?.hosts.values() ?? [])]).toEqual(listed);
      host.executionOf(runId)?.cancel();
      expect(await ended).toBe("canceled");
      expect(await hostsOf(runId)).toEqual(listed);
    } finally {
      await server.close();
    }
  });

  test("has the one that did not answer in the node's time", async () => {
    const server = await hanging();
    try {
      const { runId, state } = await runToEnd(
        testHost(opened()),
        workflowOf({ a: post(server.url, { policy: { timeoutMs: 150 } }) }, []),
      );
      expect(state.error?.code).toBe("TIMED_OUT");
      expect(await hostsOf(runId)).toEqual([{ host: server.host, requests: 1, bytesSent: 4 }]);
      const span = state.nodeRuns.get("a")?.spans[0];
      expect(span).toMatchObject({ endedAt: expect.any(Number), error: { code: "TIMED_OUT" } });
    } finally {
      await server.close();
    }
  });

  test("has the one whose request a crash interrupted and a person skipped", async () => {
    const server = await hanging();
    try {
      const workflow = workflowOf({ a: post(server.url) }, []);
      const first = testHost(opened());
      const { runId: dead } = await startTest(first, workflow);
      await server.asked;
      await first.services.writer.idle();
      const events = await readEvents(opened(), dead);
      first.executionOf(dead)?.abandon();
      const runId = newId();
      await plantRun(opened(), runId, workflow, events);
      const host = testHost(opened());
      const waits = settled(host, runId);
      await host.resume({ everything: true });
      await waits;
      host.executionOf(runId)?.decide("a", "", { decision: "skip" });
      await host.executionOf(runId)?.ended;
      expect(await hostsOf(runId)).toEqual([{ host: server.host, requests: 1, bytesSent: 4 }]);
    } finally {
      await server.close();
    }
  });

  test("has none that was refused", async () => {
    const { runId, state } = await runToEnd(
      testHost(opened()),
      workflowOf({ a: post("http://169.254.169.254/latest") }, []),
    );
    expect(state.error?.code).toBe("FORBIDDEN");
    expect(await hostsOf(runId)).toEqual([]);
  });
});
