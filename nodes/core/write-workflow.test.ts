import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { definitions } from "../definitions";
import { readWorkflow } from "./read-workflow";
import { workflowFromText } from "./testing/graph-from-text";
import type { Workflow } from "./workflow";
import { computeRequires, formatWorkflow } from "./write-workflow";

const sample = (): Workflow =>
  workflowFromText("in.value -> a2 -> a10 -> merge -> out; a2 -> merge; model -> agent.model; a10 -> agent.x", {
    a2: { policy: { retries: 1 }, disabled: true },
    http: { url: "https://example.org/{{ q }}", headers: { Authorization: "{{ secrets.KEY }}" } },
    model: { model: "tiny", fallback: ["big"] },
  });

describe("a document as it is exported", () => {
  test("has its keys in the contract's order, and nodes and connections as people count", () => {
    const text = formatWorkflow(sample(), definitions);
    const written = JSON.parse(text) as Workflow;
    expect(Object.keys(written)).toEqual([
      "format",
      "version",
      "name",
      "description",
      "nodes",
      "connections",
      "settings",
      "requires",
    ]);
    expect(written.nodes.map(({ id }) => id)).toEqual(["a2", "a10", "agent", "http", "in", "merge", "model", "out"]);
    expect(text.endsWith("}\n")).toBe(true);
    expect(text).toContain('\n  "nodes": [\n    {\n      "id": "a2",');
  });

  test("is read back as it was, and written again it is the same text", () => {
    const text = formatWorkflow(sample(), definitions);
    const { workflow } = readWorkflow(JSON.parse(text), definitions);
    if (workflow === undefined) throw new Error("it was refused");
    expect(formatWorkflow(workflow, definitions)).toBe(text);
    const { requires: _, ...was } = sample();
    const byId = <T extends { id: string }>(items: readonly T[]) => new Map(items.map((item) => [item.id, item]));
    expect(byId(workflow.nodes)).toEqual(byId(was.nodes));
    expect(byId(workflow.connections)).toEqual(byId(was.connections));
  });

  test("does not depend on the order of nodes, connections and keys", () => {
    const workflow = sample();
    const turned = <T extends object>(item: T) => Object.fromEntries(Object.entries(item).reverse()) as T;
    fc.assert(
      fc.property(
        fc.shuffledSubarray(workflow.nodes, { minLength: workflow.nodes.length }),
        fc.shuffledSubarray(workflow.connections, { minLength: workflow.connections.length }),
        (nodes, connections) => {
          const shuffled = { ...workflow, nodes: nodes.map(turned), connections: connections.map(turned) };
          expect(formatWorkflow(turned(shuffled), definitions)).toBe(formatWorkflow(workflow, definitions));
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe("what a document needs", () => {
  test("is computed from the graph, whatever the file claims", () => {
    expect(computeRequires(sample(), definitions)).toEqual({
      models: ["big", "tiny"],
      plugins: [],
      secrets: ["KEY"],
      capabilities: { hosts: ["example.org"], files: [], code: false, commands: [] },
    });
  });

  test("leaves out what is disabled or not understood", () => {
    const workflow = workflowFromText("", {
      http: { url: "https://example.org", disabled: true },
      other: { type: "unknown", url: "https://example.org" },
    });
    expect(computeRequires(workflow, definitions).capabilities.hosts).toEqual([]);
  });

  test("an address that only the run will know may be any host, unless the node narrows it", () => {
    const hosts = (config: object) =>
      computeRequires(workflowFromText("", { http: { ...config } }), definitions).capabilities.hosts;
    expect(hosts({ url: "{{ url }}" })).toEqual(["*"]);
    expect(hosts({ url: "{{ url }}", allowHosts: ["a.org", "b.org"] })).toEqual(["a.org", "b.org"]);
  });
});
