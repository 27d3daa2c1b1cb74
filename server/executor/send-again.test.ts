import { afterAll, beforeAll, expect, test } from "vitest";
import type { NodeRun } from "@/nodes/core/node-run";
import type { TraceEvent } from "@/nodes/core/trace-event";
import { describeEachDatabase } from "@/server/db/testing";
import { freezeGraph, makeRunnable } from "@/server/executor/load-runnable";
import { sendAgain } from "@/server/executor/send-again";
import { published, runToEnd, testHost, workflowOf } from "@/server/executor/testing";
import { doneIn, plantRun, settled } from "@/server/executor/testing-chaos";
import { type Scene, sceneInput, sceneNames, scenesAt, startSceneServer } from "@/server/executor/testing-scenes";
import type { TestServer } from "@/server/executor/testing-server";
import { lowestIdAt, newId } from "@/server/new-id";
import { readEvents } from "@/server/runs/read-events";

/** Places of death in each scene: enough to meet every kind of node at work. */
const deaths = 12;

describeEachDatabase("a dead letter that is sent again", (opened) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startSceneServer();
  });
  afterAll(() => server.close());

  /** A run that crashed its process three times after these events, found by the next one. */
  async function plantDeadLetter({ workflow }: Pick<Scene, "workflow">, events: readonly TraceEvent[]) {
    const runId = newId();
    await freezeGraph(opened(), "default", makeRunnable(workflow));
    await plantRun(opened(), runId, workflow, events);
    await opened().execute("update runs set crashes = 2 where id = $1", [runId]);
    const host = testHost(opened());
    const end = settled(host, runId);
    expect(await host.resume({ everything: true })).toBe(1);
    expect(await end).toMatchObject({ type: "run.failed", isDeadLetter: true });
    await host.stop();
    return runId;
  }

  test.each(sceneNames)("goes on where it was, in %s", async (name) => {
    const scene = (scenesAt(server.url)[name] as () => Scene)();
    const tag = newId();
    const { events } = await runToEnd(testHost(opened(), { model: scene.model?.() }), scene.workflow, { tag });
    const named = ({ nodeId, input }: NodeRun) => input?.item ?? input?.iteration ?? nodeId;
    for (let i = 1; i <= deaths; i++) {
      const k = Math.max(2, Math.floor((i * (events.length - 1)) / deaths));
      const deadRunId = await plantDeadLetter(scene, events.slice(0, k));
      const done = doneIn(deadRunId, events.slice(0, k), (nodeRun) => `/${tag}/${named(nodeRun)}`);
      const model = scene.model?.();
      const host = testHost(opened(), { model });
      const from = server.requests.length;
      const { runId, ended, state } = await sendAgain(host, "default", deadRunId);
      expect(await ended).toBe("completed");
      expect(state?.output).toEqual(scene.output);
      const requested = server.requests.slice(from).map((request) => request.split(" ")[1] as string);
      expect(requested.filter((path) => done.has(path))).toEqual([]);
      expect((model?.calls ?? []).filter((call) => done.has(call))).toEqual([]);
      // Nothing of the new run goes when the old one is deleted.
      const strange = await opened().execute(
        `select v.id from stored_values v where v.run_id = $1 and exists
           (select 1 from run_events e where e.run_id = $2 and e.payload like '%' || v.id || '%')`,
        [deadRunId, runId],
      );
      expect(strange).toEqual([]);
      await host.stop();
    }
  });

  const posting = () =>
    workflowOf(
      {
        in: sceneInput,
        a: { type: "http", url: `${server.url}/{{ input.tag }}/a` },
        post: {
          type: "http",
          method: "POST",
          url: `${server.url}/{{ input.tag }}/post`,
          headers: { after: "{{ a }}" },
        },
        out: { type: "output", name: "v" },
      },
      ["a.body -> post.a", "post.body -> out.value"],
    );

  async function killedWhile(isIt: (event: TraceEvent) => boolean) {
    const workflow = posting();
    const { events } = await runToEnd(testHost(opened()), workflow, { tag: newId() });
    return plantDeadLetter({ workflow }, events.slice(0, events.findIndex(isIt) + 1));
  }

  test("asks a person about what may not run twice and was at work", async () => {
    const dead = await killedWhile((event) => event.type === "node.started" && event.nodeId === "post");
    const host = testHost(opened());
    const waits = published(host, (event) => event.type === "run.waiting");
    const { runId, ended } = await sendAgain(host, "default", dead);
    await waits;
    const execution = host.executionOf(runId);
    expect(execution?.log.state.nodeRuns.get("post")?.waiting).toMatchObject({ reason: "decision" });
    execution?.decide("post", "", { decision: "retry" });
    expect(await ended).toBe("completed");
    expect((await readEvents(opened(), runId)).at(-1)).toMatchObject({ output: { v: "post" } });
  });

  test("is sent once, however many ask for it at the same time", async () => {
    const dead = await killedWhile((event) => event.type === "node.completed" && event.nodeId === "a");
    const host = testHost(opened());
    const sent = await Promise.allSettled([1, 2, 3].map(() => sendAgain(host, "default", dead)));
    expect(sent.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(sent.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "CONFLICT" } });
  });

  test("may be sent again where its new run never came to be", async () => {
    const dead = await killedWhile((event) => event.type === "run.started");
    // Its server went down between the two.
    const lost = lowestIdAt(new Date(Date.now() - 120_000));
    await opened().execute("update runs set sent_again_as = $1 where id = $2", [lost, dead]);
    const { ended } = await sendAgain(testHost(opened()), "default", dead);
    expect(await ended).toBe("completed");
  });

  test("stays one when its new run cannot start", async () => {
    const dead = await killedWhile((event) => event.type === "run.started");
    const lacks = testHost(opened(), { surroundings: () => Promise.reject(new Error("away")) });
    await expect(sendAgain(lacks, "default", dead)).rejects.toThrow("away");
    const [row] = await opened().execute("select sent_again_as from runs where id = $1", [dead]);
    expect(row).toEqual({ sent_again_as: null });
  });

  test("step by step: what had begun goes on, and what comes next is held", async () => {
    const dead = await killedWhile((event) => event.type === "node.started" && event.nodeId === "a");
    const host = testHost(opened());
    const waits = published(host, (event) => event.type === "run.waiting");
    const { runId, ended } = await sendAgain(host, "default", dead, { step: true });
    await waits;
    const execution = host.executionOf(runId);
    expect(execution?.log.state.nodeRuns.get("a")?.status).toBe("completed");
    expect(execution?.log.state.nodeRuns.get("post")?.waiting).toMatchObject({ reason: "breakpoint" });
    execution?.decisions.answerAll("breakpoint", { decision: "resume" });
    expect(await ended).toBe("completed");
  });
});
