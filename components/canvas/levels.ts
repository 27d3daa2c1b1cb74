import { parentsOf, reachOf } from "@/nodes/core/container";
import type { Connection, Workflow, WorkflowNode } from "@/nodes/core/workflow";

/** A workflow taken apart: the nodes of the canvas itself (`undefined`), and of each container. */
export interface Levels {
  readonly levels: ReadonlyMap<string | undefined, WorkflowNode[]>;
  /**
   * The connections among the nodes of a level: one that goes on into a container ends at the container, at a port of no
   * name, and what a container gives to its own nodes or takes from them is none.
   */
  readonly connectionsOf: (parentId: string | undefined) => readonly Connection[];
}

export function levelsOf({ nodes, connections }: Pick<Workflow, "nodes" | "connections">): Levels {
  const parents = parentsOf(nodes);
  const levels = Map.groupBy(nodes, ({ parentId }) => (parents.has(parentId ?? "") ? parentId : undefined));
  const byLevel = Map.groupBy(
    connections.flatMap((connection): Connection[] => {
      const reach = reachOf(parents, connection);
      if ("problem" in reach || reach.orders === undefined) return [];
      const [, target] = reach.orders;
      return [target === connection.target ? connection : { ...connection, target, targetHandle: "" }];
    }),
    ({ source }) => parents.get(source),
  );
  return { levels, connectionsOf: (parentId) => byLevel.get(parentId) ?? [] };
}
