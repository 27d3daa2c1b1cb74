import { describe, expect, test, vi } from "vitest";
import { MemoryWorkflowApi } from "@/components/workflow-store/memory-api";
import { testStore } from "@/components/workflow-store/testing";
import { workflowFromText } from "@/nodes/core/testing/graph-from-text";
import type { WorkflowChange } from "@/nodes/core/workflow-change";
import { definitions } from "@/nodes/definitions";
import { createRunStore } from "./run-store";
import { createStaleStore, followStaleness } from "./stale-store";
import { eventsOf } from "./testing";

// a → b → c
function followed() {
  const frozen = workflowFromText("a -> b -> c");
  const store = testStore(new MemoryWorkflowApi(structuredClone(frozen)), { definitions });
  const runs = createRunStore(() => {});
  const stale = createStaleStore();
  const end = followStaleness({ store, runs, stale, frozen });
  const edit = (change: WorkflowChange) => store.actions.commit([change], { label: "x" });
  return { store, runs, stale, end, edit };
}

const config = (id: string, expression: string): WorkflowChange => ({ type: "node.config", id, set: { expression } });

describe("stale marks", () => {
  test("follow edits a moment later, and at once for who asks", async () => {
    const { stale, edit, end } = followed();
    expect(stale.getState().size).toBe(0);
    edit(config("b", "value + 1"));
    expect(stale.getState().size).toBe(0);
    expect([...stale.latest().keys()]).toEqual(["b", "c"]);
    edit(config("b", "value"));
    await vi.waitFor(() => expect(stale.getState().size).toBe(0));
    end();
  });

  test("keep the reason's identity while it says the same, so that no other card is drawn again", () => {
    const { stale, edit, end } = followed();
    edit(config("b", "value + 1"));
    const before = stale.latest();
    edit({ type: "node.set", id: "a", set: { position: { x: 9, y: 9 } } });
    expect(stale.latest()).toBe(before);
    edit(config("c", "value + 2"));
    const after = stale.latest();
    expect(after.get("b")).toBe(before.get("b"));
    expect(after.get("c")).not.toBe(before.get("c"));
    end();
  });

  test("know what a node gave where its output is pinned", async () => {
    const { stale, runs, edit, end } = followed();
    runs.show("r");
    edit({ type: "node.set", id: "b", set: { pinned: { value: 7 } } });
    expect([...stale.latest().keys()]).toEqual(["b", "c"]);
    const gave = { type: "node.completed", nodeId: "b", path: "", attempt: 1, durationMs: 1, firedPorts: ["value"] };
    runs.push("r", eventsOf([{ type: "run.queued", input: {} }, { ...gave, output: { value: 7 } } as never]));
    runs.flush();
    await vi.waitFor(() => expect(stale.getState().size).toBe(0));
    end();
  });

  test("are gone when nobody keeps them", () => {
    const { stale, edit, end } = followed();
    edit(config("a", "2"));
    expect(stale.latest().size).toBe(3);
    end();
    expect(stale.latest().size).toBe(0);
  });
});
