"use client";

import { type Node, type NodeChange, type OnNodesChange, useStoreApi, type XYPosition } from "@xyflow/react";
import { useCallback, useMemo, useRef, useState } from "react";
import { useWorkflow, useWorkflowStore } from "@/components/workflow-store/workflow-context";
import type { WorkflowNode } from "@/nodes/core/workflow";
import { isDrawnInside } from "./box-selection";
import { framesOf } from "./frames";
import type { Point } from "./new-node";
import { parentsFirst } from "./parents-first";
import { cardSize } from "./port-sides";
import type { Box } from "./reveal";

export type CanvasNode = Node<Record<string, never>, "card" | "frame">;

/** What only React Flow knows of a node: its measured size, and where it is while it is dragged. */
interface LiveNode {
  measured?: CanvasNode["measured"];
  position?: XYPosition;
  isDragging?: boolean;
}

/** All that a node of React Flow is made of. */
interface Parts {
  readonly node: WorkflowNode;
  readonly isSelected: boolean;
  readonly live: LiveNode | undefined;
  /** Of a container. */
  readonly frame: Box | undefined;
  /** Of the container that it stands in. */
  readonly around: Box | undefined;
}

interface Derived extends Parts {
  readonly flowNode: CanvasNode;
}

const noData: Record<string, never> = {};
const nominalHeight = 96;

export interface FlowNodes {
  readonly nodes: CanvasNode[];
  readonly onNodesChange: OnNodesChange<CanvasNode>;
  /** Where dragged nodes were let go, each as seen from its container; from now on the document says where they are. */
  readonly takeDragged: (ids: readonly string[]) => ReadonlyMap<string, Point>;
}

/**
 * The document's nodes as React Flow wants them. A node that did not change keeps its object, so that only what changed
 * is looked at again; while a node is dragged its place is kept here, and the document changes once, at the end.
 */
export function useFlowNodes(): FlowNodes {
  const store = useWorkflowStore();
  const flow = useStoreApi();
  const documentNodes = useWorkflow((state) => state.document.nodes);
  const definitions = useWorkflow((state) => state.definitions);
  const selected = useWorkflow((state) => state.selection.nodes);
  const live = useRef(new Map<string, LiveNode>()).current;
  const derived = useRef(new Map<string, Derived>());
  const [version, setVersion] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `live` changes in place, `version` says when
  const nodes = useMemo(() => {
    const before = derived.current;
    const after = new Map<string, Derived>();
    const frames = framesOf(
      documentNodes,
      ({ type }) => definitions.get(type)?.container === true,
      ({ id }) => ({ width: cardSize.width, height: live.get(id)?.measured?.height ?? nominalHeight }),
    );
    for (const node of parentsFirst(documentNodes)) {
      const old = before.get(node.id);
      const parts: Parts = {
        node,
        isSelected: selected.has(node.id),
        live: live.get(node.id),
        frame: kept(frames.get(node.id), old?.frame),
        around: node.parentId === undefined ? undefined : kept(frames.get(node.parentId), old?.around),
      };
      const isUnchanged = old !== undefined && partNames.every((name) => old[name] === parts[name]);
      after.set(node.id, isUnchanged ? old : { ...parts, flowNode: flowNodeOf(parts) });
    }
    derived.current = after;
    return [...after.values()].map(({ flowNode }) => flowNode);
  }, [documentNodes, definitions, selected, version, live]);

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const picked = changes.flatMap((change) => {
        const isPicked = change.type === "select" && !(change.selected && isDrawnInside(flow.getState(), change.id));
        return isPicked ? [change] : [];
      });
      if (picked.length > 0) {
        const { selection } = store.getState();
        const chosen = new Set(selection.nodes);
        for (const change of picked) change.selected ? chosen.add(change.id) : chosen.delete(change.id);
        store.actions.select({ ...selection, nodes: chosen });
      }
      let isTouched = false;
      for (const change of changes) {
        const update = liveUpdate(change);
        if (update === undefined) continue;
        live.set(update.id, { ...live.get(update.id), ...update.change });
        isTouched = true;
      }
      if (isTouched) setVersion((count) => count + 1);
    },
    [store, live, flow],
  );

  const takeDragged = useCallback(
    (ids: readonly string[]) => {
      const places = new Map<string, Point>();
      for (const id of ids) {
        const known = derived.current.get(id);
        const position = live.get(id)?.position;
        live.set(id, { measured: live.get(id)?.measured });
        if (known === undefined || position === undefined) continue;
        const { x, y } = shiftOf(known);
        places.set(id, { x: position.x - x, y: position.y - y });
      }
      setVersion((count) => count + 1);
      return places;
    },
    [live],
  );

  return { nodes, onNodesChange, takeDragged };
}

const partNames = ["node", "isSelected", "live", "frame", "around"] as const;

/** From a node's place in the document to where React Flow draws it: a frame may begin before its container's place. */
function shiftOf({ frame, around }: Pick<Parts, "frame" | "around">): Point {
  return { x: (frame?.x ?? 0) - (around?.x ?? 0), y: (frame?.y ?? 0) - (around?.y ?? 0) };
}

function flowNodeOf(parts: Parts): CanvasNode {
  const { node, isSelected, live, frame } = parts;
  const shift = shiftOf(parts);
  return {
    id: node.id,
    type: frame === undefined ? "card" : "frame",
    position: live?.position ?? { x: node.position.x + shift.x, y: node.position.y + shift.y },
    data: noData,
    selected: isSelected,
    ...(parts.around === undefined ? {} : { parentId: node.parentId }),
    // What is between the nodes of a frame is canvas: only its header and its dots take the pointer.
    ...(frame === undefined ? {} : { width: frame.width, height: frame.height, style: { pointerEvents: "none" } }),
    ...(live?.measured === undefined ? {} : { measured: live.measured }),
    ...(live?.isDragging === true ? { dragging: true } : {}),
  };
}

function kept(frame: Box | undefined, old: Box | undefined): Box | undefined {
  if (frame === undefined || old === undefined) return frame;
  const isSame = (["x", "y", "width", "height"] as const).every((key) => frame[key] === old[key]);
  return isSame ? old : frame;
}

function liveUpdate(change: NodeChange<CanvasNode>): { id: string; change: LiveNode } | undefined {
  if (change.type === "dimensions" && change.dimensions !== undefined) {
    return { id: change.id, change: { measured: change.dimensions } };
  }
  // The last change of a drag comes without `dragging`; `takeDragged` takes its place over into the document.
  if (change.type === "position" && change.position !== undefined) {
    return { id: change.id, change: { position: change.position, isDragging: change.dragging === true } };
  }
  return undefined;
}
