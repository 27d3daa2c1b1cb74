import { afterAll, beforeAll, expect, test } from "vitest";
import type { JsonObject } from "@/nodes/core/json";
import { runIssues } from "@/nodes/core/run-issues";
import { definitions } from "@/nodes/definitions";
import { scriptedModel } from "@/nodes/testing/scripted-model";
import type { Database } from "@/server/db/open-database";
import { describeEachDatabase } from "@/server/db/testing";
import { runToEnd, startTest, testHost, workflowOf } from "@/server/executor/testing";
import { mortalDatabase } from "@/server/executor/testing-database";
import { deleteDocument } from "@/server/memory/delete-document";
import {
  countRows,
  type LetterServer,
  makeCollection,
  serveLetters,
  workspaceId,
} from "@/server/memory/testing/memory-scene";
import { openTestRegistry, type TestRegistry } from "@/server/models/testing/test-registry";

let registry: TestRegistry;
let letters: LetterServer;
beforeAll(async () => {
  registry = openTestRegistry();
  letters = await serveLetters("letters");
  registry.set(letters.entry);
});
afterAll(async () => {
  await letters.stub.close();
  registry.restore();
});

const output = (name: string) => ({ type: "output", name });
const value = (...names: string[]) => ({ type: "input", fields: names.map((name) => ({ name, type: "json" })) });

const keeping = (collection: string) =>
  workflowOf(
    {
      in: value("texts", "topic"),
      keep: { type: "remember", collection, metadata: { topic: "{{ input.topic }}" } },
      out: output("ids"),
    },
    ["in.texts -> keep.value", "keep.ids -> out.value"],
  );

const finding = (collection: string) =>
  workflowOf({ in: value("query"), find: { type: "recall", collection, mode: "text" }, out: output("text") }, [
    "in.query -> find.query",
    "find.text -> out.value",
  ]);

const talking = (collection: string, session = "") =>
  workflowOf(
    {
      in: value("message", "user"),
      m: { type: "model" },
      mind: { type: "memory", kind: "vector", collection, topK: 2, session },
      a: { type: "agent", prompt: "{{ message }}" },
      out: output("answer"),
    },
    ["in.message -> a.message", "m.model -> a.model", "mind.memory -> a.memory", "a.text -> out.value"],
  );

describeEachDatabase("memory in runs", (opened) => {
  const run = (workflow: ReturnType<typeof keeping>, input: JsonObject, model = scriptedModel([])) =>
    runToEnd(testHost(opened(), { model }), workflow, input);

  test("what one run remembers another recalls, with its source; it is reused until the collection changes", async () => {
    const { id, slug } = await makeCollection(opened());
    const kept = await run(keeping(slug), {
      texts: ["Heddles lift the warp.", { text: "Kettles whistle.", metadata: { hot: true } }],
      topic: "looms",
    });
    expect(kept.state.error).toBeUndefined();
    const ids = kept.state.output?.ids as string[];
    expect(ids).toHaveLength(2);
    const query = { query: "What lifts a warp?" };
    const found = await run(finding(slug), query);
    expect(found.state.output?.text).toBe("[1] Heddles lift the warp.\n(Heddles lift the warp.)");
    const documents = found.state.nodeRuns.get("find")?.output?.documents as JsonObject[];
    expect(documents).toMatchObject([
      { documentId: ids[0], metadata: { topic: "looms" }, source: { kind: "run", runId: kept.runId } },
    ]);
    const [span] = found.state.nodeRuns.get("find")?.spans ?? [];
    expect(span).toMatchObject({
      kind: "retrieval",
      attributes: {
        "heddle.collection": id,
        "heddle.search.found": 1,
        "heddle.search.passages": [{ documentId: ids[0], why: { text: { rank: 1 } }, source: { runId: kept.runId } }],
      },
    });
    const again = await run(finding(slug), query);
    expect(again.state.nodeRuns.get("find")?.reusedFrom).toBe(found.runId);
    await deleteDocument(opened(), workspaceId, ids[0] ?? "");
    const after = await run(finding(slug), query);
    expect(after.state.nodeRuns.get("find")?.reusedFrom).toBeUndefined();
    expect(after.state.output?.text).toBe("");
  });

  test("an agent is given what is near, in stages that show it, and what was said is added", async () => {
    const { id, slug } = await makeCollection(opened());
    const first = await run(talking(slug), { message: "My loom is called Ada." }, scriptedModel(["Nice to meet Ada."]));
    expect(first.status).toBe("completed");
    const model = scriptedModel(["Ada."]);
    const { state } = await run(talking(slug), { message: "What is my loom called?" }, model);
    expect(model.requests[0]?.messages.at(-1)?.content).toContain("<memory>\n[1] User: My loom is called Ada.");
    const spans = state.nodeRuns.get("a")?.spans ?? [];
    expect(spans.filter(({ kind }) => kind === "stage").map(({ name }) => name)).toEqual([
      "input processing",
      "context retrieval",
      "AI inference",
      "output formatting",
      "response",
    ]);
    expect(spans.filter(({ kind }) => kind !== "stage").map(({ kind }) => kind)).toEqual([
      "retrieval",
      "embedding",
      "model",
      "embedding",
    ]);
    const retrieval = spans.find(({ kind }) => kind === "retrieval");
    expect(retrieval?.attributes).toMatchObject({ "heddle.search.passages": [{ source: { runId: first.runId } }] });
    expect(state.nodeRuns.get("mind")?.spans.map(({ attributes }) => attributes["heddle.used_by"])).toEqual(["a", "a"]);
    expect(await countRows(opened(), id)).toMatchObject({ documents: 2 });
  });

  test("sessions never mix", async () => {
    const { slug } = await makeCollection(opened());
    const workflow = talking(slug, "{{ input.user }}");
    await run(workflow, { message: "My loom is called Ada.", user: "Ann" }, scriptedModel(["Fine."]));
    const model = scriptedModel(["No idea.", "Ada."]);
    await run(workflow, { message: "What is my loom called?", user: "Bob" }, model);
    expect(model.requests[0]?.messages.at(-1)?.content).not.toContain("Ada");
    await run(workflow, { message: "What is my loom called?", user: "Ann" }, model);
    expect(model.requests[1]?.messages.at(-1)?.content).toContain("Ada");
  });

  test("a crash at any commit: the agent goes on with what it had read, and remembers once", async () => {
    const flushes = await crash(opened(), 0);
    expect(flushes.kept).toBe(1);
    for (let at = 1; at <= flushes.count; at += 1)
      expect((await crash(opened(), at)).kept, `after flush ${at}`).toBe(1);
  });

  test("a collection that is not there keeps a workflow from running, and says so", async () => {
    const issues = runIssues(finding("nowhere"), definitions, { hasCollection: () => false });
    expect(issues).toMatchObject([{ path: "nodes[1].config.collection", nodeId: "find", code: "NOT_FOUND" }]);
    const { state } = await run(finding("nowhere"), { query: "x" });
    expect(state.error).toMatchObject({ code: "NOT_FOUND", nodeId: "find" });
  });
});

/** A talk whose process dies after a flush, and that goes on elsewhere: how many documents there are then. */
async function crash(database: Database, at: number): Promise<{ count: number; kept: number }> {
  const { id, slug } = await makeCollection(database);
  const mortal = mortalDatabase(database, at, "after");
  const host = testHost(mortal.database, { model: scriptedModel(["Hello."]) });
  const { ended, runId } = await startTest(host, talking(slug), { message: `Hello ${at}` });
  if (at === 0) await ended;
  else {
    await Promise.race([mortal.died, ended]);
    const second = testHost(database, { model: scriptedModel(["Hello."]) });
    const over = new Promise<void>((resolve) => {
      second.services.bus.subscribeAll((run, events) => {
        if (run === runId && events.some(({ type }) => type === "run.completed")) resolve();
      });
    });
    const [row] = await database.execute<{ status: string }>("select status from runs where id = $1", [runId]);
    if (row?.status !== "completed") {
      await second.resume({ everything: true });
      await over;
    }
    await second.stop();
  }
  const rows = await countRows(database, id);
  return { count: mortal.flushes(), kept: rows?.documents ?? 0 };
}
