import { parentsOf, selfAndContainers } from "@/nodes/core/container";
import { type WorkflowNode, workflowLimits } from "@/nodes/core/workflow";

/** How nodes stand in containers; a position in the document is relative to the container. */

interface Point {
  readonly x: number;
  readonly y: number;
}

type Nodes = readonly Pick<WorkflowNode, "id" | "parentId">[];
type PlacedNodes = readonly Pick<WorkflowNode, "id" | "parentId" | "position">[];

/** These nodes and all that stand in them, however deep. */
export function withInside(nodes: Nodes, ids: ReadonlySet<string>): ReadonlySet<string> {
  const parents = parentsOf(nodes);
  const inside = nodes.filter(({ id }) => selfAndContainers(parents, id).some((one) => ids.has(one)));
  return inside.length === ids.size ? ids : new Set(inside.map(({ id }) => id));
}

/** Of these nodes those that stand in none of the others: who moves them moves all. */
export function outermost(nodes: Nodes, ids: ReadonlySet<string>): ReadonlySet<string> {
  const parents = parentsOf(nodes);
  const isInOther = (id: string) =>
    selfAndContainers(parents, id)
      .slice(1)
      .some((one) => ids.has(one));
  return new Set([...ids].filter((id) => !isInOther(id)));
}

/** Where each node stands on the canvas itself. */
export function absolutePlaces(nodes: PlacedNodes): ReadonlyMap<string, Point> {
  const parents = parentsOf(nodes);
  const positions = new Map(nodes.map(({ id, position }) => [id, position]));
  return new Map(nodes.map(({ id }) => [id, sumOf(selfAndContainers(parents, id), positions)]));
}

function sumOf(ids: readonly string[], positions: ReadonlyMap<string, Point>): Point {
  const points = ids.map((id) => positions.get(id) ?? { x: 0, y: 0 });
  return points.reduce((sum, { x, y }) => ({ x: sum.x + x, y: sum.y + y }), { x: 0, y: 0 });
}

/** Where the inside of a container begins on the canvas; the canvas's own corner without one. */
export function originOf(places: ReadonlyMap<string, Point>, parentId: string | undefined): Point {
  return (parentId === undefined ? undefined : places.get(parentId)) ?? { x: 0, y: 0 };
}

/** How many containers deep the deepest of these nodes stands in the others. */
export function nestingOf(nodes: Nodes): number {
  const parents = parentsOf(nodes);
  return nodes.reduce((most, { id }) => Math.max(most, selfAndContainers(parents, id).length - 1), 0);
}

/** Whether nodes that nest so deep among themselves may stand in a container: a document nests only to a limit. */
export function fitsInto(nodes: Nodes, parentId: string | undefined, nesting: number): boolean {
  const around = parentId === undefined ? 0 : selfAndContainers(parentsOf(nodes), parentId).length;
  return around + nesting <= workflowLimits.containerDepth;
}

/** The container that all of these nodes stand in, if it is one. */
export function commonParent(nodes: Nodes, ids: ReadonlySet<string>): string | undefined {
  const around = new Set(nodes.flatMap(({ id, parentId }) => (ids.has(id) ? [parentId] : [])));
  return around.size === 1 ? [...around][0] : undefined;
}
