import type { Workflow } from "@/nodes/core/workflow";
import type { PortSides } from "./port-sides";

/** Nodes that are only lent (models, memories, tools), by the node that borrows them first. */
export type Lenders = ReadonlyMap<string, readonly string[]>;

export interface Lending {
  readonly lendersOf: Lenders;
  readonly isLent: (nodeId: string) => boolean;
}

/** Who stands below whom. A node that also gives data into the flow stands in the flow. */
export function lendingOf(
  { connections }: Pick<Workflow, "connections">,
  sidesOf: (nodeId: string) => PortSides,
): Lending {
  const giving = new Set<string>();
  const borrowers = new Map<string, string>();
  for (const { source, sourceHandle, target } of connections) {
    const isResource = sidesOf(source).top.some(({ name }) => name === sourceHandle);
    if (!isResource) giving.add(source);
    else if (!borrowers.has(source)) borrowers.set(source, target);
  }
  const lendersOf = new Map<string, string[]>();
  for (const [lender, borrower] of borrowers) {
    if (giving.has(lender)) continue;
    const lenders = lendersOf.get(borrower) ?? [];
    lenders.push(lender);
    lendersOf.set(borrower, lenders);
  }
  return { lendersOf, isLent: (id) => borrowers.has(id) && !giving.has(id) };
}
