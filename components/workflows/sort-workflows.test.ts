import { describe, expect, it } from "vitest";
import { nextSort, serverSort, sortWorkflows } from "./sort-workflows";
import type { WorkflowSummary } from "./workflow-summary";

function workflow(name: string, more: Partial<WorkflowSummary> = {}): WorkflowSummary {
  return {
    id: name,
    slug: name,
    name,
    description: "",
    revision: 1,
    updatedAt: "2026-01-01T00:00:00.000Z",
    nodeCount: 0,
    nodeTypes: [],
    sketch: { nodes: [], connections: [] },
    lastRun: null,
    published: null,
    ...more,
  };
}

const namesOf = (workflows: readonly WorkflowSummary[]) => workflows.map(({ name }) => name);

describe("sortWorkflows", () => {
  it("sorts names as people count, whatever their case", () => {
    const workflows = ["part 10", "Part 2", "alpha"].map((name) => workflow(name));
    expect(namesOf(sortWorkflows(workflows, { by: "name", isDescending: false }))).toEqual([
      "alpha",
      "Part 2",
      "part 10",
    ]);
  });

  it("puts what never ran last when the newest runs come first", () => {
    const ran = (at: string) => ({ lastRun: { id: "r", status: "completed" as const, at } });
    const workflows = [
      workflow("never"),
      workflow("old", ran("2026-01-01T00:00:00.000Z")),
      workflow("new", ran("2026-02-01T00:00:00.000Z")),
    ];
    expect(namesOf(sortWorkflows(workflows, { by: "lastRun", isDescending: true }))).toEqual(["new", "old", "never"]);
  });

  it("breaks ties by name in both directions", () => {
    const workflows = [workflow("b", { nodeCount: 3 }), workflow("a", { nodeCount: 3 })];
    for (const isDescending of [true, false]) {
      expect(namesOf(sortWorkflows(workflows, { by: "nodes", isDescending }))).toEqual(["a", "b"]);
    }
  });
});

describe("nextSort", () => {
  it("turns the direction of the same column, and starts a new one where people look first", () => {
    expect(nextSort(serverSort, "updated")).toEqual({ by: "updated", isDescending: false });
    expect(nextSort(serverSort, "name")).toEqual({ by: "name", isDescending: false });
    expect(nextSort(serverSort, "nodes")).toEqual({ by: "nodes", isDescending: true });
  });
});
