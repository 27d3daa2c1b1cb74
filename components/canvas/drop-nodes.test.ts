import { describe, expect, test } from "vitest";
import { absolutePlaces } from "@/components/workflow-store/nesting";
import { documentIssues } from "@/nodes/core/validate-workflow";
import type { Workflow } from "@/nodes/core/workflow";
import { applyChanges } from "@/nodes/core/workflow-change";
import { definitions } from "@/nodes/definitions";
import { dropChanges } from "./drop-nodes";
import { nestedLoops, node } from "./testing";

function drop(workflow: Workflow, id: string, parentId: string | undefined) {
  const position = workflow.nodes.find((one) => one.id === id)?.position ?? { x: 0, y: 0 };
  const dropped = dropChanges(workflow, definitions, { places: new Map([[id, position]]), parentId });
  if (dropped === undefined) throw new Error("was not taken");
  return { ...dropped, ...applyChanges(workflow, dropped.changes) };
}

const ends = ({ connections }: Workflow) => connections.map(({ source, target }) => `${source} ${target}`);

describe("dropping a node into another container", () => {
  test("keeps its place on the canvas", () => {
    const before = nestedLoops();
    const { workflow } = drop(before, "work", undefined);
    expect(workflow.nodes.find(({ id }) => id === "work")?.parentId).toBeUndefined();
    expect(absolutePlaces(workflow.nodes)).toEqual(absolutePlaces(before.nodes));
    const back = drop(workflow, "work", "loop").workflow;
    expect(back.nodes.find(({ id }) => id === "work")).toMatchObject({ parentId: "loop", position: { x: 120, y: 70 } });
  });

  test("takes away what may not cross the border, and leaves what may", () => {
    const { workflow, lost } = drop(nestedLoops(), "work", undefined);
    expect(lost).toBe(2);
    expect(ends(workflow)).toContain("rate work");
    expect(ends(workflow).filter((pair) => pair.includes("loop") && pair.includes("work"))).toEqual([]);
    expect(documentIssues(workflow, definitions)).toEqual([]);
  });

  test("is one change that undo takes back whole", () => {
    const before = nestedLoops();
    const { workflow, inverse } = drop(before, "work", "outer");
    const undone = applyChanges(workflow, inverse).workflow;
    expect(undone.nodes).toEqual(before.nodes);
    expect(ends(undone).sort()).toEqual(ends(before).sort());
  });

  test("takes a connection away that would make the container wait for itself", () => {
    const before = nestedLoops();
    const { workflow, lost } = drop(before, "out", "outer");
    expect(lost).toBe(1);
    expect(documentIssues(workflow, definitions)).toEqual([]);
  });

  test("moves a container with what is in it", () => {
    const { workflow, lost } = drop(nestedLoops(), "loop", undefined);
    expect(lost).toBe(2);
    expect(workflow.nodes.find(({ id }) => id === "work")).toMatchObject({
      parentId: "loop",
      position: { x: 120, y: 70 },
    });
    expect(documentIssues(workflow, definitions)).toEqual([]);
  });

  test("is refused where containers would nest too deep, and in itself", () => {
    const deep: Workflow = {
      ...nestedLoops(),
      nodes: Array.from({ length: 8 }, (_, i) => node(`n${i}`, "for-each", 0, 0, i === 0 ? undefined : `n${i - 1}`)),
      connections: [],
    };
    const more = { ...deep, nodes: [...deep.nodes, node("loop", "for-each"), node("a", "log", 0, 0, "loop")] };
    const into = (id: string, parentId: string) =>
      dropChanges(more, definitions, { places: new Map([[id, { x: 0, y: 0 }]]), parentId });
    expect(into("loop", "n7")).toBeUndefined();
    expect(into("loop", "n6")).toBeDefined();
    expect(into("n0", "n3")).toBeUndefined();
  });

  test("that it stands in already only moves it", () => {
    const before = nestedLoops();
    const dropped = dropChanges(before, definitions, {
      places: new Map([["work", { x: 200.4, y: 90 }]]),
      parentId: "loop",
    });
    expect(dropped).toEqual({
      changes: [{ type: "node.set", id: "work", set: { position: { x: 200, y: 90 } } }],
      lost: 0,
    });
  });
});
