"use client";

import { useReactFlow } from "@xyflow/react";
import { useCallback } from "react";
import { selectionOf } from "@/components/workflow-store/selection";
import { useWorkflowStore } from "@/components/workflow-store/workflow-context";
import { applyChanges } from "@/nodes/core/workflow-change";
import { useCanvasStore } from "./canvas-context";
import type { PortEnd } from "./fitting-ports";
import { insertChanges, newNode, type Point } from "./new-node";
import { cardSize } from "./port-sides";

export interface AddNodeOptions {
  /** The top left corner on the canvas. Default: the middle of what is seen, beside what stands there. */
  readonly position?: Point;
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
    (type, { position, connectTo, insertInto } = {}) => {
      const { document: workflow, definitions, isReadOnly } = store.getState();
      const definition = definitions.get(type);
      if (definition === undefined || isReadOnly) return undefined;
      const taken = workflow.nodes.map((node) => node.position);
      const place = position ?? freePlace(taken, middleOf(canvas.getState().pane, flow.screenToFlowPosition));
      const { nodeId, changes } = newNode(workflow, definitions, definition, place, connectTo);
      const { workflow: next } = applyChanges(workflow, changes);
      const inserted = insertInto === undefined ? undefined : insertChanges(next, definitions, insertInto, nodeId);
      const label = `Add ${definition.title}`;
      store.actions.commit([...changes, ...(inserted ?? [])], { label, select: selectionOf([nodeId]) });
      return nodeId;
    },
    [store, canvas, flow],
  );
}

function middleOf(pane: HTMLElement | null, toCanvas: (point: Point) => Point): Point {
  const box = pane?.getBoundingClientRect() ?? new DOMRect();
  const { x, y } = toCanvas({ x: box.left + box.width / 2, y: box.top + box.height / 2 });
  return { x: snap(x - cardSize.width / 2), y: snap(y - 40) };
}

const step = 40;

/** Steps down and right until no other node begins at this place. */
function freePlace(taken: readonly Point[], wanted: Point): Point {
  let place = wanted;
  while (taken.some(({ x, y }) => Math.abs(x - place.x) < step && Math.abs(y - place.y) < step)) {
    place = { x: place.x + step, y: place.y + step };
  }
  return place;
}

export function snap(value: number): number {
  return Math.round(value / 10) * 10;
}
