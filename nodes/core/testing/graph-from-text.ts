import { definitions } from "../../definitions";
import { compileGraph, type Graph } from "../graph";
import { emptyWorkflow, type Workflow } from "../workflow";

type NodeSpec = { readonly type?: string } & Record<string, unknown>;

/**
 * A document from its picture: `in -> a; a.true -> b.value; c.tool -> boss.tools`. An end without a port means the
 * node's usual one. The type of a node is its spec's, else what its name begins with (`merge2` is a merge), else
 * `transform`; its inputs are those that the picture names. `nodes` gives config, policy and flags of some nodes.
 */
export function workflowFromText(picture: string, nodes: Readonly<Record<string, NodeSpec>> = {}): Workflow {
  const ends = picture
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const arrows = ends.flatMap((part) => pairs(part.split("->").map((end) => end.trim())));
  const ids = new Set([
    ...ends.flatMap((part) => part.split("->")).map((end) => nodeOf(end.trim())),
    ...Object.keys(nodes),
  ]);
  const wanted = (id: string) =>
    arrows
      .map(([, target]) => target.split("."))
      .flatMap(([node, port]) => (node === id && port !== undefined ? [port] : []));
  const made = [...ids].map((id) => makeNode(id, nodes[id] ?? {}, wanted(id)));
  const typeOf = new Map(made.map((node) => [node.id, node.type]));
  const connections = arrows.map(([from, to], i) => {
    const [source = "", sourceHandle = usualOutput(typeOf.get(nodeOf(from)))] = from.split(".");
    const [target = "", targetHandle = usualInput(typeOf.get(nodeOf(to)))] = to.split(".");
    return { id: `c${i + 1}`, source, sourceHandle, target, targetHandle };
  });
  return { ...emptyWorkflow("picture"), nodes: made, connections };
}

export function graphFromText(picture: string, nodes: Readonly<Record<string, NodeSpec>> = {}): Graph {
  return compileGraph(workflowFromText(picture, nodes), definitions);
}

function nodeOf(end: string): string {
  return end.split(".")[0] as string;
}

/** `a -> b -> c` is two arrows. */
function pairs(ends: readonly string[]): [string, string][] {
  return ends.slice(1).map((end, i) => [ends[i] as string, end]);
}

const named = ["input", "output", "model", "agent", "prompt", "condition", "switch", "merge", "http", "log", "note"];
const short: Readonly<Record<string, string>> = { in: "input", out: "output", if: "condition" };

function makeNode(id: string, spec: NodeSpec, ports: readonly string[]): Workflow["nodes"][number] {
  const { type: given, policy, disabled, parentId, ...config } = spec;
  const type = given ?? short[id] ?? named.find((name) => id.startsWith(name)) ?? "transform";
  const own = { ...defaultConfig(id, type, ports), ...config };
  return {
    id,
    type,
    position: { x: 0, y: 0 },
    config: own,
    ...(policy === undefined ? {} : { policy: policy as Workflow["nodes"][number]["policy"] }),
    ...(disabled === undefined ? {} : { disabled: disabled === true }),
    ...(parentId === undefined ? {} : { parentId: String(parentId) }),
  };
}

const fixedPorts = ["value", "inputs", "context", "messages", "model", "memory", "tools"];

/** A config that runs: what the picture needs of ports is there. */
function defaultConfig(id: string, type: string, ports: readonly string[]): Record<string, unknown> {
  const more = [...new Set(ports)].filter((port) => !fixedPorts.includes(port));
  if (type === "transform") return { expression: "value", ...(more.length === 0 ? {} : { inputs: more }) };
  if (type === "condition") return { expression: "value" };
  if (type === "output") return { name: id };
  if (type === "switch") return { cases: [{ name: "one", expression: "true" }] };
  if (type === "http") return { url: `https://example.org/${id}` };
  if (type === "agent") return { prompt: more.length === 0 ? "go" : more.map((port) => `{{ ${port} }}`).join(" ") };
  if (type === "prompt") return { template: more.map((port) => `{{ ${port} }}`).join(" ") };
  return {};
}

function usualOutput(type: string | undefined): string {
  const usual: Readonly<Record<string, string>> = {
    agent: "text",
    prompt: "text",
    model: "model",
    http: "body",
    condition: "true",
    switch: "one",
  };
  return usual[type ?? ""] ?? "value";
}

function usualInput(type: string | undefined): string {
  return type === "merge" ? "inputs" : "value";
}
