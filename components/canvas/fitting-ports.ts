import type { WorkflowState } from "@/components/workflow-store/workflow-state";
import { type ConnectionEnds, canConnect } from "@/nodes/core/connection";
import type { ConnectVerdict, PortKind } from "@/nodes/core/port";
import type { Connection } from "@/nodes/core/workflow";

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
  return canConnect({ portsOf: (id) => scene.resolved.get(id)?.ports, connections }, ends);
}

/**
 * All ports that a connection from this end may lead to, in document order. Asks the same rule as `verdictOf`; only the
 * search for a circle is done once for all of them, so that hundreds of nodes light up in a frame.
 */
export function fittingPorts(scene: Scene, from: PortEnd, without?: string): FittingPort[] {
  const circular = closesCircle(scene, from, without);
  return scene.document.nodes.flatMap(({ id }): FittingPort[] => {
    if (circular.has(id)) return [];
    const ports = scene.resolved.get(id)?.ports;
    const candidates = (from.side === "output" ? ports?.inputs : ports?.outputs) ?? [];
    const touching = [...scene.connectionsOf(id), ...scene.connectionsOf(from.nodeId)].filter((c) => c.id !== without);
    return candidates.flatMap(({ name, kind }): FittingPort[] => {
      const to: PortEnd = { nodeId: id, port: name, side: from.side === "output" ? "input" : "output" };
      const verdict = canConnect(
        { portsOf: (node) => scene.resolved.get(node)?.ports, connections: touching },
        endsOf(from, to),
      );
      return verdict.ok ? [{ ...to, kind }] : [];
    });
  });
}

/** The nodes that this end's node already depends on (or that depend on it, dragging from an input), and itself. */
function closesCircle(scene: Scene, from: PortEnd, without: string | undefined): ReadonlySet<string> {
  const seen = new Set([from.nodeId]);
  const waiting = [from.nodeId];
  const isBackwards = from.side === "output";
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const connection of scene.connectionsOf(id)) {
      const next = nextAlong(connection, id, isBackwards);
      if (next === undefined || connection.id === without || seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return seen;
}

function nextAlong({ source, target }: Connection, id: string, isBackwards: boolean): string | undefined {
  if (isBackwards) return target === id ? source : undefined;
  return source === id ? target : undefined;
}
