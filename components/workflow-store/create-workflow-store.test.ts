import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { AppError } from "@/nodes/core/app-error";
import type { WorkflowChange } from "@/nodes/core/workflow-change";
import { memoryStorage } from "./browser-storage";
import type { WorkflowStore } from "./create-workflow-store";
import { MemoryWorkflowApi, serverAway } from "./memory-api";
import { selectionOf } from "./selection";
import { anyChange, sorted, testStore, testWorkflow } from "./testing";
import { adoptUnsent } from "./unsent-storage";

const open: WorkflowStore[] = [];
afterEach(() => {
  for (const store of open.splice(0)) store.close();
});

function opened(api: MemoryWorkflowApi, options?: Parameters<typeof testStore>[1]): WorkflowStore {
  const store = testStore(api, options);
  open.push(store);
  return store;
}

const moveA = (x: number): WorkflowChange => ({ type: "node.set", id: "a", set: { position: { x, y: 0 } } });
const anyEdit = fc.array(anyChange, { minLength: 1, maxLength: 4 });
const documentOf = (store: WorkflowStore) => store.getState().document;

describe("undo", () => {
  test("of everything leads back to the start, redo of everything to the end", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyEdit, fc.constantFrom(undefined, "same")), { maxLength: 15 }), (edits) => {
        const store = opened(new MemoryWorkflowApi(testWorkflow()));
        for (const [changes, coalesce] of edits) store.actions.commit(changes, { label: "Edit", coalesce });
        const end = sorted(documentOf(store));
        while (store.getState().history.past.length > 0) store.actions.undo();
        expect(sorted(documentOf(store))).toEqual(sorted(testWorkflow()));
        while (store.getState().history.future.length > 0) store.actions.redo();
        expect(sorted(documentOf(store))).toEqual(end);
        store.close();
      }),
      { numRuns: 60 },
    );
  });

  test("takes typing in one field back as one edit, and a pause begins another", () => {
    let now = 0;
    const store = opened(new MemoryWorkflowApi(testWorkflow()), { now: () => now });
    for (const name of ["r", "re", "rep"]) store.actions.changeConfig("b", { name });
    now += 60_000;
    store.actions.changeConfig("b", { name: "report" });
    expect(store.getState().history.past).toHaveLength(2);
    store.actions.undo();
    expect(documentOf(store).nodes[1]?.config).toEqual({ name: "rep" });
    store.actions.undo();
    expect(documentOf(store).nodes[1]?.config).toEqual({ name: "result" });
  });

  test("does not bring a connection back into a port that others took meanwhile", () => {
    const store = opened(new MemoryWorkflowApi(testWorkflow()));
    store.actions.commit([{ type: "connection.remove", id: "c1" }], { label: "Disconnect" });
    const theirs = { id: "c2", source: "a", sourceHandle: "value", target: "b", targetHandle: "value" };
    const changes: WorkflowChange[] = [
      { type: "connection.remove", id: "c1" },
      { type: "connection.add", connection: theirs },
    ];
    store.actions.applyRemote([{ revision: 1, origin: "other", changeId: "x", changes }]);
    store.actions.undo();
    expect(documentOf(store).connections.map(({ id }) => id)).toEqual(["c2"]);
    expect(store.actions.findIssuesNow().all).toEqual([]);
  });

  test("survives a reload", () => {
    const api = new MemoryWorkflowApi(testWorkflow());
    const historyStorage = memoryStorage();
    const before = opened(api, { historyStorage });
    before.actions.commit([moveA(50)], { label: "Move" });
    const { document } = before.getState();
    before.leave();
    const after = opened(api, { historyStorage, stored: { revision: 0, document } });
    after.actions.undo();
    expect(documentOf(after).nodes[0]?.position.x).toBe(0);
  });

  test("passes over what others removed", () => {
    const store = opened(new MemoryWorkflowApi(testWorkflow()));
    store.actions.commit([{ type: "workflow.set", set: { name: "Mine" } }], { label: "Rename" });
    store.actions.commit([moveA(50)], { label: "Move" });
    store.actions.applyRemote([
      { revision: 1, origin: "other", changeId: "x", changes: [{ type: "node.remove", id: "a" }] },
    ]);
    store.actions.undo();
    expect(documentOf(store).name).toBe("Test");
    expect(store.getState().history.past).toHaveLength(0);
  });

  test("follows the connections of a renamed port back and forth", () => {
    const store = opened(new MemoryWorkflowApi(testWorkflow()));
    store.actions.changeConfig("a", { fields: [{ name: "subject", type: "text" }] });
    expect(documentOf(store).connections[0]?.sourceHandle).toBe("subject");
    store.actions.undo();
    expect(documentOf(store).connections[0]?.sourceHandle).toBe("topic");
  });
});

describe("autosave", () => {
  test("sends what was edited in between as one request, and says so", async () => {
    const api = new MemoryWorkflowApi(testWorkflow());
    const store = opened(api);
    store.actions.commit([moveA(10)], { label: "Move" });
    store.actions.commit([moveA(20)], { label: "Move" });
    expect(store.getState().save.status).toBe("saving");
    await store.actions.flush();
    expect(api.requests.map((request) => request.changes)).toEqual([[moveA(20)]]);
    expect(store.getState().save.status).toBe("saved");
    expect(api.document).toEqual(documentOf(store));
  });

  test("tries again while the server is away, and applies a request once that arrived without an answer", async () => {
    const api = new MemoryWorkflowApi(testWorkflow());
    let isAnswerLost = true;
    const lossy = {
      get: () => api.get(),
      change: async (request: Parameters<typeof api.change>[0]) => {
        const answer = await api.change(request);
        if (!isAnswerLost) return answer;
        isAnswerLost = false;
        throw serverAway();
      },
    };
    const store = opened(api, { api: lossy });
    store.actions.commit(
      [{ type: "node.add", node: { id: "n1", type: "output", position: { x: 0, y: 0 }, config: {} } }],
      { label: "Add" },
    );
    await expect(store.actions.flush()).rejects.toMatchObject({ code: "NETWORK_FAILED" });
    expect(store.getState().save.status).toBe("offline");
    await new Promise<void>((resolve) => store.subscribe(({ save }) => save.status === "saved" && resolve()));
    expect(api.updates).toHaveLength(1);
    expect(sorted(api.document)).toEqual(sorted(documentOf(store)));
  });

  test("keeps what the server refuses, and stores it with the edit that mends it", async () => {
    const api = new MemoryWorkflowApi(testWorkflow());
    const store = opened(api);
    api.failure = new AppError("WORKFLOW_INVALID", "No.");
    store.actions.commit([moveA(10)], { label: "Move" });
    await expect(store.actions.flush()).rejects.toMatchObject({ code: "WORKFLOW_INVALID" });
    expect(store.getState().save.status).toBe("refused");
    api.failure = undefined;
    store.actions.commit([{ type: "workflow.set", set: { name: "Mended" } }], { label: "Rename" });
    await store.actions.flush();
    expect(api.document).toMatchObject({ name: "Mended", nodes: [{ position: { x: 10 } }, {}] });
  });

  test("loses nothing when the browser is closed while the server is away", async () => {
    const api = new MemoryWorkflowApi(testWorkflow());
    const unsentStorage = memoryStorage();
    api.failure = serverAway();
    const before = opened(api, { unsentStorage });
    before.actions.commit([moveA(10)], { label: "Move" });
    before.leave();
    before.close();
    api.failure = undefined;
    const adopted = adoptUnsent({
      storage: unsentStorage,
      workflowId: "w1",
      tabId: "new",
      now: 0,
      livingTabs: new Set(["new"]),
    });
    const after = opened(api, { unsentStorage, adopted, tabId: "new" });
    expect(documentOf(after).nodes[0]?.position.x).toBe(10);
    await after.actions.flush();
    expect(api.document.nodes[0]?.position.x).toBe(10);
    expect(unsentStorage.keys()).toEqual([]);
  });

  test("leaves the unsent changes of another open tab to it", () => {
    const storage = memoryStorage();
    storage.write("heddle:unsent:w1:other", {
      at: 0,
      batches: [{ changeId: "x", changes: [moveA(1)], isSent: false }],
    });
    const adopt = (livingTabs: ReadonlySet<string> | undefined, now: number) =>
      adoptUnsent({ storage, workflowId: "w1", tabId: "me", now, livingTabs });
    expect(adopt(new Set(["me", "other"]), 1e9)).toEqual([]);
    expect(adopt(undefined, 1_000)).toEqual([]);
    expect(adopt(undefined, 1e9)).toHaveLength(1);
    expect(storage.keys()).toEqual(["heddle:unsent:w1:me"]);
  });
});

describe("two tabs", () => {
  test("end with the document of the server, whatever is edited and whenever it travels", async () => {
    const step = fc.record({ tab: fc.constantFrom(0, 1), changes: anyEdit, flush: fc.boolean(), undo: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.boolean(), async (steps, isLive) => {
        const api = new MemoryWorkflowApi(testWorkflow());
        const tabs = ["t0", "t1"].map((tabId) => opened(api, { tabId })) as [WorkflowStore, WorkflowStore];
        if (isLive)
          api.onUpdate = (update) => {
            for (const tab of tabs) tab.actions.applyRemote([structuredClone(update)]);
          };
        for (const { tab, changes, flush, undo } of steps) {
          const store = tabs[tab] as WorkflowStore;
          store.actions.commit(changes, { label: "Edit" });
          if (undo) store.actions.undo();
          if (flush) await store.actions.flush();
        }
        for (const store of tabs) await store.actions.flush();
        for (const store of tabs) store.actions.applyRemote(structuredClone(api.updates));
        const server = sorted(api.document);
        for (const store of tabs) {
          expect(sorted(documentOf(store))).toEqual(server);
          expect(store.getState().save.status).toBe("saved");
          store.close();
        }
      }),
      { numRuns: 60 },
    );
  });

  test("fetch the document anew when an update is missing", async () => {
    const api = new MemoryWorkflowApi(testWorkflow());
    const [first, second] = [opened(api, { tabId: "t0" }), opened(api, { tabId: "t1" })];
    for (const x of [1, 2]) {
      first.actions.commit([moveA(x)], { label: "Move" });
      await first.actions.flush();
    }
    const arrived = new Promise<void>((resolve) => second.subscribe(({ revision }) => revision === 2 && resolve()));
    second.actions.applyRemote(api.updates.slice(1));
    await arrived;
    expect(documentOf(second).nodes[0]?.position.x).toBe(2);
  });
});

describe("identities", () => {
  test("an update of others re-creates only the nodes that it concerns", () => {
    const store = opened(new MemoryWorkflowApi(testWorkflow()));
    const before = store.getState();
    store.actions.applyRemote([{ revision: 1, origin: "other", changeId: "x", changes: [moveA(9)] }]);
    const after = store.getState();
    expect(after.document.nodes[0]).not.toBe(before.document.nodes[0]);
    expect(after.document.nodes[1]).toBe(before.document.nodes[1]);
    expect(after.document.connections).toBe(before.document.connections);
    expect(after.resolved.get("b")).toBe(before.resolved.get("b"));
    expect(after.resolved.get("a")?.ports).toBe(before.resolved.get("a")?.ports);
  });

  test("storing an edit leaves the document as it is", async () => {
    const store = opened(new MemoryWorkflowApi(testWorkflow()));
    store.actions.commit([moveA(9)], { label: "Move" });
    const before = documentOf(store);
    await store.actions.flush();
    expect(documentOf(store)).toBe(before);
  });
});

test("what is no longer there is no longer selected", () => {
  const store = opened(new MemoryWorkflowApi(testWorkflow()));
  store.actions.select(selectionOf(["a", "b"], ["c1"]));
  store.actions.commit([{ type: "node.remove", id: "a" }], { label: "Delete" });
  expect(store.getState().selection).toEqual(selectionOf(["b"]));
});

test("issues are found by node, and a node whose issues stay keeps its list", () => {
  const store = opened(new MemoryWorkflowApi(testWorkflow()));
  store.actions.commit([{ type: "connection.remove", id: "c1" }], { label: "Disconnect" });
  const found = store.actions.findIssuesNow().byNode.get("b");
  expect(found?.map((issue) => issue.code)).toEqual(["NODE_INPUT_INVALID"]);
  store.actions.commit([moveA(3)], { label: "Move" });
  expect(store.actions.findIssuesNow().byNode.get("b")).toBe(found);
});
