import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { frontier, type NodeProgress } from "./frontier";
import type { Graph } from "./graph";
import { graphFromText } from "./testing/graph-from-text";

/** How far the nodes are: `done` with the ports that fired (all, unless said), or a bare status. */
type Told = Record<string, "running" | "failed" | "skipped" | "canceled" | readonly string[] | "done">;

function look(graph: Graph, told: Told = {}, entry?: string, among?: readonly string[]) {
  const of = (id: string): NodeProgress | undefined => {
    const said = told[id];
    if (said === undefined) return undefined;
    if (said === "done") return { status: "completed", firedPorts: graph.nodes.get(id)?.dataOutputs ?? [] };
    return typeof said === "string" ? { status: said } : { status: "completed", firedPorts: said };
  };
  const { ready, skipped, finished } = frontier(graph, { entry, of }, among);
  return { ready, skipped: skipped.map(({ nodeId, reason }) => `${nodeId}: ${reason}`), finished };
}

const idle = { ready: [], skipped: [], finished: false };

describe("what may start", () => {
  // a → b → c
  test("a node without connected inputs at once, the next one when it is done", () => {
    const graph = graphFromText("a -> b -> c");
    expect(look(graph).ready).toEqual(["a"]);
    expect(look(graph, { a: "running" })).toEqual(idle);
    expect(look(graph, { a: "done" }).ready).toEqual(["b"]);
    expect(look(graph, { a: "done", b: "done", c: "done" })).toEqual({ ready: [], skipped: [], finished: true });
  });

  // a → merge ← b
  test("a node with several inputs when all of them are decided", () => {
    const graph = graphFromText("a -> merge; b -> merge");
    expect(look(graph).ready).toEqual(["a", "b"]);
    expect(look(graph, { a: "done", b: "running" })).toEqual(idle);
    expect(look(graph, { a: "done", b: "done" }).ready).toEqual(["merge"]);
    expect(look(graph, { a: "done", b: "failed" }).ready).toEqual(["merge"]);
  });

  // fast → merge (first) ← slow
  test("a merge of the mode first at its first living input", () => {
    const graph = graphFromText("fast -> merge; slow -> merge", { merge: { mode: "first" } });
    expect(look(graph, { fast: "done", slow: "running" }).ready).toEqual(["merge"]);
    expect(look(graph, { fast: "skipped", slow: "running" })).toEqual(idle);
    expect(look(graph, { fast: "skipped", slow: "skipped" }).skipped).toEqual(["merge: dead"]);
  });

  //      ┌ true → b ┐
  // a → if          merge       c → d is dead with it
  //      └ false → c ┘
  test("what stands behind a port that did not fire is skipped, and what stands behind that", () => {
    const graph = graphFromText("a -> if; if.true -> b -> merge; if.false -> c -> d; c -> merge");
    expect(look(graph, { a: "done", if: ["true"] })).toEqual({
      ready: ["b"],
      skipped: ["c: dead", "d: dead"],
      finished: false,
    });
    expect(look(graph, { a: "done", if: ["true"], b: "done", c: "skipped", d: "skipped" }).ready).toEqual(["merge"]);
  });

  // a → t.value, b → t.other: both optional, one has to live
  test("a dead optional input is null, a dead required one skips the node", () => {
    const optional = graphFromText("a -> t; b -> t.other");
    expect(look(optional, { a: "done", b: "skipped" }).ready).toEqual(["t"]);
    expect(look(optional, { a: "skipped", b: "skipped" }).skipped).toEqual(["t: dead"]);
    const required = graphFromText("a -> prompt.x; b -> prompt.y");
    expect(look(required, { a: "done", b: "skipped" }).skipped).toEqual(["prompt: dead"]);
  });

  test("a disabled node is skipped, with what needs it", () => {
    const graph = graphFromText("a -> b; c", { a: { disabled: true } });
    expect(look(graph)).toEqual({ ready: ["c"], skipped: ["a: disabled", "b: dead"], finished: false });
  });

  test("the entry that fired starts, other entries are skipped", () => {
    const graph = graphFromText("in.value -> a");
    expect(look(graph, {}, "in").ready).toEqual(["in"]);
    expect(look(graph)).toEqual({ ready: [], skipped: ["in: other-entry", "a: dead"], finished: true });
  });

  // model ⇢ boss ⇠ http (a tool whose address needs `a`)
  test("resources, tools and notes never start on their own; who uses a tool waits for the tool's inputs", () => {
    const graph = graphFromText("model -> boss.model; a -> http.x; http.tool -> boss.tools; note", {
      boss: { type: "agent", prompt: "go" },
      http: { url: "https://example.org/{{ x }}" },
    });
    expect(look(graph).ready).toEqual(["a"]);
    expect(look(graph, { a: "done" }).ready).toEqual(["boss"]);
    expect(look(graph, { a: "skipped" }).ready).toEqual(["boss"]);
  });

  test("nothing at all is finished", () => {
    expect(look(graphFromText(""))).toEqual({ ready: [], skipped: [], finished: true });
  });
});

/** Acyclic graphs: each node takes values of earlier ones; some are conditions, some merges, some disabled. */
const graphs = fc
  .array(
    fc.record({
      type: fc.constantFrom("transform", "condition", "merge", "first", "prompt"),
      from: fc.array(fc.record({ node: fc.nat(30), port: fc.nat(1) }), { maxLength: 3 }),
      disabled: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    }),
    { minLength: 1, maxLength: 24 },
  )
  .map((specs) => {
    const types = specs.map(({ type }) => type);
    const arrows: string[] = [];
    const nodes: Record<string, { type: string } & Record<string, unknown>> = {};
    specs.forEach(({ type, from, disabled }, i) => {
      nodes[`n${i}`] = {
        type: type === "first" ? "merge" : type,
        ...(type === "first" ? { mode: "first" } : {}),
        ...(type === "transform" ? { inputs: ["p1", "p2"] } : {}),
        ...(type === "prompt" ? { template: "{{ p0 }} {{ p1 }} {{ p2 | default: 1 }}" } : {}),
        ...(disabled ? { disabled } : {}),
      };
      const sources = i === 0 ? [] : from.slice(0, type === "condition" ? 1 : 3);
      const seen = new Set<string>();
      sources.forEach(({ node, port }, k) => {
        const source = node % i;
        const output =
          types[source] === "condition" ? ["true", "false"][port] : types[source] === "prompt" ? "text" : "value";
        const input =
          type === "merge" || type === "first" ? "inputs" : type === "prompt" ? `p${k}` : k === 0 ? "value" : `p${k}`;
        const arrow = `n${source}.${output} -> n${i}.${input}`;
        if (!seen.has(arrow)) arrows.push(arrow);
        seen.add(arrow);
      });
    });
    return graphFromText(arrows.join("; "), nodes);
  });

/** Carries a graph out with choices of a source of chance, and checks each step. */
function play(graph: Graph, choose: (below: number) => number) {
  const progress = new Map<string, NodeProgress>();
  const running: string[] = [];
  const started: string[] = [];
  const of = (id: string) => progress.get(id);
  const apply = ({ ready, skipped }: ReturnType<typeof frontier>) => {
    for (const { nodeId } of skipped) {
      expect(progress.has(nodeId)).toBe(false);
      progress.set(nodeId, { status: "skipped" });
    }
    for (const id of ready) {
      expect(progress.has(id)).toBe(false);
      const node = graph.nodes.get(id);
      const states = node?.inputs.flatMap((input) => input.from).map((ref) => of(ref.nodeId)?.status) ?? [];
      const isDecided = states.every((status) => status === "completed" || status === "skipped");
      if (node?.startsWith === "all") expect(isDecided).toBe(true);
      else expect(isDecided || states.includes("completed")).toBe(true);
      progress.set(id, { status: "running" });
      running.push(id);
      started.push(id);
    }
  };
  apply(frontier(graph, { of }));
  while (running.length > 0) {
    const [id] = running.splice(choose(running.length), 1) as [string];
    const ports = graph.nodes.get(id)?.dataOutputs ?? [];
    const firedPorts = ports.length > 1 ? [ports[choose(ports.length)] as string] : ports;
    progress.set(id, { status: "completed", firedPorts });
    const full = frontier(graph, { of });
    const near = frontier(graph, { of }, graph.nodes.get(id)?.next ?? []);
    expect(new Set(near.ready)).toEqual(new Set(full.ready));
    expect(new Set(near.skipped.map((skip) => skip.nodeId))).toEqual(new Set(full.skipped.map((skip) => skip.nodeId)));
    expect(near.finished).toBe(full.finished);
    expect(full.finished && running.length > 0).toBe(false);
    apply(near);
  }
  return { progress, started };
}

describe("in any acyclic graph, whatever fires in whatever order", () => {
  test("every node ends exactly once, none starts before its inputs are decided, and a near look sees as much as a full one", () => {
    fc.assert(
      fc.property(graphs, fc.infiniteStream(fc.nat(1_000)), (graph, chance) => {
        const choose = (below: number) => (chance.next().value as number) % below;
        const { progress, started } = play(graph, choose);
        expect(new Set(started).size).toBe(started.length);
        const statuses = graph.dataNodes.map((node) => progress.get(node.id)?.status);
        expect(statuses.every((status) => status === "completed" || status === "skipped")).toBe(true);
        expect(frontier(graph, { of: (id) => progress.get(id) }).finished).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("who runs does not depend on the order in which others end", () => {
    fc.assert(
      fc.property(graphs, fc.nat(), fc.nat(), (graph, seed, other) => {
        const firing = (order: number) => {
          let turn = 0;
          // Ports fire the same in both; only the order differs.
          return (below: number) => (below === 2 ? 0 : (order * 7919 + ++turn * 104_729) % below);
        };
        const ranTo = (order: number) => {
          const { progress } = play(graph, firing(order));
          return graph.dataNodes.map((node) => progress.get(node.id)?.status);
        };
        expect(ranTo(seed)).toEqual(ranTo(other));
      }),
      { numRuns: 100 },
    );
  });
});
