import { type Connection, type WorkflowNode, workflowLimits } from "./workflow";

/** Containers own a child graph: the nodes whose `parentId` names them. Their ports seen from inside begin with this. */
export const innerPrefix = "inner.";

/** Whether a port of a container is seen from inside it alone. */
export function isInnerPort(name: string): boolean {
  return name.startsWith(innerPrefix);
}

/** The container of each node; undefined for those that stand on the canvas itself. */
export type Parents = ReadonlyMap<string, string | undefined>;

export function parentsOf(nodes: readonly Pick<WorkflowNode, "id" | "parentId">[]): Parents {
  return new Map(nodes.map((node) => [node.id, node.parentId]));
}

/** A node itself, its container, the container of that, …; as deep as a document may nest. */
export function selfAndContainers(parents: Pick<Parents, "get">, nodeId: string): string[] {
  const chain: string[] = [];
  for (
    let id: string | undefined = nodeId;
    id !== undefined && chain.length <= workflowLimits.containerDepth;
    id = parents.get(id)
  )
    chain.push(id);
  return chain;
}

type Ends = Pick<Connection, "source" | "sourceHandle" | "target" | "targetHandle">;

/** What a connection orders: two nodes of one level, nothing (it begins or ends at the container around it), or it may not be. */
export type Reach =
  | { readonly orders: readonly [before: string, after: string] }
  | { readonly orders: undefined }
  | { readonly problem: string };

/**
 * Where a connection lies between containers. What stands outside may be read inside, and is the same for every item; out
 * of a container leads only its `inner.result`. A connection into a container orders the container itself: it waits for what
 * its inner nodes read from outside.
 */
export function reachOf(parents: Parents, { source, sourceHandle, target, targetHandle }: Ends): Reach {
  if (isInnerPort(sourceHandle))
    return selfAndContainers(parents, target).slice(1).includes(source)
      ? { orders: undefined }
      : { problem: `${sourceHandle} is there for the nodes inside ${source}, and ${target} stands outside.` };
  if (isInnerPort(targetHandle))
    return parents.get(source) === target
      ? { orders: undefined }
      : { problem: `${targetHandle} takes what stands in ${target} itself, and ${source} does not.` };
  const level = parents.get(source);
  if (parents.get(target) === level) return { orders: [source, target] };
  const after = selfAndContainers(parents, target).find((id) => parents.get(id) === level);
  if (after !== undefined) return { orders: [source, after] };
  return {
    problem: `${source} stands in ${level}, and only the result of ${level} leaves it. Connect ${source} to ${innerPrefix}result, and the output of ${level} to ${target}.`,
  };
}
