import { describe, expect, test } from "vitest";
import { AppError } from "@/nodes/core/app-error";
import { describeEachDatabase } from "@/server/db/testing";
import { runToEnd, startTest, testHost, workflowOf } from "@/server/executor/testing";
import { steadyModel } from "@/server/executor/testing-chaos";
import { clearResults, deleteOldResults } from "@/server/reuse/clear-results";
import { reuseStatistics } from "@/server/reuse/reuse-statistics";

const input = { type: "input", fields: [{ name: "topic", type: "text" }] };

/** in → boss (agent ⇠ model) → out */
function asking(model: object = { temperature: 0 }, boss: object = {}) {
  return workflowOf(
    {
      in: input,
      m: { type: "model", ...model },
      boss: { type: "agent", prompt: "about {{ topic }}", ...boss },
      out: { type: "output", name: "said" },
    },
    ["in.topic -> boss.topic", "m.model -> boss.model", "boss.text -> out.value"],
  );
}

describeEachDatabase("reuse", (opened) => {
  /** Runs each of them after the other with one model; the calls that each made. */
  async function callsOf(
    ...runs: readonly { readonly workflow: ReturnType<typeof asking>; readonly topic?: string }[]
  ) {
    await clearResults(opened(), "default");
    const model = steadyModel();
    const host = testHost(opened(), { model });
    const made: number[] = [];
    for (const { workflow, topic = "looms" } of runs) {
      const before = model.calls.length;
      const { state } = await runToEnd(host, workflow, { topic });
      expect(state.output).toEqual({ said: `about ${topic}/2:` });
      made.push(model.calls.length - before);
    }
    return made;
  }

  describe("takes the result of an equal node run", () => {
    test("and says from which run it is", async () => {
      await clearResults(opened(), "default");
      const model = steadyModel();
      const host = testHost(opened(), { model });
      const first = await runToEnd(host, asking(), { topic: "looms" });
      const second = await runToEnd(host, asking(), { topic: "looms" });
      expect(model.calls).toHaveLength(1);
      expect(second.state.output).toEqual(first.state.output);
      expect(second.state.nodeRuns.get("boss")).toMatchObject({ status: "completed", reusedFrom: first.runId });
      expect(second.state.usage.modelCalls).toBe(0);
      expect(second.events.some((event) => event.type === "node.started")).toBe(false);
    });

    test("with temperature 0, or with a seed", async () => {
      for (const model of [{ temperature: 0 }, { temperature: 0.9, seed: 7 }])
        expect(await callsOf({ workflow: asking(model) }, { workflow: asking(model) })).toEqual([1, 0]);
    });

    test("across workflows, wherever the node stands", async () => {
      const moved = asking();
      const renamed = {
        ...moved,
        name: "another",
        nodes: moved.nodes.map((node) => ({ ...node, position: { x: 9, y: 9 } })),
      };
      expect(await callsOf({ workflow: moved }, { workflow: renamed })).toEqual([1, 0]);
    });
  });

  describe("runs the node again", () => {
    test.each([
      ["another input value", asking(), asking(), "shuttles"],
      ["another config", asking(), asking({ temperature: 0 }, { instructions: "Be brief." }), "looms"],
      ["another sampling", asking({ seed: 1 }), asking({ seed: 2 }), "looms"],
      ["another model", asking({ temperature: 0 }), asking({ temperature: 0, model: "other" }), "looms"],
    ])("for %s", async (_, first, second, topic) => {
      expect(await callsOf({ workflow: first }, { workflow: second, topic })).toEqual([1, 1]);
    });

    test.each([
      ["a model that answers by chance", asking({ temperature: 0.7 })],
      ["a policy that says never", asking({ temperature: 0 }, { policy: { cache: "never" } })],
    ])("for %s", async (_, workflow) => {
      expect(await callsOf({ workflow }, { workflow })).toEqual([1, 1]);
    });

    test("for what reads the run, or has tools", async () => {
      const model = steadyModel({ look: {} });
      const host = testHost(opened(), { model });
      const reads = asking({ temperature: 0 }, { instructions: "{{ run.id }}" });
      const tools = workflowOf(
        {
          m: { type: "model", temperature: 0 },
          look: { type: "agent", prompt: "" },
          boss: { type: "agent", prompt: "x" },
          out: { type: "output", name: "said" },
        },
        ["m.model -> boss.model", "m.model -> look.model", "look.tool -> boss.tools", "boss.text -> out.value"],
      );
      for (const workflow of [reads, tools]) {
        await runToEnd(host, workflow, { topic: "looms" });
        const before = model.calls.length;
        await runToEnd(host, workflow, { topic: "looms" });
        expect(model.calls.length).toBeGreaterThan(before);
      }
    });
  });

  test("tells what it keeps, and forgets by age, size and order", async () => {
    await clearResults(opened(), "default");
    const host = testHost(opened(), { model: steadyModel() });
    for (const topic of ["a", "b", "a"]) await runToEnd(host, asking(), { topic });
    expect(await reuseStatistics(opened(), "default")).toMatchObject({ results: 2, uses: 1 });
    await deleteOldResults(opened(), { days: 1, megabytes: 1 });
    expect(await reuseStatistics(opened(), "default")).toMatchObject({ results: 2 });
    await deleteOldResults(opened(), { days: 1, megabytes: 0 });
    expect(await reuseStatistics(opened(), "default")).toMatchObject({ results: 0, characters: 0, oldest: null });
    const { events } = await runToEnd(host, asking(), { topic: "a" });
    expect(events.some((event) => event.type === "node.started")).toBe(true);
  });

  test("what was not of use for long goes first, then what makes all of it too large", async () => {
    await clearResults(opened(), "default");
    const model = steadyModel();
    const host = testHost(opened(), { model });
    const isKept = async (topic: string) => {
      const before = model.calls.length;
      await runToEnd(host, asking(), { topic });
      return model.calls.length === before;
    };
    for (const topic of ["old", "large", "new"]) await isKept(topic);
    const change = (set: string, topic: string) =>
      opened().execute(`update node_results set ${set} where output like $1`, [`%about ${topic}/%`]);
    await change("used_at = now() - interval '3 days'", "old");
    await deleteOldResults(opened(), { days: 2, megabytes: 1 });
    expect([await isKept("old"), await isKept("large"), await isKept("new")]).toEqual([false, true, true]);
    await deleteOldResults(opened(), { days: 2, megabytes: 1 });
    await change("size = 800000, used_at = now() - interval '1 hour'", "large");
    await change("size = 800000, used_at = now() - interval '2 hours'", "new");
    await deleteOldResults(opened(), { days: 2, megabytes: 1 });
    expect([await isKept("large"), await isKept("new")]).toEqual([true, false]);
  });

  test("an answer of a fallback is not taken for one of the model itself", async () => {
    await clearResults(opened(), "default");
    const model = steadyModel();
    let answers = "another";
    const host = testHost(opened(), {
      model: { ...model, chat: async (request) => ({ ...(await model.chat(request)), model: answers }) },
    });
    await runToEnd(host, asking(), { topic: "looms" });
    answers = model.id;
    await runToEnd(host, asking(), { topic: "looms" });
    await runToEnd(host, asking(), { topic: "looms" });
    expect(model.calls).toHaveLength(2);
  });

  test("a model that nobody can tell from others is not reused, and fails nothing", async () => {
    await clearResults(opened(), "default");
    const model = steadyModel();
    const host = testHost(opened(), {
      model,
      fingerprintOf: () => Promise.reject(new AppError("MODEL_NOT_FOUND", "gone")),
    });
    for (let i = 0; i < 2; i++) expect((await runToEnd(host, asking(), { topic: "looms" })).status).toBe("completed");
    expect(model.calls).toHaveLength(2);
  });

  test("a case that a model chose is kept too", async () => {
    await clearResults(opened(), "default");
    const model = steadyModel();
    const choosing = workflowOf(
      {
        in: input,
        m: { type: "model", temperature: 0 },
        route: { type: "switch", by: "model", cases: [{ name: "about", description: "anything" }] },
        out: { type: "output", name: "said" },
      },
      ["in.topic -> route.value", "m.model -> route.model", "route.about -> out.value"],
    );
    const host = testHost(opened(), {
      model: { ...model, chat: async (request) => ({ ...(await model.chat(request)), text: '{"case":"about"}' }) },
    });
    const runs = [await runToEnd(host, choosing, { topic: "x" }), await runToEnd(host, choosing, { topic: "x" })];
    expect(runs.map(({ state }) => state.output)).toEqual([{ said: "x" }, { said: "x" }]);
    expect(model.calls).toHaveLength(1);
  });

  // a → b → c → out;  a → d
  const chain = () =>
    workflowOf(
      {
        a: { type: "transform", expression: "1" },
        b: { type: "transform", expression: "value + 1" },
        c: { type: "transform", expression: "value * 10" },
        d: { type: "transform", expression: "value" },
        out: { type: "output", name: "v" },
      },
      ["a.value -> b.value", "b.value -> c.value", "a.value -> d.value", "c.value -> out.value"],
    );

  test("a run that goes to a node runs what is on the way, and skips the rest", async () => {
    const { ended, state } = await startTest(testHost(opened()), chain(), {}, { until: "b" });
    expect(await ended).toBe("completed");
    expect(state?.output).toEqual({});
    const status = (id: string) => [state?.nodeRuns.get(id)?.status, state?.nodeRuns.get(id)?.skipReason];
    expect(["a", "b", "c", "d", "out"].map(status)).toEqual([
      ["completed", undefined],
      ["completed", undefined],
      ["skipped", "not-asked"],
      ["skipped", "not-asked"],
      ["skipped", "not-asked"],
    ]);
    await expect(startTest(testHost(opened()), chain(), {}, { until: "nowhere" })).rejects.toMatchObject({
      code: "NODE_INPUT_INVALID",
    });
  });

  test("pinned outputs stand in for a run of the node", async () => {
    const workflow = chain();
    const pinned = {
      ...workflow,
      nodes: workflow.nodes.map((node) => (node.id === "b" ? { ...node, pinned: { value: 7, gone: 1 } } : node)),
    };
    const { state } = await runToEnd(testHost(opened()), pinned);
    expect(state.output).toEqual({ v: 70 });
    expect(state.nodeRuns.get("b")).toMatchObject({ output: { value: 7 }, reusedFrom: "pin" });
  });
});
