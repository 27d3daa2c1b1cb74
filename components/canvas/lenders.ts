import type { Workflow } from "@/nodes/core/workflow";
import type { PortSides } from "./port-sides";

/** Which nodes are only lent (models, memories, tools), and to whom. A node that also gives data stands in the flow. */
export interface Lending {
  /** What is lent to this node alone. */
  readonly lendersOf: (borrowerId: string) => readonly string[];
  /** What several nodes borrow, with all of them. */
  readonly shared: ReadonlyMap<string, readonly string[]>;
  readonly isLent: (nodeId: string) => boolean;
}

export function lendingOf(
  { connections }: Pick<Workflow, "connections">,
  sidesOf: (nodeId: string) => PortSides,
): Lending {
  const giving = new Set<string>();
  const borrowers = new Map<string, Set<string>>();
  for (const { source, sourceHandle, target } of connections) {
    const isResource = sidesOf(source).top.some(({ name }) => name === sourceHandle);
    if (isResource) borrowers.set(source, (borrowers.get(source) ?? new Set()).add(target));
    else giving.add(source);
  }
  const own = new Map<string, string[]>();
  const shared = new Map<string, readonly string[]>();
  for (const [lender, [first, ...more]] of borrowers) {
    if (giving.has(lender) || first === undefined) continue;
    if (more.length > 0) shared.set(lender, [first, ...more]);
    else own.set(first, [...(own.get(first) ?? []), lender]);
  }
  return {
    lendersOf: (id) => own.get(id) ?? [],
    shared,
    isLent: (id) => borrowers.has(id) && !giving.has(id),
  };
}
