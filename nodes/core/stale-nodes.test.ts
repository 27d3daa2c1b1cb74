import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { definitions } from "../definitions";
import { compileGraph } from "./graph";
import { downstreamOf } from "./graph-ways";
import { createStaleness, type OutputOf } from "./stale-nodes";
import { staleSentence } from "./stale-reason";
import { workflowFromText } from "./testing/graph-from-text";
import type { Workflow } from "./workflow";
import { applyChanges, type WorkflowChange } from "./workflow-change";

const nothing: OutputOf = () => undefined;

/** What is stale after these changes, in words. */
function stale(then: Workflow, changes: readonly WorkflowChange[], outputOf: OutputOf = nothing) {
  const { workflow, applied } = applyChanges(then, changes);
  expect(applied).toHaveLength(changes.length);
  const reasons = createStaleness(definitions, then)(workflow, outputOf);
  const titleOf = (id: string) => workflow.nodes.find((node) => node.id === id)?.name ?? id;
  return Object.fromEntries([...reasons].map(([id, reason]) => [id, staleSentence(reason, titleOf)]));
}

const config = (id: string, set: Record<string, unknown>): WorkflowChange => ({ type: "node.config", id, set });
const set = (id: string, part: object): WorkflowChange => ({ type: "node.set", id, set: part });

// in → research (agent ⇠ model) → write (agent ⇠ model) → out;  in → side
const talk = () =>
  workflowFromText(
    "in.message -> research.topic; model.model -> research.model; research.text -> write.notes; model.model -> write.model; write.text -> out; in.message -> side",
    { research: { type: "agent", prompt: "about {{ topic }}" }, write: { type: "agent", prompt: "from {{ notes }}" } },
  );

describe("a node is stale when", () => {
  test("its own settings changed, and so is what stands behind it", () => {
    expect(stale(talk(), [config("research", { instructions: "Be brief." })])).toEqual({
      research: "Its instructions changed.",
      write: "research before it changed.",
      out: "research before it changed.",
    });
  });

  test("several of its settings changed: two are named", () => {
    const edits = [config("research", { prompt: "on {{ topic }}", instructions: "x", maxSteps: 3 })];
    expect(stale(talk(), edits).research).toBe("Its instructions, prompt and 1 more changed.");
  });

  test("what it is lent changed", () => {
    const said = stale(talk(), [config("model", { temperature: 0.3 })]);
    expect(said).toMatchObject({
      model: "Its temperature changed.",
      research: "model, which it uses, changed.",
      write: "model, which it uses, changed.",
    });
    expect(said.side).toBeUndefined();
  });

  test("the nearest of the nodes before it that changed is named", () => {
    const said = stale(talk(), [
      config("research", { instructions: "x" }),
      config("write", { instructions: "y" }),
      set("write", { name: "Writer" }),
    ]);
    expect(said).toEqual({
      research: "Its instructions changed.",
      write: "Its instructions changed.",
      out: "Writer before it changed.",
    });
  });

  test.each([
    ["removed", [{ type: "connection.remove", id: "c1" }], "Its input topic is no longer connected."],
    [
      "moved",
      [{ type: "connection.set", id: "c1", set: { source: "side", sourceHandle: "value" } }],
      "Its input topic is connected to another node.",
    ],
    [
      "added",
      [
        {
          type: "connection.add",
          connection: { id: "c9", source: "side", sourceHandle: "value", target: "research", targetHandle: "context" },
        },
      ],
      "Its input context was connected.",
    ],
  ] as const)("a connection of its input was %s", (_, changes, sentence) => {
    expect(stale(talk(), changes as unknown as WorkflowChange[]).research).toBe(sentence);
  });

  test("a node was put between", () => {
    const said = stale(talk(), [
      {
        type: "node.add",
        node: { id: "new", type: "transform", position: { x: 0, y: 0 }, config: { expression: "value" } },
      },
      { type: "connection.set", id: "c5", set: { source: "new", sourceHandle: "value" } },
      {
        type: "connection.add",
        connection: { id: "c9", source: "write", sourceHandle: "text", target: "new", targetHandle: "value" },
      },
    ]);
    expect(said).toEqual({ out: "Its input value is connected to another node." });
  });

  test("a node before it was removed, disabled or enabled", () => {
    expect(stale(talk(), [{ type: "node.remove", id: "research" }]).write).toBe(
      "Its input notes is no longer connected.",
    );
    expect(stale(talk(), [set("research", { disabled: true })])).toMatchObject({
      research: "It was disabled.",
      write: "research before it changed.",
    });
    const off = applyChanges(talk(), [set("research", { disabled: true })]).workflow;
    expect(stale(off, [{ type: "node.set", id: "research", set: {}, unset: ["disabled"] }]).write).toBe(
      "research before it changed.",
    );
    expect(stale(off, [config("research", { instructions: "x" })])).toEqual({});
  });

  test("a template reads the input, and the fields of the input changed", () => {
    const workflow = workflowFromText("in.message -> a; p -> out", {
      p: { type: "prompt", template: "{{ input.message }}" },
    });
    const said = stale(workflow, [config("in", { fields: [{ name: "message", type: "text", default: "x" }] })]);
    expect(said).toMatchObject({
      a: "in before it changed.",
      p: "in before it changed.",
      out: "in before it changed.",
    });
  });

  test.each([
    ["{{ input }}", true],
    ["{{ input | json }}", true],
    ["{%- for x in input -%}{{ x }}{%- endfor -%}", true],
    ["{{ a | append: input.b }}", true],
    ["Describe the input, in words (no lists).", false],
  ])("the template %s reads the whole input: %s", (template, reads) => {
    const workflow = workflowFromText("in.message -> a; p -> out", { p: { type: "prompt", template } });
    const said = stale(workflow, [config("in", { fields: [{ name: "message", type: "text", default: "x" }] })]);
    expect(said.p).toBe(reads ? "in before it changed." : undefined);
  });

  test("it is a tool whose name changed: the agent that calls it reads the name", () => {
    const workflow = workflowFromText("look.tool -> boss.tools; boss.text -> out", {
      look: { type: "agent", prompt: "" },
      boss: { type: "agent", prompt: "x" },
    });
    expect(stale(workflow, [set("look", { name: "Looker" })])).toMatchObject({
      boss: "Looker, which it uses, changed.",
    });
  });
});

describe("containers", () => {
  // list → loop { work → check ⇒ result } → after;  other → work
  function withLoop(type: string, ports: { item: string; out: string; in: string }): Workflow {
    const base = workflowFromText(
      "list -> loop; loop -> work; work -> check; check -> loop; loop -> after; other -> work.more",
      {
        loop: { type },
        work: { parentId: "loop" },
        check: { parentId: "loop" },
      },
    );
    const handles: Readonly<Record<string, object>> = {
      c1: { targetHandle: ports.in },
      c2: { sourceHandle: `inner.${ports.item}` },
      c4: { targetHandle: "inner.result" },
      c5: { sourceHandle: ports.out },
    };
    return {
      ...base,
      nodes: base.nodes.map((node) => (node.id === "loop" ? { ...node, config: {} } : node)),
      connections: base.connections.map((one) => ({ ...one, ...handles[one.id] })),
    };
  }

  const forEach = () => withLoop("for-each", { in: "items", item: "item", out: "results" });
  const whileLoop = () => withLoop("while", { in: "value", item: "value", out: "value" });

  test("are stale with what stands in them, and what stands before a change is not", () => {
    expect(stale(forEach(), [config("check", { expression: "value + 1" })])).toEqual({
      check: "Its expression changed.",
      loop: "check inside it changed.",
      after: "check before it changed.",
    });
  });

  test("that hand on what an iteration gave make all of their nodes stale that read it", () => {
    expect(stale(whileLoop(), [config("check", { expression: "value + 1" })])).toMatchObject({
      work: "check in the same loop changed.",
    });
  });

  test("pass on what comes in, and their own settings", () => {
    expect(stale(forEach(), [config("list", { expression: "[1]" })])).toEqual({
      list: "Its expression changed.",
      loop: "list before it changed.",
      work: "list before it changed.",
      check: "list before it changed.",
      after: "list before it changed.",
    });
    expect(stale(forEach(), [config("loop", { maxItems: 3 })])).toMatchObject({
      work: "loop around it changed.",
      after: "loop before it changed.",
    });
  });

  test("are stale by what their nodes read from outside", () => {
    expect(stale(forEach(), [config("other", { expression: "7" })])).toEqual({
      other: "Its expression changed.",
      work: "other before it changed.",
      check: "other before it changed.",
      loop: "other before it changed.",
      after: "other before it changed.",
    });
  });

  test("are stale when their result comes from elsewhere; their nodes are not", () => {
    expect(stale(forEach(), [{ type: "connection.set", id: "c4", set: { source: "work" } }])).toEqual({
      loop: "Its input result is connected to another node.",
      after: "loop before it changed.",
    });
  });
});

describe("a pinned output", () => {
  const gave = { research: { text: "looms" } };
  const outputOf: OutputOf = (id) => gave[id as keyof typeof gave];

  test("that is what the node gave changes nothing, and keeps off what changed before it", () => {
    expect(stale(talk(), [set("research", { pinned: { text: "looms" } })], outputOf)).toEqual({});
    const said = stale(
      talk(),
      [set("research", { pinned: { text: "looms" } }), config("research", { instructions: "x" })],
      outputOf,
    );
    expect(said).toEqual({});
  });

  test("that says something else makes the node stale", () => {
    expect(stale(talk(), [set("research", { pinned: { text: "silk" } })], outputOf)).toMatchObject({
      research: "Another output was pinned.",
      write: "research before it changed.",
    });
  });

  test("that was taken off leaves what was pinned behind", () => {
    const pinned = applyChanges(talk(), [set("research", { pinned: { text: "looms" } })]).workflow;
    const unpin: WorkflowChange = { type: "node.set", id: "research", set: {}, unset: ["pinned"] };
    expect(stale(pinned, [unpin], outputOf).research).toBe("Its output is no longer pinned.");
  });
});

test("names, places, notes and policies make nothing stale, and a default that is written out neither", () => {
  const changes = [
    set("research", { name: "Researcher", note: "mine", position: { x: 9, y: 9 }, policy: { retries: 3 } }),
    set("side", { name: "Side" }),
    { type: "node.add", node: { id: "note1", type: "note", position: { x: 0, y: 0 }, config: { text: "x" } } },
    { type: "workflow.set", set: { name: "Another", description: "y" } },
    config("research", { instructions: "" }),
  ] as WorkflowChange[];
  expect(stale(talk(), changes)).toEqual({});
});

/** A graph of so many nodes in which each may read earlier ones. */
const graphs = fc
  .array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 2, maxLength: 14 })
  .map((reads) => reads.map((from, i) => (i === 0 ? [] : [...new Set(from.map((n) => n % i))])))
  .map((reads) => {
    const arrows = reads.flatMap((from, i) => from.map((n, port) => `n${n} -> n${i}.p${port}`));
    return workflowFromText(arrows.join("; "), Object.fromEntries(reads.map((_, i) => [`n${i}`, {}])));
  });

describe("in any graph", () => {
  test("a change of one node makes stale exactly what depends on it", () => {
    fc.assert(
      fc.property(graphs, fc.nat(), (then, at) => {
        const { id } = then.nodes[at % then.nodes.length] as Workflow["nodes"][number];
        const expected = downstreamOf(compileGraph(then, definitions), id);
        const said = stale(then, [config(id, { expression: "value & '!'" })]);
        expect(new Set(Object.keys(said))).toEqual(expected);
        expect(said[id]).toBe("Its expression changed.");
      }),
    );
  });

  test("an edit that is undone leaves nothing stale", () => {
    fc.assert(
      fc.property(graphs, fc.nat(), fc.nat(), fc.boolean(), (then, at, other, isRemoved) => {
        const idAt = (n: number) => (then.nodes[n % then.nodes.length] as Workflow["nodes"][number]).id;
        const edit: WorkflowChange = isRemoved
          ? { type: "node.remove", id: idAt(at) }
          : config(idAt(at), { expression: "0" });
        const { workflow, inverse } = applyChanges(then, [edit, set(idAt(other), { disabled: true })]);
        const back = applyChanges(workflow, inverse).workflow;
        expect(createStaleness(definitions, then)(back, nothing).size).toBe(0);
      }),
    );
  });

  test("following edit after edit says the same as looking once", () => {
    fc.assert(
      fc.property(graphs, fc.array(fc.tuple(fc.nat(), fc.nat(3)), { maxLength: 8 }), (then, edits) => {
        const follow = createStaleness(definitions, then);
        let now = then;
        for (const [n, kind] of edits) {
          const id = `n${n % then.nodes.length}`;
          const connection = now.connections[n % Math.max(1, now.connections.length)];
          const edit: WorkflowChange =
            kind === 0 || connection === undefined
              ? config(id, { expression: String(n) })
              : kind === 1
                ? { type: "connection.remove", id: connection.id }
                : kind === 2
                  ? set(id, { disabled: n % 2 === 0 })
                  : set(id, { pinned: { value: n % 2 } });
          now = applyChanges(now, [edit]).workflow;
          const outputOf: OutputOf = () => ({ value: 0 });
          expect(follow(now, outputOf)).toEqual(
            createStaleness(definitions, structuredClone(then))(structuredClone(now), outputOf),
          );
        }
      }),
    );
  });
});
