import { describe, expect, test } from "vitest";
import { ResolvedCache } from "@/components/workflow-store/resolved-cache";
import { workflowFromText } from "@/nodes/core/testing/graph-from-text";
import type { NewTraceEvent } from "@/nodes/core/trace-event";
import type { Workflow } from "@/nodes/core/workflow";
import { definitions } from "@/nodes/definitions";
import { planScene } from "./plan-scene";
import { planRun, type RunAim } from "./run-plan";
import { createRunStore } from "./run-store";
import { eventsOf, itemEnds, loopBegins } from "./testing";

// in → loop [ first → work → last ] → end
const loop = named(
  workflowFromText(
    "in.message -> loop.items; loop.inner.item -> first; first -> work; work -> last; last -> loop.inner.result; loop.results -> end",
    {
      loop: { type: "for-each" },
      first: { parentId: "loop" },
      work: { parentId: "loop" },
      last: { parentId: "loop" },
    },
  ),
);

// in → rows [ cells [ cell ] ]
const nested = named(
  workflowFromText("in.message -> rows.items; rows.inner.item -> cells.items; cells.inner.item -> cell", {
    rows: { type: "for-each" },
    cells: { type: "for-each", parentId: "rows" },
    cell: { parentId: "cells" },
  }),
);

/** Each node is called by its id. */
function named(workflow: Workflow): Workflow {
  return { ...workflow, nodes: workflow.nodes.map((node) => ({ ...node, name: node.id.toUpperCase() })) };
}

function done(nodeId: string, path = ""): NewTraceEvent {
  const output = { output: { value: 1 }, firedPorts: ["value"] };
  return { type: "node.completed", nodeId, path, attempt: 1, durationMs: 1, ...output };
}

/** All nodes of an item, to its end. */
const wholeItem = (index: number): NewTraceEvent[] => [
  ...["first", "work", "last"].map((id) => done(id, `loop[${index}]`)),
  itemEnds(index, { of: 3 }),
];

const wholeRun = [
  done("in"),
  loopBegins(),
  ...wholeItem(0),
  ...wholeItem(1),
  ...wholeItem(2),
  done("loop"),
  done("end"),
];

/** Plans with a run on screen (null: none) in which somebody looks at these items. */
function plan(
  aim: RunAim,
  events: readonly NewTraceEvent[] | null,
  more: { readonly of?: Workflow; readonly lookAt?: readonly string[]; readonly stale?: readonly string[] } = {},
) {
  const { of: document = loop, lookAt = [], stale = [] } = more;
  const store = createRunStore(() => {});
  if (events !== null) {
    store.show("r");
    store.push("r", eventsOf([{ type: "run.queued", input: {} }, { type: "run.started" }, ...events]));
    store.flush();
    store.lookAt(lookAt);
  }
  const resolved = new ResolvedCache(definitions).resolve(document);
  const reasons = new Map(stale.map((id) => [id, { type: "disabled" } as const]));
  return planRun(aim, planScene({ document, resolved }, store.getState(), reasons));
}

const fork = { type: "fork", runId: "r" };

describe("a node in a loop", () => {
  test("is run in the item that its card shows: the one that ended last, or the one that was chosen", () => {
    expect(plan({ type: "from", nodeId: "work" }, wholeRun)).toEqual({ ...fork, fromNode: "work", path: "loop[2]" });
    expect(plan({ type: "alone", nodeId: "work" }, wholeRun, { lookAt: ["loop[0]"] })).toEqual({
      ...{ ...fork, fromNode: "work", path: "loop[0]" },
      until: "work",
    });
    expect(plan({ type: "to", nodeId: "work" }, wholeRun, { lookAt: ["loop[1]"] })).toEqual({
      ...{ type: "start", until: "work" },
      untilPath: "loop[1]",
    });
  });

  test("is run in the item that its inspector shows, unless it stood elsewhere then", () => {
    const at = (path: string) => plan({ type: "from", nodeId: "work", path }, wholeRun);
    expect(at("loop[1]")).toMatchObject({ path: "loop[1]" });
    expect(at("other[1]")).toMatchObject({ path: "loop[2]" });
  });

  test("is run in the first item where no run is shown, with what is before it", () => {
    const start = { type: "start", until: "work", untilPath: "loop[0]" };
    expect(plan({ type: "to", nodeId: "work" }, null)).toEqual(start);
    for (const type of ["from", "alone"] as const)
      expect(plan({ type, nodeId: "work" }, null)).toEqual({
        ...start,
        note: {
          title: "Runs what is before WORK too, and stops there",
          why: "There is no finished run to begin from.",
        },
      });
  });

  test("says what before it in the item and around the loop runs too", () => {
    const inItem = [done("in"), loopBegins(), done("work", "loop[0]")];
    expect(plan({ type: "alone", nodeId: "work" }, inItem).note?.title).toBe("FIRST runs too");
    expect(plan({ type: "alone", nodeId: "last" }, wholeRun, { stale: ["work"] }).note).toEqual({
      title: "WORK runs too",
      why: "It changed since the last run.",
    });
    const changed = plan({ type: "from", nodeId: "work" }, [loopBegins(), done("first", "loop[0]")]);
    expect(changed.note?.title).toBe("IN runs too");
  });

  test("begins with the loop where the run on screen took its items over and ran none of them", () => {
    const taken = [done("in"), loopBegins(), itemEnds(0), itemEnds(1), done("loop"), done("end")];
    expect(plan({ type: "alone", nodeId: "work" }, taken, { lookAt: ["loop[1]"] })).toEqual({
      ...{ ...fork, fromNode: "loop", until: "work", untilPath: "loop[1]" },
      note: {
        title: "What is before WORK in LOOP runs too",
        why: "The last run does not show what was before WORK in LOOP.",
      },
    });
    expect(plan({ type: "from", nodeId: "work" }, taken)).toEqual({
      ...{ ...fork, fromNode: "loop" },
      note: { title: "LOOP runs as a whole", why: "The last run does not show what was before WORK in LOOP." },
    });
    expect(plan({ type: "alone", nodeId: "first" }, [done("in")])).toEqual({
      ...{ ...fork, fromNode: "loop", until: "first", untilPath: "loop[0]" },
    });
  });
});

test("a node in a loop begins with the loop where only start and end of a run are stored", () => {
  const of = { ...loop, settings: { ...loop.settings, durability: "result" as const } };
  expect(plan({ type: "alone", nodeId: "work" }, wholeRun, { of })).toMatchObject({
    ...{ fromNode: "loop", until: "work" },
    untilPath: "loop[2]",
  });
});

test("a node in a loop in a loop begins as far inside as the run on screen goes", () => {
  const aim = { type: "alone", nodeId: "cell" } as const;
  const begun = [done("in"), loopBegins("", "rows"), loopBegins("rows[1]", "cells")];
  expect(plan(aim, [...begun, done("cell", "rows[1]/cells[3]")], { of: nested })).toEqual({
    ...{ ...fork, fromNode: "cell", path: "rows[1]/cells[3]" },
    until: "cell",
  });
  expect(plan(aim, begun, { of: nested })).toEqual({
    ...{ ...fork, fromNode: "cells", path: "rows[1]" },
    ...{ until: "cell", untilPath: "rows[1]/cells[0]" },
  });
  expect(plan({ type: "to", nodeId: "cells" }, begun, { of: nested })).toEqual({
    ...{ type: "start", until: "cells" },
    untilPath: "rows[1]",
  });
});
