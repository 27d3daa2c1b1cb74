import type { WorkflowChange } from "@/nodes/core/workflow-change";

type PatchChange = Extract<WorkflowChange, { set: object }>;

/**
 * Fewer changes with the same effect: patches of one thing become one patch where the last value wins, so that a
 * sentence typed letter by letter travels, and is undone, as one change. Patches of different things commute; what adds
 * or removes is a border that none is moved across.
 */
export function compactChanges(changes: readonly WorkflowChange[]): WorkflowChange[] {
  const compact: WorkflowChange[] = [];
  const places = new Map<string, number>();
  for (const change of changes) {
    if (!("set" in change)) {
      places.clear();
      compact.push(change);
      continue;
    }
    const target = `${change.type} ${"id" in change ? change.id : ""}`;
    const place = places.get(target);
    if (place === undefined) {
      places.set(target, compact.length);
      compact.push(change);
    } else {
      compact[place] = mergePatches(compact[place] as PatchChange, change);
    }
  }
  return compact;
}

function mergePatches(first: PatchChange, second: PatchChange): PatchChange {
  const gone = new Set(unsetOf(second));
  const kept = Object.entries(first.set).filter(([key]) => !gone.has(key));
  const set = { ...Object.fromEntries(kept), ...second.set };
  const unset = [...new Set([...unsetOf(first), ...gone])].filter((key) => !Object.hasOwn(second.set, key));
  const { unset: _, ...rest } = second as PatchChange & { unset?: string[] };
  return { ...rest, set, ...(unset.length === 0 ? {} : { unset }) } as PatchChange;
}

function unsetOf(change: PatchChange): readonly string[] {
  return "unset" in change ? (change.unset ?? []) : [];
}
