import type { Durability } from "@/nodes/core/workflow";

type Node = { readonly id: string; readonly type: string; readonly config: object };
type Port = readonly [node: string, port: string];

/** Of pure nodes in a row: n, n + 1, n + 2, … */
export function transformChain(length: number, durability: Durability = "steps"): object {
  return chain(
    `Chain of ${length}`,
    "n",
    Array.from({ length }, (_, i) => ({ id: `t${i}`, type: "transform", config: { expression: "value + 1" } })),
    (id) => [
      [id, "value"],
      [id, "value"],
    ],
    durability,
  );
}

/** Of HTTP nodes in a row, each of which waits for the one before. */
export function httpChain(length: number, url: string): object {
  const config = { method: "GET", url: `${url}?after={{ before }}`, responseType: "text" };
  return chain(
    `Requests in a row: ${length}`,
    "n",
    Array.from({ length }, (_, i) => ({ id: `h${i}`, type: "http", config })),
    (id) => [
      [id, "before"],
      [id, "status"],
    ],
  );
}

/** Branches that each ask `url`, and a merge of their answers. */
export function httpBranches(count: number, url: string): object {
  const branches = Array.from({ length: count }, (_, i) => `h${i}`);
  return document(
    `${count} branches`,
    [
      inputNode("n"),
      ...branches.map((id) => ({
        id,
        type: "http",
        config: { method: "GET", url: `${url}?n={{ n }}`, responseType: "text" },
      })),
      { id: "merge", type: "merge", config: { mode: "all" } },
      outputNode,
    ],
    [
      ...branches.flatMap((id): (readonly [Port, Port])[] => [
        [
          ["in", "n"],
          [id, "n"],
        ],
        [
          [id, "body"],
          ["merge", "inputs"],
        ],
      ]),
      [
        ["merge", "value"],
        ["out", "value"],
      ],
    ],
  );
}

/** One agent on the model of that id. */
export function oneAgent(model: string): object {
  return document(
    "One agent",
    [
      inputNode("n"),
      { id: "local", type: "model", config: { model } },
      { id: "agent", type: "agent", config: { prompt: "Tell me about {{ n }}." } },
      outputNode,
    ],
    [
      [
        ["in", "n"],
        ["agent", "n"],
      ],
      [
        ["local", "model"],
        ["agent", "model"],
      ],
      [
        ["agent", "text"],
        ["out", "value"],
      ],
    ],
  );
}

function inputNode(name: string): Node {
  return { id: "in", type: "input", config: { fields: [{ name, type: "number" }] } };
}

const outputNode: Node = { id: "out", type: "output", config: { name: "answer" } };

function chain(
  name: string,
  field: string,
  links: readonly Node[],
  portsOf: (id: string) => readonly [input: Port, output: Port],
  durability?: Durability,
): object {
  const ends = [["in", field] as Port, ...links.map(({ id }) => portsOf(id)[1])];
  const starts = [...links.map(({ id }) => portsOf(id)[0]), ["out", "value"] as Port];
  const connections = ends.map((end, i) => [end, starts[i] as Port] as const);
  return document(name, [inputNode(field), ...links, outputNode], connections, durability);
}

/** What may be reused is not: a bench measures the work. */
function document(
  name: string,
  nodes: readonly Node[],
  connections: readonly (readonly [Port, Port])[],
  durability: Durability = "steps",
): object {
  return {
    format: "heddle.workflow",
    version: 1,
    name,
    nodes: nodes.map((node, i) => ({ ...node, position: { x: i * 280, y: 0 }, policy: { cache: "never" } })),
    connections: connections.map(([[source, sourceHandle], [target, targetHandle]], i) => ({
      id: `c${i + 1}`,
      source,
      sourceHandle,
      target,
      targetHandle,
    })),
    settings: { timeoutMs: 120_000, maxParallel: 16, durability },
  };
}
