import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodeRunKey } from "@/nodes/core/node-run";
import { lastEventTypes } from "@/nodes/core/trace-event";
import type { Workflow } from "@/nodes/core/workflow";
import { describeEachDatabase } from "@/server/db/testing";
import { workflowOf } from "@/server/executor/testing";
import { ask, serveFrom } from "@/server/http/testing";
import { readEvents } from "@/server/runs/read-events";
import type { NodeRunView } from "@/server/runs/run-view";

const transform = (expression: string, parentId?: string) => ({
  type: "transform",
  expression,
  ...(parentId === undefined ? {} : { parentId }),
});
const input = { type: "input", fields: [{ name: "n", type: "json" }] };
const out = { type: "output", name: "v" };

/** in → loop [ a → b → c ] → after → out */
const loop = workflowOf(
  {
    in: input,
    loop: { type: "for-each" },
    a: transform("value + 1", "loop"),
    b: transform("value * 10", "loop"),
    c: transform("value & '!'", "loop"),
    after: transform("$join(value, ' ')"),
    out,
  },
  [
    "in.n -> loop.items",
    "loop.inner.item -> a.value",
    "a.value -> b.value",
    "b.value -> c.value",
    "c.value -> loop.inner.result",
    "loop.results -> after.value",
    "after.value -> out.value",
  ],
);

/** Doubles until it is large enough: 1, 2, 4, 8. */
const growing = workflowOf(
  {
    in: input,
    grow: { type: "while", expression: "value < 8" },
    double: transform("value * 2", "grow"),
    out,
  },
  [
    "in.n -> grow.value",
    "grow.inner.value -> double.value",
    "double.value -> grow.inner.result",
    "grow.value -> out.value",
  ],
);

const nested = workflowOf(
  {
    in: input,
    rows: { type: "for-each" },
    cells: { type: "for-each", parentId: "rows" },
    cell: transform("value * 2", "cells"),
    sum: transform("$sum(value)", "rows"),
    out,
  },
  [
    "in.n -> rows.items",
    "rows.inner.item -> cells.items",
    "cells.inner.item -> cell.value",
    "cell.value -> cells.inner.result",
    "cells.results -> sum.value",
    "sum.value -> rows.inner.result",
    "rows.results -> out.value",
  ],
);

describeEachDatabase("forks inside of containers", (opened) => {
  let served: ReturnType<typeof serveFrom>;
  beforeAll(() => {
    served = serveFrom(opened());
  });
  afterAll(() => served.end());

  async function run(document: Workflow, n: unknown, id?: string) {
    const workflow = id ?? (await ask("POST", "/api/v1/workflows", document)).json.id;
    const { json } = await ask("POST", `/api/v1/workflows/${workflow}/runs?wait=10`, { input: { n } });
    expect(json.status).toBe("completed");
    return { workflow, runId: json.id as string, output: json.output };
  }

  /** The new run, and the places of which a node ran in it. */
  async function fork(runId: string, body: object) {
    const { status, json } = await ask("POST", `/api/v1/runs/${runId}/fork`, body);
    if (status !== 202) return { status, json, ran: [] };
    for (;;) {
      // What is stored, not what is shown before that.
      const events = await readEvents(opened(), json.id);
      if (!events.some(({ type }) => lastEventTypes.has(type))) continue;
      const { json: view } = await ask("GET", `/api/v1/runs/${json.id}`);
      const ran = events.flatMap((event) =>
        event.type === "node.completed" && event.reusedFrom === undefined
          ? [`${event.path === "" ? "" : `${event.path}/`}${event.nodeId}`]
          : [],
      );
      return { status, json: view, ran };
    }
  }

  it("change one item of a loop: the others, and what is before the node in it, are taken over", async () => {
    const { runId, output } = await run(loop, [1, 2, 3]);
    expect(output).toEqual({ v: "20! 30! 40!" });
    const { json, ran } = await fork(runId, { fromNode: "b", path: "loop[1]", output: { value: 7 } });
    expect([json.status, json.output]).toEqual(["completed", { v: "20! 7! 40!" }]);
    expect(ran).toEqual(["loop[1]/c", "loop", "after", "out"]);
    expect(json.forkedFrom).toEqual({ runId, nodeId: "b", path: "loop[1]", hasOutput: true });
    expect((await fork(json.id, { fromNode: "c", path: "loop[1]" })).json.output).toEqual(json.output);
  });

  it("run a node of one item again", async () => {
    const { runId } = await run(loop, [1, 2]);
    const { json, ran } = await fork(runId, { fromNode: "b", path: "loop[0]" });
    expect([json.output, ran]).toEqual([{ v: "20! 30!" }, ["loop[0]/b", "loop[0]/c", "loop", "after", "out"]]);
  });

  it("of a workflow as it is now run again in every item what changed", async () => {
    const { workflow, runId } = await run(loop, [1, 2]);
    const { json } = await ask("GET", `/api/v1/workflows/${workflow}`);
    const nodes = json.document.nodes.map((node: { id: string }) =>
      node.id === "c" ? { ...node, config: { expression: "value & '?'" } } : node,
    );
    const match = { "If-Match": `"${json.revision}"` };
    await ask("PUT", `/api/v1/workflows/${workflow}`, { ...json.document, nodes }, match);
    const now = await fork(runId, { fromNode: "b", path: "loop[1]", output: { value: 7 }, current: true });
    expect(now.json.output).toEqual({ v: "20? 7?" });
  });

  it("go on with a loop from one of its iterations, with what the earlier ones gave", async () => {
    const { runId, output } = await run(growing, 1);
    expect(output).toEqual({ v: 8 });
    const { json, ran } = await fork(runId, { fromNode: "double", path: "grow[1]", output: { value: 5 } });
    expect([json.output, ran]).toEqual([{ v: 10 }, ["grow[2]/double", "grow", "out"]]);
  });

  it("reach into a loop in a loop", async () => {
    const { runId, output } = await run(nested, [
      [1, 2],
      [3, 4],
    ]);
    expect(output).toEqual({ v: [6, 14] });
    const { json, ran } = await fork(runId, { fromNode: "cell", path: "rows[1]/cells[0]", output: { value: 100 } });
    expect([json.output, ran]).toEqual([{ v: [6, 108] }, ["rows[1]/cells", "rows[1]/sum", "rows", "out"]]);
  });

  it("reach into a called workflow", async () => {
    const called = (
      await ask(
        "POST",
        "/api/v1/workflows",
        workflowOf({ in: input, a: transform("value + 1"), b: transform("value * 10"), out }, [
          "in.n -> a.value",
          "a.value -> b.value",
          "b.value -> out.value",
        ]),
      )
    ).json.id;
    const caller = workflowOf(
      { in: input, call: { type: "workflow", workflow: called }, a: transform("value & '!'"), out },
      ["in.n -> call.value", "call.value -> a.value", "a.value -> out.value"],
    );
    const { runId, output } = await run(caller, 4);
    expect(output).toEqual({ v: "50!" });
    const { json, ran } = await fork(runId, { fromNode: "a", path: "call[0]", output: { value: 7 } });
    expect([json.output, ran]).toEqual([{ v: "70!" }, ["call[0]/b", "call[0]/out", "call", "a", "out"]]);
  });

  it("take the attempt that a container made last for the first one of the new run", async () => {
    const trying = workflowOf(
      {
        in: input,
        try: { type: "try", policy: { retries: 1, retryDelayMs: 1 } },
        work: transform("value * 2", "try"),
        more: transform("value + 1", "try"),
        out,
      },
      [
        "in.n -> try.value",
        "try.inner.value -> work.value",
        "work.value -> more.value",
        "more.value -> try.inner.result",
        "try.value -> out.value",
      ],
    );
    const { runId } = await run(trying, 3);
    const { json, ran } = await fork(runId, { fromNode: "work", path: "try[0]", output: { value: 50 } });
    expect([json.output, ran]).toEqual([{ v: 51 }, ["try[0]/more", "try", "out"]]);
  });

  describe("that go to a node in the item", () => {
    it("run it alone, with what was before it in the item, and no other item", async () => {
      const { runId } = await run(loop, [1, 2, 3]);
      const { json, ran } = await fork(runId, { fromNode: "b", path: "loop[1]", until: "b" });
      expect([json.status, json.output, ran]).toEqual(["completed", {}, ["loop[1]/b"]]);
      const nodes = new Map<string, NodeRunView>(
        json.nodes.map((node: NodeRunView) => [nodeRunKey(node.nodeId, node.path), node]),
      );
      expect(nodes.get("loop[1]/a")).toMatchObject({ status: "completed", reusedFrom: runId });
      expect(nodes.get("loop[1]/b")).toMatchObject({ status: "completed", output: { value: 30 } });
      for (const key of ["loop[1]/c", "loop", "after", "out"]) expect(nodes.get(key)?.status).toBe("skipped");
      const next = await fork(json.id, { fromNode: "c", path: "loop[1]", until: "c" });
      expect([next.json.status, next.ran]).toEqual(["completed", ["loop[1]/c"]]);
      const whole = await fork(next.json.id, { fromNode: "c", path: "loop[1]" });
      expect([whole.json.output, whole.ran]).toEqual([{ v: "20! 30! 40!" }, ["loop[1]/c", "loop", "after", "out"]]);
    });

    it("run up to one behind it in the item, and to one behind the loop", async () => {
      const { runId } = await run(loop, [1, 2]);
      const inside = await fork(runId, { fromNode: "a", path: "loop[0]", until: "b" });
      expect([inside.json.status, inside.ran]).toEqual(["completed", ["loop[0]/a", "loop[0]/b"]]);
      const behind = await fork(runId, { fromNode: "c", path: "loop[0]", until: "after" });
      expect(behind.ran).toEqual(["loop[0]/c", "loop", "after"]);
    });

    it("begin before the loop and end in an item of it", async () => {
      const { runId } = await run(loop, [1, 2]);
      const { json, ran } = await fork(runId, { fromNode: "loop", until: "a", untilPath: "loop[1]" });
      expect([json.status, ran]).toEqual(["completed", ["loop[1]/a"]]);
    });

    it("of a while take over the iterations before it", async () => {
      const { runId } = await run(growing, 1);
      const { json, ran } = await fork(runId, { fromNode: "double", path: "grow[2]", until: "double" });
      expect([json.status, ran]).toEqual(["completed", ["grow[2]/double"]]);
    });

    it("of a loop in a loop reach the inner item, and the level around it", async () => {
      const list = [
        [1, 2],
        [3, 4],
      ];
      const { runId } = await run(nested, list);
      const inner = await fork(runId, { fromNode: "cell", path: "rows[1]/cells[0]", until: "cell" });
      expect([inner.json.status, inner.ran]).toEqual(["completed", ["rows[1]/cells[0]/cell"]]);
      const around = await fork(runId, { fromNode: "cell", path: "rows[1]/cells[0]", until: "sum" });
      expect(around.ran).toEqual(["rows[1]/cells[0]/cell", "rows[1]/cells", "rows[1]/sum"]);
    });

    it("fail as the node does", async () => {
      const { workflow, runId } = await run(loop, [1, 2]);
      const { json } = await ask("GET", `/api/v1/workflows/${workflow}`);
      const nodes = json.document.nodes.map((node: { id: string }) =>
        node.id === "b" ? { ...node, config: { expression: "$error('no')" } } : node,
      );
      const match = { "If-Match": `"${json.revision}"` };
      await ask("PUT", `/api/v1/workflows/${workflow}`, { ...json.document, nodes }, match);
      const now = await fork(runId, { fromNode: "b", path: "loop[1]", until: "b", current: true });
      expect([now.json.status, now.json.error.code]).toEqual(["failed", "EXPRESSION_INVALID"]);
    });

    it("are started without another run too", async () => {
      const { workflow } = await run(loop, [1]);
      const start = (body: object) => ask("POST", `/api/v1/workflows/${workflow}/runs?wait=10`, body);
      const { json } = await start({ input: { n: [1, 2] }, until: "b", untilPath: "loop[1]" });
      expect([json.status, json.output]).toEqual(["completed", {}]);
      expect(json.nodes).toContainEqual(
        expect.objectContaining({ nodeId: "b", path: "loop[1]", output: { value: 30 } }),
      );
      const beyond = await start({ input: { n: [1, 2] }, until: "b", untilPath: "loop[2]" });
      expect([beyond.json.status, beyond.json.error.message]).toEqual([
        "failed",
        expect.stringContaining("has 2 items here"),
      ]);
      const refused = await start({ input: { n: [1] }, until: "b", untilPath: "loop[1]/loop[0]" });
      expect([refused.status, refused.json.field]).toEqual([422, "untilPath"]);
      const unnamed = await start({ input: { n: [1] }, until: "b" });
      expect([unnamed.status, unnamed.json.field, unnamed.json.hint]).toEqual([
        422,
        "until",
        expect.stringContaining("name its item"),
      ]);
    });
  });

  it("refuse a place that is not there, and say which field it is", async () => {
    const { runId } = await run(loop, [1]);
    const refused = async (body: object) => {
      const { status, json } = await fork(runId, body);
      return [status, json.field];
    };
    expect(await refused({ fromNode: "b", path: "loop[5]" })).toEqual([422, "path"]);
    expect(await refused({ fromNode: "b", path: "boss#1" })).toEqual([422, "path"]);
    expect(await refused({ fromNode: "after", path: "loop[0]" })).toEqual([422, "fromNode"]);
    expect(await refused({ fromNode: "b" })).toEqual([422, "fromNode"]);
    expect(await refused({ fromNode: "b", path: "loop[0]", output: { nowhere: 1 } })).toEqual([422, "output"]);
  });
});

describeEachDatabase("a fork", (opened) => {
  it("is allowed what its workflow is allowed now, not what it was allowed then", async () => {
    const served = serveFrom(opened());
    try {
      const document = workflowOf({ get: { type: "http", url: "http://127.0.0.1:9/x" }, out }, [
        "get.body -> out.value",
      ]);
      const { id } = (await ask("POST", "/api/v1/workflows", document)).json;
      await opened().execute("update workflows set origin = 'imported' where id = $1", [id]);
      await ask("PUT", `/api/v1/workflows/${id}/grants`, { hosts: ["127.0.0.1:9"] });
      const run = await ask("POST", `/api/v1/workflows/${id}/runs?wait=10`, { input: {} });
      expect(run.json.status).toBe("failed");
      await ask("PUT", `/api/v1/workflows/${id}/grants`, { hosts: [] });
      const refused = await ask("POST", `/api/v1/runs/${run.json.id}/fork`, { fromNode: "get" });
      expect([refused.status, refused.json.code]).toEqual([403, "PERMISSION_NEEDED"]);
    } finally {
      await served.end();
    }
  });
});
