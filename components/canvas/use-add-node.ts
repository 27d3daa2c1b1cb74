"use client";

import { useReactFlow } from "@xyflow/react";
import { useCallback } from "react";
import { absolutePlaces, fitsInto, originOf } from "@/components/workflow-store/nesting";
import { selectionOf } from "@/components/workflow-store/selection";
import { useWorkflowStore } from "@/components/workflow-store/workflow-context";
import { applyChanges } from "@/nodes/core/workflow-change";
import { useCanvasStore } from "./canvas-context";
import type { PortEnd } from "./fitting-ports";
import { firstPlace, framePadding, frameSize } from "./frames";
import { drawnFrameAt } from "./frames-on-canvas";
import { placeOfNew } from "./free-place";
import { insertChanges, newNode, type Point } from "./new-node";
import { parentForNew } from "./parent-for-new";
import { cardSize } from "./port-sides";
import { boxOf, reveal } from "./reveal";
import { tooDeep } from "./too-deep";
import { useRoom } from "./use-room";

export interface AddNodeOptions {
  /** The top left corner on the canvas. Default: behind the selected node, else in the middle of what is seen. */
  readonly position?: Point;
  /** Where to begin to look for a free place, when there is no `position`; its default is the same. */
  readonly near?: Point;
  /** The place on the canvas that was pointed at: a frame there takes the node. */
  readonly pointer?: Point;
  /** Connects the new node's first fitting port to this one. */
  readonly connectTo?: PortEnd;
  /** Puts the node into this connection where it fits. */
  readonly insertInto?: string;
}

const nominalHeight = 120;

/** Adds a node of a type as one undoable change and selects it; returns its id. */
export function useAddNode(): (type: string, options?: AddNodeOptions) => string | undefined {
  const store = useWorkflowStore();
  const canvas = useCanvasStore();
  const flow = useReactFlow();
  const withRoom = useRoom();

  return useCallback(
    (type, { position, near, pointer, connectTo, insertInto } = {}) => {
      const { document: workflow, definitions, selection, isReadOnly } = store.getState();
      const definition = definitions.get(type);
      if (definition === undefined || isReadOnly) return undefined;
      const pointed = pointer && (drawnFrameAt(flow, workflow, pointer) ?? null);
      const where = { pointed, isAimed: position !== undefined, selected: selection.nodes, connectTo };
      const parentId = parentForNew(workflow, definitions, where);
      if (!fitsInto(workflow.nodes, parentId, 0)) {
        tooDeep();
        return undefined;
      }
      const origin = originOf(absolutePlaces(workflow.nodes), parentId);
      const inside = ({ x, y }: Point) => ({ x: x - origin.x, y: y - origin.y });
      const siblings = workflow.nodes.filter((node) => node.parentId === parentId);
      const taken = siblings.map(({ id, position: place }) => {
        const drawn = flow.getInternalNode(id);
        return drawn?.type === "frame" ? { ...boxOf(drawn), ...inside(boxOf(drawn)) } : place;
      });
      const [before, ...more] = siblings.filter(({ id }) => selection.nodes.has(id));
      const wanted = () => {
        if (before !== undefined && more.length === 0) {
          const { width } = flow.getInternalNode(before.id)?.measured ?? {};
          return { x: before.position.x + (width ?? cardSize.width) + 80, y: before.position.y };
        }
        if (parentId !== undefined) return firstPlace;
        return placeInView(canvas.getState().pane, flow.screenToFlowPosition, taken.length === 0);
      };
      // A pointer that lies elsewhere says nothing of a place in the selected container.
      const isNear = near !== undefined && (pointer === undefined || (pointed ?? undefined) === parentId);
      const size = definition.container === true ? frameSize : undefined;
      const free = placeOfNew(taken, position && inside(position), isNear ? inside(near) : wanted(), size);
      const place = parentId === undefined ? free : besidePorts(free);
      const { nodeId, changes } = newNode(workflow, definitions, definition, place, connectTo, parentId);
      const { workflow: next } = applyChanges(workflow, changes);
      const inserted = insertInto === undefined ? undefined : insertChanges(next, definitions, insertInto, nodeId);
      const label = `Add ${definition.title}`;
      store.actions.commit(withRoom([...changes, ...(inserted ?? [])]), { label, select: selectionOf([nodeId]) });
      const { width, height } = size ?? { width: cardSize.width, height: nominalHeight };
      const box = { x: place.x + origin.x, y: place.y + origin.y, width, height };
      if (position === undefined) reveal(flow, canvas, box, "edge");
      return nodeId;
    },
    [store, canvas, flow, withRoom],
  );
}

/** Clear of the frame's header and of the names of its ports, which the frame would have to grow for otherwise. */
function besidePorts({ x, y }: Point): Point {
  return { x: Math.max(x, framePadding.left), y: Math.max(y, framePadding.top) };
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
