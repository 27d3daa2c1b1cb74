import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { definitions } from "../definitions";
import { compareConnections, compareNatural } from "./connection";
import { workflowFromText } from "./testing/graph-from-text";
import { canConnectIn, documentIssues, resolveNodes } from "./validate-workflow";
import type { Connection, Workflow } from "./workflow";

const [a, b] = ["a", "b"] as const;

function verdict(workflow: Workflow, ends: string) {
  const [source = "", sourceHandle = "", target = "", targetHandle = ""] = ends.split(/ -> |\./);
  return canConnectIn(workflow, resolveNodes(workflow, definitions), { source, sourceHandle, target, targetHandle });
}
const reason = (workflow: Workflow, ends: string) => {
  const said = verdict(workflow, ends);
  return said.ok ? "ok" : said.reason;
};

describe("order as people count", () => {
  test("numbers by their value, then by their look", () => {
    const ids = ["c10", "c2", "c1", "C3", "c02", "b", "c2a", "c", "c2b10", "c2b9"];
    expect(ids.sort(compareNatural)).toEqual(["C3", "b", "c", "c1", "c02", "c2", "c2a", "c2b9", "c2b10", "c10"]);
  });

  test("is an order: total, and the same whatever it began with", () => {
    const id = fc.string({ unit: fc.constantFrom("a", "B", "0", "1", "9", " ", "-", "é", "\t"), maxLength: 6 });
    fc.assert(
      fc.property(id, id, id, (x, y, z) => {
        expect(Math.sign(compareNatural(x, y)) + Math.sign(compareNatural(y, x))).toBe(0);
        expect(compareNatural(x, y) === 0).toBe(x === y);
        if (compareNatural(x, y) <= 0 && compareNatural(y, z) <= 0) expect(compareNatural(x, z)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 2_000 },
    );
  });

  test("connections stand by their order, those without one behind, by id", () => {
    const make = (id: string, order?: number): Connection => ({
      id,
      source: a,
      sourceHandle: "x",
      target: b,
      targetHandle: "y",
      ...(order === undefined ? {} : { order }),
    });
    const sorted = [make("c10"), make("c2"), make("c3", 5), make("c4", -1), make("c5", 5)].sort(compareConnections);
    expect(sorted.map(({ id }) => id)).toEqual(["c4", "c3", "c5", "c2", "c10"]);
  });
});

describe("whether two ports may be connected", () => {
  // a → b → c
  const chain = workflowFromText("a -> b -> c; merge; boss; model; http", {
    boss: { type: "agent", prompt: "{{ x }}" },
  });

  test("when both are there and their kinds fit", () => {
    expect(reason(chain, "a.value -> boss.x")).toBe("ok");
    expect(reason(chain, "model.model -> boss.model")).toBe("ok");
    expect(reason(chain, "a.value -> model.model")).toBe("The node model has no input model.");
    expect(reason(chain, "nobody.value -> b.value")).toBe("There is no node nobody.");
    expect(reason(chain, "a.nothing -> merge.inputs")).toBe("The node a has no output nothing; it has value.");
    expect(reason(chain, "boss.text -> boss.model")).toContain("takes a model, not a value");
  });

  test("not when the port has one already, or these two are connected already", () => {
    expect(reason(chain, "a.value -> c.value")).toContain("takes one connection");
    expect(reason(chain, "a.value -> b.value")).toBe("These two ports are connected already.");
    const two = workflowFromText("a -> merge");
    expect(reason(two, "a.value -> merge.inputs")).toBe("These two ports are connected already.");
  });

  test("not when it would close a circle, however long, nor to itself", () => {
    const circle = workflowFromText("a -> merge1 -> merge2");
    expect(reason(circle, "merge2.value -> merge1.inputs")).toContain("close a circle");
    expect(reason(circle, "merge1.value -> merge1.inputs")).toContain("close a circle");
  });

  test("not as a tool while its outputs are used, and not its outputs while it is a tool", () => {
    const used = workflowFromText("http.body -> merge; boss", { boss: { type: "agent", prompt: "go" } });
    expect(reason(used, "http.tool -> boss.tools")).toContain("gives its result to its caller");
    const tool = workflowFromText("http.tool -> boss.tools; merge", { boss: { type: "agent", prompt: "go" } });
    expect(reason(tool, "http.body -> merge.inputs")).toContain("has no output body");
  });
});

const kinds = ["in", "transform", "condition", "merge", "agent", "model", "http", "prompt", "output", "log", "unknown"];

/** Documents with nodes of every kind and connections of chance between ports that exist, valid ones kept. */
const scenes = fc
  .record({
    types: fc.array(fc.constantFrom(...kinds), { minLength: 2, maxLength: 7 }),
    picks: fc.array(fc.record({ from: fc.nat(), out: fc.nat(), to: fc.nat(), into: fc.nat() }), { maxLength: 25 }),
  })
  .map(({ types, picks }) => {
    const nodes = Object.fromEntries(
      types.map((type, i) => {
        const config: Record<string, Record<string, unknown>> = {
          in: {
            type: "input",
            fields: [
              { name: "t", type: "text" },
              { name: "f", type: "file" },
              { name: "n", type: "number" },
            ],
          },
          agent: { type: "agent", prompt: "{{ x }}" },
          prompt: { type: "prompt", template: "{{ x }} {{ y }}" },
          output: { type: "output", name: `o${i}` },
        };
        return [`n${i}`, { type, ...config[type] }];
      }),
    );
    return { workflow: workflowFromText("", nodes), picks };
  });

describe("canConnect and the document's issues", () => {
  test("agree: what one allows the other does not refuse, and the other way round", () => {
    fc.assert(
      fc.property(scenes, ({ workflow, picks }) => {
        let current = workflow;
        for (const [i, { from, out, to, into }] of picks.entries()) {
          const resolved = resolveNodes(current, definitions);
          const ids = [...resolved.keys()];
          const source = ids[from % ids.length] as string;
          const target = ids[to % ids.length] as string;
          const outputs = resolved.get(source)?.ports.outputs ?? [];
          const inputs = resolved.get(target)?.ports.inputs ?? [];
          if (outputs.length === 0 || inputs.length === 0) continue;
          const sourceHandle = outputs[out % outputs.length]?.name as string;
          const targetHandle = inputs[into % inputs.length]?.name as string;
          const ends = { source, sourceHandle, target, targetHandle };
          const next = { ...current, connections: [...current.connections, { id: `c${i}`, ...ends }] };
          const allowed = canConnectIn(current, resolved, ends).ok;
          expect({ ends, allowed: documentIssues(next, definitions).length === 0 }).toEqual({ ends, allowed });
          if (allowed) current = next;
        }
      }),
      { numRuns: 400 },
    );
  });

  test("agree about two equal connections into a port that takes many", () => {
    const workflow = workflowFromText("a -> merge; a -> merge");
    expect(documentIssues(workflow, definitions)).toMatchObject([
      { path: "connections[1]", code: "CONNECTION_INVALID" },
    ]);
  });
});
