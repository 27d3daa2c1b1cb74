import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { definitions } from "../definitions";
import { startCpuClock } from "../testing/cpu-clock";
import { readWorkflow } from "./read-workflow";
import { runIssues } from "./run-issues";
import { workflowFromText } from "./testing/graph-from-text";
import { formatWorkflow } from "./write-workflow";

const read = (json: unknown) => readWorkflow(json, definitions);
const firstOf = (json: unknown) => read(json).issues[0];
const good = () => JSON.parse(JSON.stringify(workflowFromText("in.value -> a -> out"))) as Record<string, unknown>;
const node = (id: string, more = {}) => ({ id, type: "transform", position: { x: 0, y: 0 }, ...more });
const link = (id: string, source: string, target: string, more = {}) => ({
  id,
  source,
  sourceHandle: "value",
  target,
  targetHandle: "value",
  ...more,
});
const nested = (depth: number) => {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = { a: value };
  return value;
};

describe("a document", () => {
  test("needs little, and gets a default for the rest", () => {
    const { workflow } = read({
      format: "heddle.workflow",
      version: 1,
      name: "x",
      nodes: [node("a")],
      connections: [],
    });
    expect(workflow).toMatchObject({
      description: "",
      settings: { timeoutMs: 300_000, maxParallel: 8, durability: "steps" },
      nodes: [{ id: "a", config: {} }],
    });
  });

  test.each<[string, unknown, object]>([
    ["a number", 42, { path: "", code: "WORKFLOW_INVALID" }],
    ["a list", [], { path: "", code: "WORKFLOW_INVALID" }],
    ["nothing", null, { path: "", code: "WORKFLOW_INVALID" }],
    ["another format", { ...good(), format: "n8n" }, { path: "format", message: expect.stringContaining('"n8n"') }],
    ["no version", { ...good(), version: undefined }, { path: "version" }],
    [
      "a later version",
      { ...good(), version: 9 },
      { path: "version", message: expect.stringContaining("Update Heddle") },
    ],
    ["a version that is text", { ...good(), version: "1" }, { path: "version" }],
    ["nodes that are no list", { ...good(), nodes: {} }, { path: "nodes", code: "WORKFLOW_INVALID" }],
    [
      "a wrong position",
      { ...good(), nodes: [node("a", { position: 1 })], connections: [] },
      { path: "nodes[0].position", nodeId: "a" },
    ],
    [
      "a bad id",
      { ...good(), nodes: [node("1a")], connections: [] },
      { path: "nodes[0].id", code: "WORKFLOW_INVALID" },
    ],
    ["too deep", { ...good(), more: nested(200) }, { path: "", code: "LIMIT_EXCEEDED" }],
    [
      "too many nodes",
      { ...good(), nodes: Array.from({ length: 5_001 }, (_, i) => node(`n${i}`)), connections: [] },
      { path: "nodes", code: "LIMIT_EXCEEDED" },
    ],
    [
      "an id twice",
      { ...good(), nodes: [node("a"), node("a")], connections: [] },
      { path: "nodes[1].id", nodeId: "a" },
    ],
    [
      "a connection from nowhere",
      { ...good(), nodes: [node("a")], connections: [link("c", "b", "a")] },
      { path: "connections[0].source", code: "CONNECTION_INVALID" },
    ],
    [
      "a port that is none",
      { ...good(), nodes: [node("a"), node("b")], connections: [link("c", "a", "b", { targetHandle: "x" })] },
      { path: "connections[0].targetHandle" },
    ],
    [
      "kinds that do not fit",
      {
        ...good(),
        nodes: [node("m", { type: "model" }), node("b")],
        connections: [link("c", "m", "b", { sourceHandle: "model" })],
      },
      { path: "connections[0]", code: "CONNECTION_INVALID" },
    ],
    [
      "a circle",
      { ...good(), nodes: [node("a"), node("b")], connections: [link("c1", "a", "b"), link("c2", "b", "a")] },
      { path: "connections[1]", code: "GRAPH_CYCLE" },
    ],
    [
      "a circle of one",
      { ...good(), nodes: [node("a")], connections: [link("c1", "a", "a")] },
      { path: "connections[0]", code: "GRAPH_CYCLE" },
    ],
    [
      "a parent that is not there",
      { ...good(), nodes: [node("a", { parentId: "p" })], connections: [] },
      { path: "nodes[0].parentId", nodeId: "a" },
    ],
    [
      "containers in each other",
      {
        ...good(),
        nodes: [node("a", { type: "try", parentId: "b" }), node("b", { type: "try", parentId: "a" })],
        connections: [],
      },
      { code: "LIMIT_EXCEEDED" },
    ],
    [
      "a node in a node that holds none",
      { ...good(), nodes: [node("a", { type: "transform" }), node("b", { parentId: "a" })], connections: [] },
      { path: "nodes[1].parentId", code: "WORKFLOW_INVALID", nodeId: "b" },
    ],
    [
      "a NUL in a config",
      { ...good(), nodes: [node("a", { config: { x: ["\u0000"] } })], connections: [] },
      { path: "nodes[0]", nodeId: "a" },
    ],
    ["a NUL in the name", { ...good(), name: "a\u0000b" }, { path: "name", code: "WORKFLOW_INVALID" }],
    [
      "a NUL in a port's name",
      {
        ...good(),
        nodes: [node("a", { type: "x" }), node("b")],
        connections: [link("c", "a", "b", { sourceHandle: "\u0000" })],
      },
      { path: "connections[0]" },
    ],
  ])("is refused for %s", (_, json, issue) => {
    expect(firstOf(json)).toMatchObject(issue);
    expect(read(json).workflow).toBeUndefined();
  });

  test("a bug: text about the NUL character is no NUL character", () => {
    const { issues } = read({
      ...good(),
      nodes: [node("a", { config: { expression: "$replace(value, /\\u0000/, '')" } })],
      connections: [],
    });
    expect(issues).toEqual([]);
  });

  test("keeps an unknown type and a refused config as placeholders, with the ports that connections name", () => {
    const json = {
      ...good(),
      nodes: [
        node("a", { type: "from-the-future", config: { any: "thing" } }),
        node("b", { type: "http", config: { method: "BREW" } }),
        node("c"),
      ],
      connections: [
        link("c1", "a", "b", { sourceHandle: "x", targetHandle: "y" }),
        link("c2", "b", "c", { sourceHandle: "z" }),
      ],
    };
    const { workflow } = read(json);
    if (workflow === undefined) throw new Error("it was refused");
    expect(workflow.nodes[0]?.config).toEqual({ any: "thing" });
    const codes = runIssues(workflow, definitions).map((issue) => [issue.nodeId, issue.code]);
    expect(codes).toEqual(
      expect.arrayContaining([
        ["a", "NODE_TYPE_UNKNOWN"],
        ["b", "NODE_CONFIG_INVALID"],
      ]),
    );
  });
});

/** The usual value nearly always. */
const rarely = <T, U>(usual: T, other: fc.Arbitrary<U>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });

const anyNode = fc.record(
  {
    id: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom("a", "b", "c", "constructor", "toString") },
      { weight: 1, arbitrary: fc.oneof(fc.string(), fc.constant("__proto__")) },
    ),
    type: fc.constantFrom(
      "transform",
      "agent",
      "http",
      "switch",
      "input",
      "constructor",
      "__proto__",
      "hasOwnProperty",
    ),
    position: rarely({ x: 0, y: 0 }, fc.constantFrom({ x: "0" }, null)),
    config: fc.oneof(
      fc.dictionary(fc.constantFrom("prompt", "expression", "fields", "cases", "url", "__proto__"), fc.jsonValue()),
      fc.constantFrom({ prompt: "{{ a }}" }, { prompt: "{{ a" }, { prompt: "{{ __proto__ }} {{ constructor }}" }),
      fc.constantFrom(
        { fields: [{ name: "__proto__", type: "text" }] },
        { cases: [{ name: "else", expression: "1" }] },
      ),
    ),
    policy: rarely({ onError: "branch" }, fc.jsonValue()),
    configVersion: rarely(1, fc.constantFrom(99, -1)),
  },
  { requiredKeys: ["id", "type", "position"] },
);
const anyConnection = fc.record({
  id: fc.string({ minLength: 1 }),
  source: fc.constantFrom("a", "b", "c", "constructor"),
  sourceHandle: fc.constantFrom("value", "text", "__proto__", "toString", "error"),
  target: fc.constantFrom("a", "b", "c", "constructor"),
  targetHandle: fc.constantFrom("value", "a", "__proto__"),
});

/** JSON as it comes from anywhere: some of it nearly a document. */
const anything: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 1, arbitrary: fc.jsonValue() },
  {
    weight: 9,
    arbitrary: fc.record({
      format: rarely("heddle.workflow", fc.constantFrom("x", null)),
      version: rarely(1, fc.constantFrom(0, 2, "1", 1.5, null)),
      name: fc.string(),
      nodes: fc.oneof(
        { weight: 9, arbitrary: fc.array(anyNode, { maxLength: 4 }) },
        { weight: 1, arbitrary: fc.jsonValue() },
      ),
      connections: fc.oneof(
        { weight: 9, arbitrary: fc.array(anyConnection, { maxLength: 2 }) },
        { weight: 1, arbitrary: fc.jsonValue() },
      ),
    }),
  },
);

describe("whatever comes in", () => {
  test("is read or refused, never thrown at; what is read can be checked and written", () => {
    let documents = 0;
    fc.assert(
      fc.property(anything, (json) => {
        const { workflow, issues } = read(json);
        if (workflow === undefined) {
          expect(issues.length).toBeGreaterThan(0);
          for (const issue of issues) expect(issue.message.length).toBeGreaterThan(0);
          return;
        }
        documents += 1;
        runIssues(workflow, definitions);
        expect(read(JSON.parse(formatWorkflow(workflow, definitions))).issues).toEqual([]);
      }),
      { numRuns: 1_500, seed: 7 },
    );
    expect(documents).toBeGreaterThan(100);
  });

  test("prototype keys reach no prototype", () => {
    const text = JSON.stringify({ ...good(), nodes: [node("constructor"), node("toString")], connections: [] }).replace(
      '"config":{}',
      '"config":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    );
    read(JSON.parse(`${text.slice(0, -1)},"__proto__":{"polluted":true}}`));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe("a hostile document costs little", () => {
  const quickly = (work: () => void) => {
    const tookMs = startCpuClock();
    work();
    expect(tookMs()).toBeLessThan(2_000);
  };
  const ids = Array.from({ length: 5_000 }, (_, i) => `n${i}`);
  const many = { ...good(), nodes: ids.map((id) => node(id)) };

  test("a hundred thousand brackets", () => {
    quickly(() => {
      let value: unknown[] = [];
      for (let i = 0; i < 100_000; i++) value = [value];
      expect(firstOf({ ...good(), nodes: value })).toMatchObject({ path: "", code: "LIMIT_EXCEEDED" });
    });
  });

  test("a circle through five thousand nodes, and twenty thousand connections that all close one", () => {
    const ring = ids.map((id, i) => link(`c${i}`, id, ids[(i + 1) % ids.length] as string));
    quickly(() => expect(read({ ...many, connections: ring }).issues).toHaveLength(1));
    const back = Array.from({ length: 20_000 }, (_, i) =>
      link(`c${i}`, ids[4_999 - (i % 4_000)] as string, ids[i % 900] as string),
    );
    quickly(() => expect(read({ ...many, connections: back }).issues.length).toBeGreaterThan(0));
  });

  test("twenty thousand ports on one node that nobody knows", () => {
    const connections = Array.from({ length: 20_000 }, (_, i) =>
      link(`c${i}`, "a", ids[i % 5_000] as string, { sourceHandle: `p${i}`, targetHandle: `q${i}` }),
    );
    const nodes = [node("a", { type: "unknown" }), ...ids.slice(0, 4_999).map((id) => node(id, { type: "unknown" }))];
    quickly(() => void read({ ...many, nodes, connections }).issues);
  });

  test("twenty thousand ports that are not there, on a node that has thousands", () => {
    const fields = Array.from({ length: 400 }, (_, i) => ({ name: `field_with_a_long_name_${i}`, type: "text" }));
    const nodes = [node("in", { type: "input", config: { fields } }), node("b")];
    const connections = Array.from({ length: 20_000 }, (_, i) => link(`c${i}`, "in", "b", { sourceHandle: `no${i}` }));
    quickly(() => {
      const { issues } = read({ ...good(), nodes, connections });
      expect(issues.length).toBeLessThanOrEqual(101);
      expect(JSON.stringify(issues).length).toBeLessThan(100_000);
    });
  });

  test("five thousand nodes and twenty thousand connections that are in order", () => {
    const connections = Array.from({ length: 20_000 }, (_, i) => {
      const target = 1 + (i % 4_999);
      return link(`c${i}`, ids[Math.floor((target * i) / 20_000)] as string, ids[target] as string, {
        targetHandle: "inputs",
      });
    });
    const nodes = ids.map((id) => node(id, { type: "merge" }));
    quickly(() => {
      const { workflow } = read({ ...good(), nodes, connections });
      if (workflow !== undefined) runIssues(workflow, definitions);
    });
  });
});
