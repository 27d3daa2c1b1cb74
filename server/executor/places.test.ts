import { expect, test } from "vitest";
import { AppError } from "@/nodes/core/app-error";
import { describeEachDatabase } from "@/server/db/testing";
import { gate, published, startTest, testHost, withRunner, workflowOf } from "@/server/executor/testing";

const output = (name: string) => ({ type: "output", name });
const http = (more = {}) => ({ type: "http", url: "https://example.org/x", ...more });
const one = { maxParallel: 1 };

describeEachDatabase("what waits leaves its place in the run to others", (opened) => {
  test("an approval, and what it asked for goes on when there is a place again", async () => {
    const started = gate();
    const goOn = gate();
    const host = testHost(
      opened(),
      withRunner("http", async () => {
        started.open();
        await goOn.passed;
        return { body: 1 };
      }),
    );
    const asked = published(host, (event) => event.type === "node.waiting");
    const { runId, ended } = await startTest(
      host,
      workflowOf(
        {
          seven: { type: "transform", expression: "7" },
          ask: { type: "approval" },
          get: http({ headers: { x: "{{ seven }}" } }),
          yes: output("yes"),
          got: output("got"),
        },
        ["seven.value -> ask.value", "seven.value -> get.seven", "ask.approved -> yes.value", "get.body -> got.value"],
        one,
      ),
    );
    await asked;
    await started.passed;
    const execution = host.executionOf(runId);
    expect(execution?.isWaiting).toBe(false);
    expect(execution?.decide("ask", "", { decision: "approve" })).toBe(true);
    goOn.open();
    expect(await ended).toBe("completed");
    expect(execution?.log.state.output).toEqual({ yes: 7, got: 1 });
  });

  test("every item of a loop asks, however few may be at work", async () => {
    const host = testHost(opened());
    const waits = published(host, (event) => event.type === "run.waiting");
    const { runId, ended } = await startTest(
      host,
      workflowOf(
        {
          list: { type: "transform", expression: "[1, 2, 3, 4, 5]" },
          loop: { type: "for-each", concurrency: 5 },
          ask: { type: "approval", parentId: "loop" },
          out: output("v"),
        },
        [
          "list.value -> loop.items",
          "loop.inner.item -> ask.value",
          "ask.approved -> loop.inner.result",
          "loop.results -> out.value",
        ],
        { maxParallel: 2 },
      ),
    );
    await waits;
    const execution = host.executionOf(runId);
    expect(execution?.decisions.open).toBe(5);
    for (let i = 0; i < 5; i++) execution?.decide("ask", `loop[${i}]`, { decision: "approve" });
    expect(await ended).toBe("completed");
    expect(execution?.log.state.output).toEqual({ v: [1, 2, 3, 4, 5] });
  });

  test("a node that waits for its next attempt", async () => {
    const order: string[] = [];
    const other = gate();
    const host = testHost(
      opened(),
      withRunner("http", async ({ config, attempt }) => {
        order.push(`${config.url} ${attempt}`);
        if (config.url === "https://b") other.open();
        else if (attempt === 1) throw new AppError("UPSTREAM_FAILED", "503");
        return { body: 1 };
      }),
    );
    const policy = { retries: 1, retryDelayMs: 60_000 };
    const { runId, ended } = await startTest(
      host,
      workflowOf({ a: http({ policy, url: "https://a" }), b: http({ url: "https://b" }) }, [], one),
    );
    await other.passed;
    expect(order).toEqual(["https://a 1", "https://b 1"]);
    host.executionOf(runId)?.cancel();
    expect(await ended).toBe("canceled");
  });
});
