import { expect, test } from "vitest";
import type { Workflow } from "@/nodes/core/workflow";
import { describeEachDatabase } from "@/server/db/testing";
import type { HoldRequest } from "@/server/executor/breakpoints";
import type { RunHost } from "@/server/executor/run-host";
import { published, startTest, testHost, workflowOf } from "@/server/executor/testing";
import { readEvents } from "@/server/runs/read-events";

const add = (more = {}) => ({ type: "transform", expression: "value + 1", ...more });
const input = { type: "input", fields: [{ name: "n", type: "number" }] };
const output = { type: "output", name: "v" };

/** in → a → b → out */
const chain = () =>
  workflowOf({ in: input, a: add(), b: add(), out: output }, [
    "in.n -> a.value",
    "a.value -> b.value",
    "b.value -> out.value",
  ]);

describeEachDatabase("a run that is held", (opened) => {
  const waits = (host: RunHost) => published(host, (event) => event.type === "run.waiting");

  async function startHeld(workflow: Workflow, hold: HoldRequest, host = testHost(opened())) {
    const held = waits(host);
    const { runId, ended } = await startTest(host, workflow, { n: 1 }, hold);
    await held;
    const execution = host.executionOf(runId);
    if (execution === undefined) throw new Error("it is not held here");
    return { host, runId, ended, execution };
  }

  const heldNodes = (execution: {
    readonly log: { readonly state: { readonly nodeRuns: ReadonlyMap<string, unknown> } };
  }) =>
    [...execution.log.state.nodeRuns].flatMap(([key, run]) =>
      (run as { status: string }).status === "waiting" ? [key] : [],
    );

  test("shows what would go in, and goes on to the next breakpoint", async () => {
    const { host, runId, ended, execution } = await startHeld(chain(), { breakpoints: ["a", "out"] });
    expect(heldNodes(execution)).toEqual(["a"]);
    expect(execution.log.state.nodeRuns.get("a")?.waiting).toMatchObject({
      reason: "breakpoint",
      choices: ["resume", "step"],
      details: { input: { value: 1 } },
    });
    const again = waits(host);
    expect(execution.decide("a", "", { decision: "approve" })).toBe(false);
    expect(execution.decide("a", "", { decision: "resume", by: "me" })).toBe(true);
    await again;
    expect(heldNodes(execution)).toEqual(["out"]);
    expect(execution.decide("out", "", { decision: "resume" })).toBe(true);
    expect(await ended).toBe("completed");
    expect((await readEvents(opened(), runId)).at(-1)).toMatchObject({ output: { v: 3 } });
  });
});
