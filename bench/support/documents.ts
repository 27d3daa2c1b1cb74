import type { Durability } from "@/nodes/core/workflow";

type Node = {
  readonly id: string;
  readonly type: string;
  readonly config: object;
  readonly parentId?: string;
  readonly policy?: object;
};
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

/** A chat with an agent that gets what was said before. */
export function chatWithAgent(model: string): object {
  return document(
    "A chat",
    [
      { id: "talk", type: "chat", config: {} },
      { id: "local", type: "model", config: { model } },
      { id: "agent", type: "agent", config: { prompt: "{{ message }}" } },
      outputNode,
    ],
    [
      [
        ["talk", "message"],
        ["agent", "message"],
      ],
      [
        ["talk", "messages"],
        ["agent", "messages"],
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

/** A for-each over so many numbers (`n`), with one pure node inside; its output is how many results there are. */
export function loopOver(): object {
  return document(
    "A loop",
    [
      inputNode("n"),
      { id: "list", type: "transform", config: { expression: "[1..value]" } },
      { id: "loop", type: "for-each", config: { concurrency: 4, maxItems: 10_000 } },
      { id: "inside", type: "transform", config: { expression: "value * 2" }, parentId: "loop" },
      { id: "count", type: "transform", config: { expression: "$count(value)" } },
      outputNode,
    ],
    [
      [
        ["in", "n"],
        ["list", "value"],
      ],
      [
        ["list", "value"],
        ["loop", "items"],
      ],
      [
        ["loop", "inner.item"],
        ["inside", "value"],
      ],
      [
        ["inside", "value"],
        ["loop", "inner.result"],
      ],
      [
        ["loop", "results"],
        ["count", "value"],
      ],
      [
        ["count", "value"],
        ["out", "value"],
      ],
    ],
  );
}

/** Agents in a row, each asked about what the one before said, on a model that always answers the same. */
export function agentChain(length: number, model: string): object {
  const agents = Array.from({ length }, (_, i) => ({
    id: `a${i}`,
    type: "agent",
    config: { prompt: `${i}: {{ before }}` },
    policy: {},
  }));
  const ends = [["in", "n"] as Port, ...agents.map(({ id }): Port => [id, "text"])];
  const starts = [...agents.map(({ id }): Port => [id, "before"]), ["out", "value"] as Port];
  return document(
    `Agents in a row: ${length}`,
    [inputNode("n"), { id: "local", type: "model", config: { model, temperature: 0 } }, ...agents, outputNode],
    [
      ...ends.map((end, i) => [end, starts[i] as Port] as const),
      ...agents.map(({ id }): readonly [Port, Port] => [
        ["local", "model"],
        [id, "model"],
      ]),
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

/** What may be reused is not, unless a node says so: a bench measures the work. */
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
    nodes: nodes.map((node, i) => ({ policy: { cache: "never" }, ...node, position: { x: i * 280, y: 0 } })),
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
