import type { WorkflowState } from "@/components/workflow-store/workflow-state";
import { type ConnectionEnds, canConnect } from "@/nodes/core/connection";
import { type Parents, parentsOf, reachOf, selfAndContainers } from "@/nodes/core/container";
import type { ConnectVerdict, PortKind } from "@/nodes/core/port";

/** One end of a connection: a dot on a card. */
export interface PortEnd {
  readonly nodeId: string;
  readonly port: string;
  readonly side: "input" | "output";
}

export interface FittingPort extends PortEnd {
  readonly kind: PortKind;
}

type Scene = Pick<WorkflowState, "document" | "resolved" | "connectionsOf">;

/** The ends in the order that a connection has, whichever was dragged from. */
export function endsOf(from: PortEnd, to: PortEnd): ConnectionEnds {
  const [output, input] = from.side === "output" ? [from, to] : [to, from];
  return { source: output.nodeId, sourceHandle: output.port, target: input.nodeId, targetHandle: input.port };
}

/** Whether `ends` may be connected and why not: the one rule, over the whole document. `without` is taken away first. */
export function verdictOf(scene: Scene, ends: ConnectionEnds, without?: string): ConnectVerdict {
  const all = scene.document.connections;
  const connections = without === undefined ? all : all.filter(({ id }) => id !== without);
  const parents = parentsOf(scene.document.nodes);
  return canConnect({ portsOf: (id) => scene.resolved.get(id)?.ports, connections, parents }, ends);
}

/**
 * All ports that a connection from this end may lead to, in document order. Asks the same rule as `verdictOf`; only the
 * search for a circle is done once for all of them, so that hundreds of nodes light up in a frame.
 */
export function fittingPorts(scene: Scene, from: PortEnd, without?: string): FittingPort[] {
  const parents = parentsOf(scene.document.nodes);
  const circular = closesCircle(scene, parents, from, without);
  return scene.document.nodes.flatMap(({ id }): FittingPort[] => {
    const ports = scene.resolved.get(id)?.ports;
    const candidates = (from.side === "output" ? ports?.inputs : ports?.outputs) ?? [];
    const touching = [...scene.connectionsOf(id), ...scene.connectionsOf(from.nodeId)].filter((c) => c.id !== without);
    return candidates.flatMap(({ name, kind }): FittingPort[] => {
      const to: PortEnd = { nodeId: id, port: name, side: from.side === "output" ? "input" : "output" };
      const ends = endsOf(from, to);
      const reach = reachOf(parents, ends);
      if ("problem" in reach || circular.has(reach.orders?.[from.side === "output" ? 1 : 0] ?? "")) return [];
      const verdict = canConnect(
        { portsOf: (node) => scene.resolved.get(node)?.ports, connections: touching, parents },
        ends,
      );
      return verdict.ok ? [{ ...to, kind }] : [];
    });
  });
}

/**
 * The nodes that this end's node already depends on (or that depend on it or on a container around it, dragging from an
 * input), and itself.
 */
function closesCircle(
  { document }: Scene,
  parents: Parents,
  from: PortEnd,
  without: string | undefined,
): ReadonlySet<string> {
  const isBackwards = from.side === "output";
  const next = new Map<string, string[]>();
  for (const connection of document.connections) {
    const reach = reachOf(parents, connection);
    if (connection.id === without || "problem" in reach || reach.orders === undefined) continue;
    const [before, after] = reach.orders;
    const [start, end] = isBackwards ? [after, before] : [before, after];
    const ends = next.get(start);
    if (ends === undefined) next.set(start, [end]);
    else ends.push(end);
  }
  const waiting = isBackwards ? [from.nodeId] : selfAndContainers(parents, from.nodeId);
  const seen = new Set(waiting);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const one of next.get(id) ?? []) {
      if (seen.has(one)) continue;
      seen.add(one);
      waiting.push(one);
    }
  }
  return seen;
}
