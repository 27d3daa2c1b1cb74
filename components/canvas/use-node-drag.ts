"use client";

import { useReactFlow } from "@xyflow/react";
import { useMemo } from "react";
import { formatPlural } from "@/components/ui/format";
import { toast } from "@/components/ui/toast";
import { useWorkflowStore } from "@/components/workflow-store/workflow-context";
import { applyChanges } from "@/nodes/core/workflow-change";
import { useCanvasStore } from "./canvas-context";
import { connectionAt } from "./connection-at";
import { dropChanges } from "./drop-nodes";
import { drawnFrameAt } from "./frames-on-canvas";
import { insertChanges, type Point } from "./new-node";
import { tooDeep } from "./too-deep";
import type { CanvasNode, FlowNodes } from "./use-flow-nodes";
import { useRoom } from "./use-room";

type Pointer = MouseEvent | TouchEvent;

/**
 * React Flow's handlers for nodes that are dragged: let go over another frame, they stand in it from then on; let go over
 * a connection, a single new one goes into it.
 */
export function useNodeDrag(takeDragged: FlowNodes["takeDragged"]) {
  const store = useWorkflowStore();
  const canvas = useCanvasStore();
  const flow = useReactFlow();
  const withRoom = useRoom();

  return useMemo(() => {
    /** The frame below the pointer; what is dragged follows the node that the pointer holds. */
    function frameBelow(event: Pointer, dragged: readonly CanvasNode[]): string | undefined {
      const { document: workflow } = store.getState();
      return drawnFrameAt(flow, workflow, flow.screenToFlowPosition(pointOf(event)), idsOf(dragged));
    }

    const parentOf = (id: string) => store.getState().document.nodes.find((node) => node.id === id)?.parentId;

    /** The connection below the pointer that a single, unconnected node can be put into. */
    function connectionBelow(event: Pointer, dragged: readonly CanvasNode[]): string | undefined {
      const [only] = dragged;
      if (only === undefined || dragged.length > 1) return undefined;
      const { document: workflow, definitions, connectionsOf } = store.getState();
      if (connectionsOf(only.id).length > 0) return undefined;
      const moved = dropChanges(workflow, definitions, {
        places: new Map([[only.id, only.position]]),
        parentId: frameBelow(event, dragged),
      });
      if (moved === undefined) return undefined;
      const next = applyChanges(workflow, moved.changes).workflow;
      return connectionAt(pointOf(event), (id) => insertChanges(next, definitions, id, only.id) !== undefined);
    }

    function drop(event: Pointer, held: CanvasNode, dragged: readonly CanvasNode[]) {
      const into = connectionBelow(event, dragged);
      const below = frameBelow(event, dragged);
      const { document: workflow, definitions } = store.getState();
      const places = takeDragged(dragged.map(({ id }) => id));
      const isElsewhere = below !== parentOf(held.id);
      const dropped = isElsewhere ? dropChanges(workflow, definitions, { places, parentId: below }) : undefined;
      if (isElsewhere && dropped === undefined) tooDeep();
      const changes = dropped?.changes ?? movesWithin(places);
      const next = applyChanges(workflow, changes).workflow;
      const inserted = into === undefined ? undefined : insertChanges(next, definitions, into, dragged[0]?.id ?? "");
      const label = `Move ${nameOf(dragged.map(({ id }) => id))}`;
      if (changes.length + (inserted?.length ?? 0) > 0)
        store.actions.commit(withRoom([...changes, ...(inserted ?? [])]), { label });
      if (dropped !== undefined && dropped.lost > 0) tellLost(dropped.lost);
    }

    /** What stays in its containers, however far it was dragged. */
    function movesWithin(places: ReadonlyMap<string, Point>) {
      const { document: workflow, definitions } = store.getState();
      const byParent = Map.groupBy(places, ([id]) => parentOf(id));
      return [...byParent].flatMap(([parentId, members]) => {
        return dropChanges(workflow, definitions, { places: new Map(members), parentId })?.changes ?? [];
      });
    }

    function nameOf(ids: readonly string[]): string {
      const node = store.getState().resolved.get(ids[0] ?? "");
      if (ids.length > 1) return `${ids.length} nodes`;
      return node?.node.name ?? node?.definition?.title ?? ids[0] ?? "";
    }

    function tellLost(count: number) {
      toast.done(`${formatPlural(count, "connection")} removed.`, {
        description: "What stands in a container connects to the outside through its result alone.",
        action: { label: "Undo", onClick: store.actions.undo },
      });
    }

    const startDrag = () => canvas.setState({ isDragging: true });
    return {
      onNodeDragStart: startDrag,
      onNodeDrag: (event: Pointer, held: CanvasNode, dragged: CanvasNode[]) => {
        const insertInto = connectionBelow(event, dragged);
        const below = frameBelow(event, dragged);
        const dropFrame = below === parentOf(held.id) ? undefined : below;
        const before = canvas.getState();
        if (insertInto !== before.insertInto || dropFrame !== before.dropFrame)
          canvas.setState({ insertInto, dropFrame });
      },
      onNodeDragStop: (event: Pointer, held: CanvasNode, dragged: CanvasNode[]) => {
        canvas.setState({ insertInto: undefined, dropFrame: undefined, isDragging: false });
        drop(event, held, dragged);
      },
      onSelectionStart: startDrag,
      onSelectionEnd: () => canvas.setState({ isDragging: false }),
    };
  }, [store, canvas, flow, takeDragged, withRoom]);
}

const idsOf = (nodes: readonly CanvasNode[]) => new Set(nodes.map(({ id }) => id));

function pointOf(event: Pointer): Point {
  const { clientX: x, clientY: y } = "changedTouches" in event ? (event.changedTouches[0] as Touch) : event;
  return { x, y };
}
