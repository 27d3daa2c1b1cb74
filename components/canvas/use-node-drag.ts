"use client";

import { useMemo } from "react";
import { useWorkflowStore } from "@/components/workflow-store/workflow-context";
import { useCanvasStore } from "./canvas-context";
import { connectionAt } from "./connection-at";
import { insertChanges, type Point } from "./new-node";
import type { CanvasNode, FlowNodes } from "./use-flow-nodes";

type Pointer = MouseEvent | TouchEvent;

/** React Flow's handlers for nodes that are dragged: let go over a connection, a single new one goes into it. */
export function useNodeDrag(endDrag: FlowNodes["endDrag"]) {
  const store = useWorkflowStore();
  const canvas = useCanvasStore();

  return useMemo(() => {
    /** The connection below the pointer that a single, unconnected node can be put into. */
    function target(event: Pointer, dragged: readonly CanvasNode[]): string | undefined {
      const [only] = dragged;
      if (only === undefined || dragged.length > 1) return undefined;
      const { document: workflow, definitions, connectionsOf } = store.getState();
      if (connectionsOf(only.id).length > 0) return undefined;
      return connectionAt(pointOf(event), (id) => insertChanges(workflow, definitions, id, only.id) !== undefined);
    }

    const startDrag = () => canvas.setState({ isDragging: true });
    return {
      onNodeDragStart: startDrag,
      onNodeDrag: (event: Pointer, _: CanvasNode, dragged: CanvasNode[]) => {
        const insertInto = target(event, dragged);
        if (insertInto !== canvas.getState().insertInto) canvas.setState({ insertInto });
      },
      onNodeDragStop: (event: Pointer, _: CanvasNode, dragged: CanvasNode[]) => {
        const into = target(event, dragged);
        canvas.setState({ insertInto: undefined, isDragging: false });
        const { document: workflow, definitions } = store.getState();
        const inserted =
          into === undefined ? undefined : insertChanges(workflow, definitions, into, dragged[0]?.id ?? "");
        endDrag(
          dragged.map(({ id }) => id),
          inserted,
        );
      },
      onSelectionStart: startDrag,
      onSelectionEnd: () => canvas.setState({ isDragging: false }),
    };
  }, [store, canvas, endDrag]);
}

function pointOf(event: Pointer): Point {
  const { clientX: x, clientY: y } = "changedTouches" in event ? (event.changedTouches[0] as Touch) : event;
  return { x, y };
}
