"use client";

import { useReactFlow } from "@xyflow/react";
import { useCallback } from "react";
import { selectionOf } from "@/components/workflow-store/selection";
import { useWorkflowStore } from "@/components/workflow-store/workflow-context";
import { applyChanges } from "@/nodes/core/workflow-change";
import { useCanvasStore } from "./canvas-context";
import type { PortEnd } from "./fitting-ports";
import { placeOfNew } from "./free-place";
import { insertChanges, newNode, type Point } from "./new-node";
import { cardSize } from "./port-sides";
import { reveal } from "./reveal";

export interface AddNodeOptions {
  /** The top left corner on the canvas. Default: behind the selected node, else in the middle of what is seen. */
  readonly position?: Point;
  /** Where to begin to look for a free place, when there is no `position`; its default is the same. */
  readonly near?: Point;
  /** Connects the new node's first fitting port to this one. */
  readonly connectTo?: PortEnd;
  /** Puts the node into this connection where it fits. */
  readonly insertInto?: string;
}

/** Adds a node of a type as one undoable change and selects it; returns its id. */
export function useAddNode(): (type: string, options?: AddNodeOptions) => string | undefined {
  const store = useWorkflowStore();
  const canvas = useCanvasStore();
  const flow = useReactFlow();

  return useCallback(
    (type, { position, near, connectTo, insertInto } = {}) => {
      const { document: workflow, definitions, selection, isReadOnly } = store.getState();
      const definition = definitions.get(type);
      if (definition === undefined || isReadOnly) return undefined;
      const taken = workflow.nodes.map((node) => node.position);
      const { pane } = canvas.getState();
      const [before, ...more] = workflow.nodes.filter(({ id }) => selection.nodes.has(id));
      const wanted =
        before !== undefined && more.length === 0
          ? { x: before.position.x + cardSize.width + 80, y: before.position.y }
          : placeInView(pane, flow.screenToFlowPosition, taken.length === 0);
      const place = placeOfNew(taken, position, near ?? wanted);
      const { nodeId, changes } = newNode(workflow, definitions, definition, place, connectTo);
      const { workflow: next } = applyChanges(workflow, changes);
      const inserted = insertInto === undefined ? undefined : insertChanges(next, definitions, insertInto, nodeId);
      const label = `Add ${definition.title}`;
      store.actions.commit([...changes, ...(inserted ?? [])], { label, select: selectionOf([nodeId]) });
      if (position === undefined) reveal(flow, canvas, { ...place, width: cardSize.width, height: 120 }, "edge");
      return nodeId;
    },
    [store, canvas, flow],
  );
}

/** In the middle of what is seen; the first node further to the left, since what follows comes to its right. */
function placeInView(pane: HTMLElement | null, toCanvas: (point: Point) => Point, isFirst: boolean): Point {
  const box = pane?.getBoundingClientRect() ?? new DOMRect();
  const { x, y } = toCanvas({ x: box.left + box.width / (isFirst ? 4 : 2), y: box.top + box.height / 2 });
  return { x: snap(x - cardSize.width / 2), y: snap(y - 40) };
}

export function snap(value: number): number {
  return Math.round(value / 10) * 10;
}
