import { type Parents, reachOf } from "./container";
import { type ConnectVerdict, findPort, isResourceKind, kindsFit, listPorts, type NodePorts } from "./port";
import type { Connection } from "./workflow";

/** Compares as people count: `c2` stands before `c10`. Locale-free, so that exports are equal everywhere. */
export function compareNatural(a: string, b: string): number {
  const left = a.match(chunks) ?? [];
  const right = b.match(chunks) ?? [];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = compareChunk(left[i] as string, right[i] as string);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

const chunks = /\d+|\D+/g;

function compareChunk(a: string, b: string): number {
  const numbers = Number(a) - Number(b);
  if (!Number.isNaN(numbers) && numbers !== 0) return numbers;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The order of the values in a port that takes many: by `order`, without it by id. */
export function compareConnections(a: Connection, b: Connection): number {
  const order = (a.order ?? Number.POSITIVE_INFINITY) - (b.order ?? Number.POSITIVE_INFINITY);
  return Number.isNaN(order) || order === 0 ? compareNatural(a.id, b.id) : order;
}

export interface ConnectionEnds {
  readonly source: string;
  readonly sourceHandle: string;
  readonly target: string;
  readonly targetHandle: string;
}

export interface ConnectScene {
  readonly portsOf: (nodeId: string) => NodePorts | undefined;
  /** Whether the kinds of a node's ports are not known (its type or config is not understood): then any fits. */
  readonly isPlaceholder?: (nodeId: string) => boolean;
  readonly connections: readonly Connection[];
  /** Which container each node stands in. */
  readonly parents: Parents;
}

/**
 * Whether this connection may be added to the scene: both ports exist, their kinds fit, the input is free (or takes
 * many), and no circle closes. Serves dragging, import, save and run, so that none of them allows what another refuses.
 */
export function canConnect(scene: ConnectScene, ends: ConnectionEnds): ConnectVerdict {
  const ports = portsOfEnds(scene, ends);
  if ("ok" in ports) return ports;
  const isUnknown = [ends.source, ends.target].some((id) => scene.isPlaceholder?.(id) === true);
  const kinds = kindsFit(ports.output.kind, ports.input.kind);
  if (!isUnknown && !kinds.ok) return kinds;
  const there = scene.connections.filter((c) => c.target === ends.target && c.targetHandle === ends.targetHandle);
  if (there.some((c) => c.source === ends.source && c.sourceHandle === ends.sourceHandle)) {
    return { ok: false, reason: "These two ports are connected already." };
  }
  if (there.length > 0 && ports.input.many !== true) {
    const one = isResourceKind(ports.input.kind) ? `one ${ports.input.kind}` : "one connection";
    return {
      ok: false,
      reason: `This port takes ${one}. Remove the other one first${isResourceKind(ports.input.kind) ? "" : ", or put a merge node before it"}.`,
    };
  }
  if (ports.output.kind === "tool" && givesData(scene, ends.source)) {
    return {
      ok: false,
      reason:
        "A node that is used as a tool gives its result to its caller: remove the connections of its outputs first.",
    };
  }
  const reach = reachOf(scene.parents, ends);
  if ("problem" in reach) return { ok: false, reason: reach.problem };
  if (reach.orders !== undefined && reaches(scene, reach.orders[1], reach.orders[0])) {
    return { ok: false, reason: "This would close a circle: the node would wait for itself." };
  }
  return { ok: true };
}

function givesData(scene: ConnectScene, nodeId: string): boolean {
  const outputs = scene.portsOf(nodeId)?.outputs ?? [];
  return scene.connections.some(
    (c) => c.source === nodeId && !isResourceKind(findPort(outputs, c.sourceHandle)?.kind ?? "any"),
  );
}

function portsOfEnds(scene: ConnectScene, ends: ConnectionEnds) {
  const outputs = scene.portsOf(ends.source)?.outputs;
  const inputs = scene.portsOf(ends.target)?.inputs;
  if (outputs === undefined) return refuse(`There is no node ${ends.source}.`);
  if (inputs === undefined) return refuse(`There is no node ${ends.target}.`);
  const output = findPort(outputs, ends.sourceHandle);
  const input = findPort(inputs, ends.targetHandle);
  if (output === undefined)
    return refuse(`The node ${ends.source} has no output ${ends.sourceHandle}${listed(outputs)}.`);
  if (input === undefined) return refuse(`The node ${ends.target} has no input ${ends.targetHandle}${listed(inputs)}.`);
  return { output, input };
}

function refuse(reason: string): ConnectVerdict {
  return { ok: false, reason };
}

function listed(ports: NodePorts["inputs"]): string {
  return ports.length === 0 ? "" : `; it has ${listPorts(ports)}`;
}

/** Whether a walk along the connections leads from one node to another of its level (or they are the same). */
function reaches({ connections, parents }: ConnectScene, from: string, to: string): boolean {
  const next = new Map<string, string[]>();
  for (const c of connections) {
    const reach = reachOf(parents, c);
    if ("orders" in reach && reach.orders !== undefined) listIn(next, reach.orders[0]).push(reach.orders[1]);
  }
  const seen = new Set<string>();
  const waiting = [from];
  while (waiting.length > 0) {
    const node = waiting.pop() as string;
    if (node === to) return true;
    if (seen.has(node)) continue;
    seen.add(node);
    waiting.push(...(next.get(node) ?? []));
  }
  return false;
}

function listIn<T>(map: Map<string, T[]>, key: string): T[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}
