import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { TraceEvent } from "@/nodes/core/trace-event";
import { createLiveConnection, type LiveMessage, type LiveTopics, type SubscriptionHandlers } from "./live-connection";

/** Records what was opened; each entry can be spoken through like the transport does. */
function line() {
  const opened: { topics: LiveTopics; handlers: SubscriptionHandlers; isClosed: boolean }[] = [];
  const live = createLiveConnection((topics, handlers) => {
    const entry = { topics, handlers, isClosed: false };
    opened.push(entry);
    return () => {
      entry.isClosed = true;
    };
  });
  return { live, opened, last: () => opened.at(-1) as (typeof opened)[number] };
}

const started = (seq: number, runId = "r1"): TraceEvent => ({
  runId,
  seq,
  at: seq,
  type: "node.canceled",
  nodeId: "a",
  path: "",
});
const events = (seqs: number[], runId = "r1"): LiveMessage => ({
  topic: "run",
  runId,
  events: seqs.map((seq) => started(seq, runId)),
});
const settled = () => Promise.resolve();

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("createLiveConnection", () => {
  it("opens one subscription for all that is followed at one time, and none for nothing", async () => {
    const { live, opened } = line();
    const ends = [
      live.followRun("r1", 0, () => {}),
      live.followRun("r2", 7, () => {}),
      live.followWorkflow("w", 3, { onUpdates: () => {} }),
    ];
    await settled();
    expect(opened.map((one) => one.topics)).toEqual([
      {
        runs: [
          { id: "r1", after: 0 },
          { id: "r2", after: 7 },
        ],
        workflows: [{ id: "w", after: 3 }],
      },
    ]);
    for (const end of ends) end();
    await settled();
    expect(opened).toHaveLength(1);
    expect(opened[0]?.isClosed).toBe(true);
    expect(live.state()).toBe("idle");
  });

  it("opens again from the cursors reached when the topics change", async () => {
    const { live, opened, last } = line();
    live.followRun("r1", 0, () => {});
    await settled();
    last().handlers.onMessage(events([1, 2, 5]));
    live.followRun("r2", 0, () => {});
    await settled();
    expect(opened[0]?.isClosed).toBe(true);
    expect(last().topics.runs).toEqual([
      { id: "r1", after: 5 },
      { id: "r2", after: 0 },
    ]);
  });

  it("gives each follower each event once, though one came later and reads from the start", async () => {
    const { live, last } = line();
    const early: number[] = [];
    const late: number[] = [];
    live.followRun("r1", 0, (list) => early.push(...list.map((event) => event.seq)));
    await settled();
    last().handlers.onMessage(events([1, 2]));
    live.followRun("r1", 0, (list) => late.push(...list.map((event) => event.seq)));
    await settled();
    expect(last().topics.runs).toEqual([{ id: "r1", after: 0 }]);
    last().handlers.onMessage(events([1, 2, 3]));
    last().handlers.onMessage(events([3, 4]));
    expect(early).toEqual([1, 2, 3, 4]);
    expect(late).toEqual([1, 2, 3, 4]);
  });

  it("passes nothing on from a subscription that was replaced", async () => {
    const { live, opened } = line();
    const seen: number[] = [];
    live.followRun("r1", 0, (list) => seen.push(...list.map((event) => event.seq)));
    await settled();
    live.followRun("r2", 0, () => {});
    await settled();
    opened[0]?.handlers.onMessage(events([1]));
    expect(seen).toEqual([]);
  });

  it("shows that the server is away, and dials again with growing delays from where it was", async () => {
    const { live, opened, last } = line();
    const states: string[] = [];
    live.subscribe(() => states.push(live.state()));
    live.followRun("r1", 0, () => {});
    await settled();
    last().handlers.onOpen();
    last().handlers.onMessage(events([4]));
    last().handlers.onBreak();
    expect(opened).toHaveLength(1);
    expect(opened[0]?.isClosed).toBe(true);
    vi.advanceTimersByTime(500);
    expect(last().topics.runs).toEqual([{ id: "r1", after: 4 }]);
    last().handlers.onBreak();
    vi.advanceTimersByTime(500);
    expect(opened).toHaveLength(2);
    vi.advanceTimersByTime(500);
    expect(opened).toHaveLength(3);
    last().handlers.onOpen();
    expect(states).toEqual(["connecting", "live", "reconnecting", "live"]);
  });

  it("keeps to itself what is not followed, and tells of runs of a followed workflow", async () => {
    const { live, last } = line();
    const updates: number[] = [];
    const runs: string[] = [];
    live.followWorkflow("w", 2, {
      onUpdates: (list) => updates.push(...list.map((one) => one.revision)),
      onRun: (id, status) => runs.push(`${id} ${status}`),
    });
    await settled();
    const update = (revision: number) => ({ revision, origin: "t", changeId: `c${revision}`, changes: [] });
    last().handlers.onMessage({ topic: "workflow", workflowId: "w", updates: [update(2), update(3)] });
    last().handlers.onMessage({ topic: "workflow", workflowId: "other", updates: [update(9)] });
    last().handlers.onMessage({ topic: "runs", workflowId: "w", runId: "r1", status: "running" });
    expect(updates).toEqual([3]);
    expect(runs).toEqual(["r1 running"]);
  });
});
