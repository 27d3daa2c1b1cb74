import type { ReactFlowInstance } from "@xyflow/react";
import { withInside } from "@/components/workflow-store/nesting";
import { parentsOf, selfAndContainers } from "@/nodes/core/container";
import type { Workflow } from "@/nodes/core/workflow";
import { frameAt, type PlacedFrame } from "./frames";
import type { Point } from "./new-node";
import { boxOf } from "./reveal";

/** The innermost frame that is drawn at a place of the canvas; `without`: nodes that are dragged, with what is in them. */
export function drawnFrameAt(
  flow: Pick<ReactFlowInstance, "getNodes" | "getInternalNode">,
  { nodes }: Pick<Workflow, "nodes">,
  place: Point,
  without: ReadonlySet<string> = new Set(),
): string | undefined {
  const parents = parentsOf(nodes);
  const dragged = withInside(nodes, without);
  const frames = flow.getNodes().flatMap(({ id, type }): PlacedFrame[] => {
    const drawn = type !== "frame" || dragged.has(id) ? undefined : flow.getInternalNode(id);
    return drawn === undefined ? [] : [{ id, ...boxOf(drawn), depth: selfAndContainers(parents, id).length }];
  });
  return frameAt(frames, place);
}
