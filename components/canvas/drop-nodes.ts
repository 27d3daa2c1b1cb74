import { absolutePlaces, fitsInto, nestingOf, originOf, withInside } from "@/components/workflow-store/nesting";
import { repairedChanges } from "@/components/workflow-store/repaired-changes";
import { parentsOf, reachOf } from "@/nodes/core/container";
import type { NodeDefinitions } from "@/nodes/core/node-definition";
import type { Workflow } from "@/nodes/core/workflow";
import { applyChanges, type WorkflowChange } from "@/nodes/core/workflow-change";
import type { Point } from "./new-node";

export interface Drop {
  /** Where the nodes are now, each as seen from the container that it stood in. */
  readonly places: ReadonlyMap<string, Point>;
  /** The container that takes them; undefined: the canvas itself. */
  readonly parentId: string | undefined;
}

export interface Dropped {
  readonly changes: readonly WorkflowChange[];
  /** How many connections may not cross the border and are removed. */
  readonly lost: number;
}

/** Nodes that are let go somewhere, and perhaps in another container; undefined where that would nest too deep. */
export function dropChanges(
  workflow: Workflow,
  definitions: NodeDefinitions,
  { places, parentId }: Drop,
): Dropped | undefined {
  const moved = workflow.nodes.filter(({ id }) => places.has(id));
  const inside = withInside(workflow.nodes, new Set(places.keys()));
  const isElsewhere = moved.some((node) => node.parentId !== parentId);
  if (isElsewhere) {
    const nesting = nestingOf(withoutOuter(workflow, inside, places));
    if ((parentId !== undefined && inside.has(parentId)) || !fitsInto(workflow.nodes, parentId, nesting))
      return undefined;
  }
  const origins = absolutePlaces(workflow.nodes);
  const moves = moved.flatMap((node): WorkflowChange[] => {
    const place = places.get(node.id) as Point;
    const [from, to] = [originOf(origins, node.parentId), originOf(origins, parentId)];
    const position = { x: Math.round(place.x + from.x - to.x), y: Math.round(place.y + from.y - to.y) };
    if (node.parentId === parentId) {
      const isMoved = position.x !== node.position.x || position.y !== node.position.y;
      return isMoved ? [{ type: "node.set", id: node.id, set: { position } }] : [];
    }
    return parentId === undefined
      ? [{ type: "node.set", id: node.id, set: { position }, unset: ["parentId"] }]
      : [{ type: "node.set", id: node.id, set: { position, parentId } }];
  });
  if (!isElsewhere) return { changes: moves, lost: 0 };
  const changes = repairedChanges(workflow, [...moves, ...strays(workflow, moves)], definitions);
  return { changes, lost: changes.length - moves.length };
}

/** The moved nodes as a forest of its own, whose depth counts below the new container. */
function withoutOuter({ nodes }: Workflow, inside: ReadonlySet<string>, places: Drop["places"]) {
  return nodes
    .filter(({ id }) => inside.has(id))
    .map(({ id, parentId }) => (places.has(id) || parentId === undefined ? { id } : { id, parentId }));
}

/** The connections that cross a border which they may not cross, once the nodes have moved. */
function strays(workflow: Workflow, moves: readonly WorkflowChange[]): WorkflowChange[] {
  const next = applyChanges(workflow, moves).workflow;
  const parents = parentsOf(next.nodes);
  return next.connections.flatMap((connection): WorkflowChange[] =>
    "problem" in reachOf(parents, connection) ? [{ type: "connection.remove", id: connection.id }] : [],
  );
}
