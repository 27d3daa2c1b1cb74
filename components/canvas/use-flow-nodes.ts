"use client";

import type { Node, NodeChange, OnNodesChange, XYPosition } from "@xyflow/react";
import { useCallback, useMemo, useRef, useState } from "react";
import { useWorkflow, useWorkflowStore } from "@/components/workflow-store/workflow-context";
import type { WorkflowNode } from "@/nodes/core/workflow";
import type { WorkflowChange } from "@/nodes/core/workflow-change";

export type CanvasNode = Node<Record<string, never>, "card">;

/** What only React Flow knows of a node: its measured size, and where it is while it is dragged. */
interface LiveNode {
  measured?: CanvasNode["measured"];
  position?: XYPosition;
  isDragging?: boolean;
}

interface Derived {
  readonly node: WorkflowNode;
  readonly isSelected: boolean;
  readonly live: LiveNode | undefined;
  readonly flowNode: CanvasNode;
}

const noData: Record<string, never> = {};

export interface FlowNodes {
  readonly nodes: CanvasNode[];
  readonly onNodesChange: OnNodesChange<CanvasNode>;
  /** Stores where the dragged nodes were let go, as one undoable change; `also` becomes part of it. */
  readonly endDrag: (ids: readonly string[], also?: readonly WorkflowChange[]) => void;
}

/**
 * The document's nodes as React Flow wants them. A node that did not change keeps its object, so that only what changed
 * is looked at again; while a node is dragged its place is kept here, and the document changes once, at the end.
 */
export function useFlowNodes(): FlowNodes {
  const store = useWorkflowStore();
  const documentNodes = useWorkflow((state) => state.document.nodes);
  const selected = useWorkflow((state) => state.selection.nodes);
  const live = useRef(new Map<string, LiveNode>()).current;
  const derived = useRef(new Map<string, Derived>());
  const [version, setVersion] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `live` changes in place, `version` says when
  const nodes = useMemo(() => {
    const before = derived.current;
    const after = new Map<string, Derived>();
    for (const node of documentNodes) {
      const old = before.get(node.id);
      const isSelected = selected.has(node.id);
      const now = live.get(node.id);
      const isUnchanged = old !== undefined && old.node === node && old.isSelected === isSelected && old.live === now;
      after.set(
        node.id,
        isUnchanged ? old : { node, isSelected, live: now, flowNode: flowNodeOf(node, isSelected, now) },
      );
    }
    derived.current = after;
    return [...after.values()].map(({ flowNode }) => flowNode);
  }, [documentNodes, selected, version, live]);

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const picked = changes.flatMap((change) => (change.type === "select" ? [change] : []));
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
    [store, live],
  );

  const endDrag = useCallback(
    (ids: readonly string[], also: readonly WorkflowChange[] = []) => {
      const { document: workflow, resolved } = store.getState();
      const places = new Map(workflow.nodes.map((node) => [node.id, node.position]));
      const moves = ids.flatMap((id): WorkflowChange[] => {
        const position = live.get(id)?.position;
        const before = places.get(id);
        live.set(id, { measured: live.get(id)?.measured });
        if (position === undefined || before === undefined) return [];
        const rounded = { x: Math.round(position.x), y: Math.round(position.y) };
        const isMoved = rounded.x !== before.x || rounded.y !== before.y;
        return isMoved ? [{ type: "node.set", id, set: { position: rounded } }] : [];
      });
      setVersion((count) => count + 1);
      if (moves.length + also.length === 0) return;
      const node = resolved.get(ids[0] ?? "");
      const name = ids.length === 1 ? (node?.node.name ?? node?.definition?.title ?? ids[0]) : `${ids.length} nodes`;
      store.actions.commit([...moves, ...also], { label: `Move ${name}` });
    },
    [store, live],
  );

  return { nodes, onNodesChange, endDrag };
}

function flowNodeOf(node: WorkflowNode, isSelected: boolean, live: LiveNode | undefined): CanvasNode {
  return {
    id: node.id,
    type: "card",
    position: live?.position ?? node.position,
    data: noData,
    selected: isSelected,
    ...(live?.measured === undefined ? {} : { measured: live.measured }),
    ...(live?.isDragging === true ? { dragging: true } : {}),
  };
}

function liveUpdate(change: NodeChange<CanvasNode>): { id: string; change: LiveNode } | undefined {
  if (change.type === "dimensions" && change.dimensions !== undefined) {
    return { id: change.id, change: { measured: change.dimensions } };
  }
  // The last change of a drag comes without `dragging`; `endDrag` takes its place over into the document.
  if (change.type === "position" && change.position !== undefined) {
    return { id: change.id, change: { position: change.position, isDragging: change.dragging === true } };
  }
  return undefined;
}
