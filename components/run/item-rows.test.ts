import { describe, expect, it } from "vitest";
import type { NewTraceEvent } from "@/nodes/core/trace-event";
import { createRunTimeline } from "./run-timeline";
import { eventsOf, itemEnds, loopBegins, wholeItems, workBegins, workEnds } from "./testing";
import { createRowCache, waterfallRows } from "./waterfall-rows";

const look = (nodeId: string) => ({
  title: nodeId,
  kind: "text" as const,
  ...(nodeId === "loop" || nodeId === "inner" ? { itemWord: "Item" as const } : {}),
});

function rows(events: readonly NewTraceEvent[]) {
  const timeline = createRunTimeline("r");
  timeline.append(eventsOf([{ type: "run.started" }, loopBegins(), ...events]));
  const { run, ended } = timeline.foldTo(timeline.events.length);
  return waterfallRows(run, look, createRowCache(), ended);
}

const lines = (events: readonly NewTraceEvent[]) =>
  rows(events).map(({ depth, title, status }) => `${"  ".repeat(depth)}${title} ${status}`);

describe("items in the waterfall", () => {
  it("stand below their container, with what ran in them", () => {
    expect(lines([...wholeItems(2), workBegins("loop[2]")])).toEqual([
      "loop running",
      "  Item 1 completed",
      "    work completed",
      "  Item 2 completed",
      "    work completed",
      "  Item 3 running",
      "    work running",
    ]);
  });

  it("are a few lines, be there ten thousand of them", () => {
    const all = rows(wholeItems(10_000));
    expect(all.length).toBeLessThan(20);
    expect(all.at(-1)).toMatchObject({ title: "9,995 more items", status: "completed" });
  });

  it("end where the run does that went into one of them alone", () => {
    const reached: NewTraceEvent[] = [
      itemEnds(0, { of: 3 }),
      workBegins("loop[1]"),
      workEnds("loop[1]"),
      { type: "node.skipped", nodeId: "loop", path: "", reason: "not-asked" },
      { type: "run.completed", output: {} },
    ];
    expect(lines(reached)).toEqual(["loop skipped", "  Item 2 completed", "    work completed"]);
  });

  it("have a bar as long as those that are not shown took, not as long as their container", () => {
    const all = rows(wholeItems(7));
    const rest = all.at(-1);
    const [first] = all.filter(({ title }) => title.startsWith("Item"));
    expect(rest).toMatchObject({ title: "2 more items", start: expect.any(Number), end: expect.any(Number) });
    expect(rest?.start).toBeGreaterThan(all[0]?.start ?? 0);
    expect(rest?.end).toBeLessThanOrEqual(first?.start ?? 0);
  });

  it("say which failed, and how many of those that are not shown", () => {
    const error = { code: "TIMED_OUT", message: "Too slow." } as const;
    const failed = (i: number): NewTraceEvent[] => [
      workBegins(`loop[${i}]`),
      workEnds(`loop[${i}]`),
      itemEnds(i, { result: undefined, error }),
    ];
    const some = rows([...failed(0), ...failed(1), ...wholeItems(4, 2), ...failed(6)]);
    expect(some.find(({ title }) => title === "Item 7")).toMatchObject({
      status: "failed",
      details: [["Error", "Too slow."]],
    });
    expect(some.at(-1)).toMatchObject({ title: "2 more items", status: "failed", result: "2 failed" });
  });

  it("hold the items of a loop inside them", () => {
    const inner: NewTraceEvent[] = [
      loopBegins("loop[0]", "inner"),
      workBegins("loop[0]/inner[0]"),
      itemEnds(0, {}, "loop[0]", "inner"),
      itemEnds(0),
    ];
    expect(lines(inner).map((line) => line.replace(/ \w+$/, ""))).toEqual([
      "loop",
      "  Item 1",
      "    inner",
      "      Item 1",
      "        work",
    ]);
  });

  it("have no line of their own where nothing is counted", () => {
    const events: NewTraceEvent[] = [loopBegins("", "try"), workBegins("try[0]")];
    expect(lines(events).slice(1)).toEqual(["try running", "  work running"]);
  });
});
