import { isInnerPort } from "./container";
import type { NodeDefinitions } from "./node-definition";
import type { Connection, Workflow, WorkflowNode } from "./workflow";

/**
 * How a change spreads through a workflow. What goes into a container and what comes out of it are two places: its items
 * read the one, what stands behind it reads the other. Every other node is one place, named by its id.
 */
export type Place = string;

export const placeIn = (containerId: string): Place => `${containerId} in`;
export const placeResult = (containerId: string): Place => `${containerId} result`;

export interface Way {
  readonly from: Place;
  readonly to: Place;
  /** Absent where the two belong together without one. */
  readonly connection?: Connection;
  /** A loop hands what one iteration gave to the next one. */
  readonly isFeedback?: boolean;
}

/** The ways that lead away from each place. */
export function staleWays(
  { nodes, connections }: Workflow,
  definitions: NodeDefinitions,
  readsInput: (node: WorkflowNode) => boolean,
): ReadonlyMap<Place, readonly Way[]> {
  const ways = new Map<Place, Way[]>();
  const typeOf = new Map(nodes.map((node) => [node.id, definitions.get(node.type)]));
  const isContainer = (id: string) => typeOf.get(id)?.container === true;
  const into = (id: string) => (isContainer(id) ? placeIn(id) : id);
  const add = (way: Way) => {
    const known = ways.get(way.from);
    if (known === undefined) ways.set(way.from, [way]);
    else known.push(way);
  };

  for (const connection of connections) {
    const { source, sourceHandle, target, targetHandle } = connection;
    const to = isInnerPort(targetHandle) ? placeResult(target) : into(target);
    const isInner = isInnerPort(sourceHandle);
    add({ from: isInner ? placeIn(source) : source, to, connection });
    if (isInner && typeOf.get(source)?.feedsBack === true)
      add({ from: placeResult(source), to, connection, isFeedback: true });
  }
  for (const { id, parentId } of nodes) {
    if (parentId !== undefined) add({ from: id, to: parentId });
    if (!isContainer(id)) continue;
    add({ from: placeIn(id), to: id });
    add({ from: placeResult(id), to: id });
  }
  const entries = nodes.filter(({ id }) => typeOf.get(id)?.entry === "input");
  if (entries.length > 0)
    for (const node of nodes)
      if (readsInput(node)) for (const entry of entries) add({ from: entry.id, to: into(node.id) });
  return ways;
}

/** The node that a place belongs to. */
export function nodeOfPlace(place: Place): string {
  const [id = place] = place.split(" ", 1);
  return id;
}
