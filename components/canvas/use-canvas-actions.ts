"use client";

import { useReactFlow } from "@xyflow/react";
import { useMemo } from "react";
import { formatPlural } from "@/components/ui/format";
import { toast } from "@/components/ui/toast";
import { cornerOf, fragmentOf, pasteChanges, writeFragment } from "@/components/workflow-store/fragment";
import { commonParent, outermost } from "@/components/workflow-store/nesting";
import { isEmptySelection, noSelection, removalOf, selectionOf } from "@/components/workflow-store/selection";
import { useWorkflowStore } from "@/components/workflow-store/workflow-context";
import type { WorkflowChange } from "@/nodes/core/workflow-change";
import { type Alignment, alignedPlaces } from "./align";
import { useCanvasStore } from "./canvas-context";
import { glide } from "./glide";
import { topologicalOrder } from "./graph-order";
import { layoutInWorker } from "./layout-in-worker";
import type { Point } from "./new-node";
import { viewPadding } from "./opening-view";
import { boxOf, reveal } from "./reveal";
import { tidyPlaces } from "./tidy-containers";
import { useRoom } from "./use-room";

/** Everything that menus, keys and commands do on the canvas. The object never changes. */
export interface CanvasActions {
  readonly selectAll: () => void;
  /** Selects nothing; false when nothing was selected. */
  readonly clear: () => boolean;
  readonly removeSelection: () => void;
  readonly duplicate: () => void;
  /** The selected nodes as text for a clipboard. */
  readonly copyText: () => string | undefined;
  readonly moveSelection: (by: Point) => void;
  readonly toggleDisabled: () => void;
  readonly rename: (nodeId?: string) => void;
  /** Selects the next or previous node along the graph; false when there is none, so that Tab may leave the canvas. */
  readonly walk: (step: 1 | -1) => boolean;
  readonly show: (nodeId: string) => void;
  /** Shows a node from anywhere on the page: the keys of the canvas act on it next. */
  readonly jump: (nodeId: string) => void;
  readonly connectByKeys: () => void;
  readonly tidy: () => Promise<void>;
  readonly align: (alignment: Alignment) => void;
  readonly fit: () => void;
  readonly fitSelection: () => void;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly zoomToActual: () => void;
}

const wholePadding = {
  x: `${viewPadding.x}px`,
  top: `${viewPadding.top}px`,
  bottom: `${viewPadding.bottom}px`,
} as const;

export function useCanvasActions(): CanvasActions {
  const store = useWorkflowStore();
  const canvas = useCanvasStore();
  const flow = useReactFlow();
  const withRoom = useRoom();

  return useMemo(() => {
    const { commit, select } = store.actions;
    const selectedIds = () => [...store.getState().selection.nodes];
    const titleOf = (id: string) => {
      const node = store.getState().resolved.get(id);
      return node?.node.name ?? node?.definition?.title ?? id;
    };
    const nameOf = (ids: readonly string[]) =>
      ids.length === 1 ? titleOf(ids[0] as string) : formatPlural(ids.length, "node");

    function place(places: ReadonlyMap<string, Point>, label: string, coalesce?: string) {
      const before = new Map(store.getState().document.nodes.map(({ id, position }) => [id, position]));
      const changes = [...places].flatMap(([id, position]): WorkflowChange[] => {
        const old = before.get(id);
        const isMoved = old !== undefined && (old.x !== position.x || old.y !== position.y);
        return isMoved ? [{ type: "node.set", id, set: { position } }] : [];
      });
      if (changes.length > 0) commit(changes, { label, coalesce });
    }

    /** The view was chosen: it stays. */
    const look = (_: Promise<boolean>) => canvas.setState({ hasOwnView: true });
    const fitAll = () => look(flow.fitView({ ...glide(), padding: wholePadding, maxZoom: 1 }));

    const actions: CanvasActions = {
      selectAll: () => select(selectionOf(store.getState().document.nodes.map(({ id }) => id))),
      clear: () => {
        if (isEmptySelection(store.getState().selection)) return false;
        select(noSelection);
        return true;
      },
      removeSelection: () => {
        const { selection } = store.getState();
        if (isEmptySelection(selection)) return;
        const ids = [...selection.nodes];
        commit(removalOf(selection, store.getState().document), {
          label: ids.length === 0 ? "Disconnect" : `Delete ${nameOf(ids)}`,
        });
      },
      duplicate: () => {
        const { document: workflow, selection } = store.getState();
        const fragment = fragmentOf(workflow, selection);
        if (fragment === undefined) return;
        const { x, y } = cornerOf(fragment);
        const around = commonParent(workflow.nodes, outermost(workflow.nodes, selection.nodes));
        const origin = { x: x + 40, y: y + 40 };
        const { changes, nodeIds } = pasteChanges(workflow, fragment, origin, around);
        commit(withRoom(changes), { label: `Duplicate ${nameOf([...selection.nodes])}`, select: selectionOf(nodeIds) });
      },
      copyText: () => {
        const { document: workflow, selection } = store.getState();
        const fragment = fragmentOf(workflow, selection);
        return fragment === undefined ? undefined : writeFragment(fragment);
      },
      moveSelection: (by) => {
        const { document: workflow, selection } = store.getState();
        const ids = outermost(workflow.nodes, selection.nodes);
        const moved = workflow.nodes.filter(({ id }) => ids.has(id));
        const places = new Map(moved.map(({ id, position }) => [id, { x: position.x + by.x, y: position.y + by.y }]));
        place(places, `Move ${nameOf([...places.keys()])}`, `move ${[...places.keys()].join(" ")}`);
      },
      toggleDisabled: () => {
        const { document: workflow, selection } = store.getState();
        const nodes = workflow.nodes.filter(({ id }) => selection.nodes.has(id));
        const isOn = nodes.some(({ disabled }) => disabled !== true);
        const changes = nodes.map(
          ({ id }): WorkflowChange =>
            isOn
              ? { type: "node.set", id, set: { disabled: true } }
              : { type: "node.set", id, set: {}, unset: ["disabled"] },
        );
        if (changes.length > 0)
          commit(changes, { label: `${isOn ? "Disable" : "Enable"} ${nameOf(nodes.map(({ id }) => id))}` });
      },
      rename: (nodeId = selectedIds()[0]) => {
        if (nodeId !== undefined && !store.getState().isReadOnly) canvas.setState({ renaming: nodeId });
      },
      walk: (step) => {
        const { document: workflow, selection } = store.getState();
        const order = topologicalOrder(workflow);
        const current = order.findIndex((id) => selection.nodes.has(id));
        const next = current === -1 ? (step === 1 ? order[0] : order.at(-1)) : order[current + step];
        if (next === undefined) return false;
        actions.show(next);
        return true;
      },
      show: (nodeId) => {
        select(selectionOf([nodeId]));
        const node = flow.getInternalNode(nodeId);
        if (node === undefined) return;
        reveal(flow, canvas, boxOf(node));
      },
      jump: (nodeId) => {
        actions.show(nodeId);
        canvas.getState().pane?.focus({ preventScroll: true });
      },
      connectByKeys: () => {
        const [id, ...more] = selectedIds();
        if (id !== undefined && more.length === 0 && !store.getState().isReadOnly)
          canvas.setState({ connectingByKeys: id });
      },
      tidy: async () => {
        const { document: workflow, resolved, isReadOnly } = store.getState();
        if (workflow.nodes.length === 0 || isReadOnly) return;
        const heightOf = (id: string) => flow.getInternalNode(id)?.measured.height;
        try {
          const scene = { workflow, portsOf: (id: string) => resolved.get(id)?.ports, heightOf };
          place(await tidyPlaces(scene, layoutInWorker), "Tidy");
          // After React has drawn the new places.
          requestAnimationFrame(fitAll);
        } catch {
          toast.failed("The layout could not be computed.", { description: "Nothing was moved." });
        }
      },
      align: (alignment) => {
        const { document: workflow, selection } = store.getState();
        const ids = outermost(workflow.nodes, selection.nodes);
        const boxes = [...ids].flatMap((id) => {
          const node = flow.getInternalNode(id);
          return node === undefined ? [] : [{ id, ...boxOf(node) }];
        });
        if (boxes.length < 2) return;
        const positions = new Map(workflow.nodes.map(({ id, position }) => [id, position]));
        const aligned = alignedPlaces(boxes, alignment);
        // As far as each is shifted on the canvas it is shifted in its container.
        const places = boxes.map(({ id, x, y }): [string, Point] => {
          const [to, position] = [aligned.get(id) ?? { x, y }, positions.get(id) ?? { x: 0, y: 0 }];
          return [id, { x: position.x + to.x - x, y: position.y + to.y - y }];
        });
        place(new Map(places), `Align ${nameOf([...ids])}`);
      },
      fit: fitAll,
      fitSelection: () => {
        const ids = selectedIds();
        if (ids.length > 0)
          look(flow.fitView({ ...glide(), padding: 0.3, maxZoom: 1.25, nodes: ids.map((id) => ({ id })) }));
      },
      zoomIn: () => look(flow.zoomIn(glide())),
      zoomOut: () => look(flow.zoomOut(glide())),
      zoomToActual: () => look(flow.zoomTo(1, glide())),
    };
    return actions;
  }, [store, canvas, flow, withRoom]);
}
