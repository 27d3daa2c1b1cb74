import { compareConnections } from "./connection";
import type { StaleReason } from "./stale-reason";
import type { Connection } from "./workflow";

/** What each input port is connected to, in order, as texts that can be compared. */
export type InputSources = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

export type InputChange = Extract<StaleReason, { type: "input" }>;

export function inputSources(connections: readonly Connection[]): InputSources {
  const byNode = new Map<string, Map<string, string[]>>();
  for (const { source, sourceHandle, target, targetHandle } of [...connections].sort(compareConnections)) {
    const ports = byNode.get(target) ?? new Map<string, string[]>();
    ports.set(targetHandle, [...(ports.get(targetHandle) ?? []), `${source} ${sourceHandle}`]);
    byNode.set(target, ports);
  }
  return byNode;
}

/** The input ports of a node that are connected to something else than they were. */
export function changedInputs(then: InputSources, now: InputSources, nodeId: string): InputChange[] {
  const [before, after] = [then.get(nodeId), now.get(nodeId)];
  const ports = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
  return [...ports].flatMap((port): InputChange[] => {
    const [old, current] = [before?.get(port) ?? [], after?.get(port) ?? []];
    if (old.length === current.length && old.every((source, i) => source === current[i])) return [];
    return [{ type: "input", port, now: current.length === 0 ? "gone" : old.length === 0 ? "new" : "another" }];
  });
}
