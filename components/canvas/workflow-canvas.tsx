"use client";

import {
  Background,
  BackgroundVariant,
  ConnectionMode,
  type EdgeTypes,
  type NodeTypes,
  type OnMove,
  ReactFlow,
  SelectionMode,
  useReactFlow,
} from "@xyflow/react";
import "./canvas.css";
import { type MouseEvent, type PointerEvent, type ReactNode, useCallback, useMemo, useRef } from "react";
import { selectionOf } from "@/components/workflow-store/selection";
import { useWorkflow, useWorkflowStore } from "@/components/workflow-store/workflow-context";
import { CanvasCommands } from "./canvas-commands";
import { useCanvasStore } from "./canvas-context";
import { CanvasControls } from "./canvas-controls";
import { canvasKeyHandler } from "./canvas-keys";
import { CanvasMenu } from "./canvas-menu";
import { ConnectByKeys } from "./connect-by-keys";
import { ConnectReason } from "./connect-reason";
import { connectionAt } from "./connection-at";
import { ConnectionEdge, type FlowEdge } from "./connection-edge";
import { ConnectionLine } from "./connection-line";
import { insertChanges, type Point } from "./new-node";
import { FlowNode } from "./node-card";
import { NodePicker } from "./node-picker";
import { canvasPadding, useCanvasActions } from "./use-canvas-actions";
import { useCanvasDrop } from "./use-canvas-drop";
import { useClipboard } from "./use-clipboard";
import { useConnecting } from "./use-connecting";
import { useFlowEdges } from "./use-flow-edges";
import { type CanvasNode, useFlowNodes } from "./use-flow-nodes";
import { useKeepCenter } from "./use-keep-center";
import { useMinimapSetting } from "./use-minimap-setting";

const nodeTypes: NodeTypes = { card: FlowNode };
const edgeTypes: EdgeTypes = { connection: ConnectionEdge };
const fitOptions = { padding: canvasPadding, maxZoom: 1 };
const snapGrid: [number, number] = [10, 10];
const farZoom = 0.5;
/** From here on only what is seen is in the page. */
const manyNodes = 300;

export interface WorkflowCanvasProps {
  /** Asked for by Enter and by the menu; "Fix" and issue markers go through the store's `focusField`. */
  openInspector: () => void;
  /** Floats over the canvas: what to say when it is empty, who else is here. */
  children?: ReactNode;
}

/** The open workflow as a graph to look at and to edit. Stands in a `CanvasProvider` and a `WorkflowStoreProvider`. */
export function WorkflowCanvas({ openInspector, children }: WorkflowCanvasProps) {
  const store = useWorkflowStore();
  const canvas = useCanvasStore();
  const isReadOnly = useWorkflow((state) => state.isReadOnly);
  const { nodes, onNodesChange, endDrag } = useFlowNodes();
  const { edges, onEdgesChange } = useFlowEdges();
  const connecting = useConnecting();
  const actions = useCanvasActions();
  const drop = useCanvasDrop();
  const pointer = useRef<Point>(undefined);
  const { screenToFlowPosition } = useReactFlow();
  const [hasMinimap, toggleMinimap] = useMinimapSetting(nodes.length);
  useClipboard(actions, pointer);
  useKeepCenter();

  const askForNode = useCallback(() => {
    const box = canvas.getState().pane?.getBoundingClientRect();
    if (box === undefined || store.getState().isReadOnly) return;
    const at = pointer.current ?? { x: box.left + box.width / 2, y: box.top + box.height / 3 };
    canvas.setState({ picker: { at, position: screenToFlowPosition(at) } });
  }, [canvas, store, screenToFlowPosition]);

  const onKeyDown = useMemo(
    () => canvasKeyHandler({ actions, openInspector, addNode: askForNode }),
    [actions, openInspector, askForNode],
  );
  const onMove: OnMove = useCallback(
    (_, { zoom }) => {
      const isFar = zoom < farZoom;
      if (canvas.getState().isFar !== isFar) canvas.setState({ isFar });
    },
    [canvas],
  );

  const dragHandlers = useMemo(() => {
    /** The connection below the pointer that a single, unconnected node can be put into. */
    function target(event: { clientX: number; clientY: number }, dragged: readonly CanvasNode[]): string | undefined {
      const [only] = dragged;
      if (only === undefined || dragged.length > 1) return undefined;
      const { document: workflow, definitions, connectionsOf } = store.getState();
      if (connectionsOf(only.id).length > 0) return undefined;
      return connectionAt(
        { x: event.clientX, y: event.clientY },
        (id) => insertChanges(workflow, definitions, id, only.id) !== undefined,
      );
    }
    const pointOf = (event: globalThis.MouseEvent | TouchEvent) =>
      "changedTouches" in event ? (event.changedTouches[0] as Touch) : event;
    return {
      onNodeDrag: (event: globalThis.MouseEvent | TouchEvent, _: CanvasNode, dragged: CanvasNode[]) => {
        const insertInto = target(pointOf(event), dragged);
        if (insertInto !== canvas.getState().insertInto) canvas.setState({ insertInto });
      },
      onNodeDragStop: (event: globalThis.MouseEvent | TouchEvent, _: CanvasNode, dragged: CanvasNode[]) => {
        const into = target(pointOf(event), dragged);
        canvas.setState({ insertInto: undefined });
        const { document: workflow, definitions } = store.getState();
        const inserted =
          into === undefined ? undefined : insertChanges(workflow, definitions, into, dragged[0]?.id ?? "");
        endDrag(
          dragged.map(({ id }) => id),
          inserted,
        );
      },
    };
  }, [store, canvas, endDrag]);

  /** The menu is about what is below the pointer. */
  const selectUnder = useCallback(
    (_: MouseEvent, { id }: CanvasNode | FlowEdge, kind: "node" | "connection") => {
      const { selection } = store.getState();
      const isSelected = (kind === "node" ? selection.nodes : selection.connections).has(id);
      if (!isSelected) store.actions.select(kind === "node" ? selectionOf([id]) : selectionOf([], [id]));
    },
    [store],
  );
  const setPane = useCallback((pane: HTMLDivElement | null) => canvas.setState({ pane }), [canvas]);

  return (
    <CanvasMenu actions={actions} addNode={askForNode} openInspector={openInspector}>
      <div
        ref={setPane}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the canvas takes the keys that move, walk and delete
        tabIndex={0}
        role="application"
        aria-label="Canvas"
        className="heddle-canvas relative size-full outline-none"
        onKeyDown={onKeyDown}
        onPointerMove={(event: PointerEvent) => {
          pointer.current = { x: event.clientX, y: event.clientY };
        }}
        onPointerDown={(event: PointerEvent<HTMLDivElement>) => {
          const target = event.target as HTMLElement;
          // React tells the canvas also of what floats over the page, such as the palette at the pointer.
          if (!event.currentTarget.contains(target)) return;
          const isControl = target.closest("button, input, textarea, a") !== null;
          if (!isControl) event.currentTarget.focus({ preventScroll: true });
          // The browser takes a focus that a script gives for one that wants to be seen.
          event.currentTarget.dataset.pointed = "";
        }}
        onKeyDownCapture={(event) => {
          delete event.currentTarget.dataset.pointed;
        }}
        {...drop}
      >
        <ReactFlow<CanvasNode, FlowEdge>
          nodes={nodes}
          edges={edges}
          onNodesChange={onNodesChange}
          onEdgesChange={onEdgesChange}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          {...connecting}
          {...dragHandlers}
          onMove={onMove}
          onNodeContextMenu={(event, node) => selectUnder(event, node, "node")}
          onEdgeContextMenu={(event, edge) => selectUnder(event, edge, "connection")}
          onPaneContextMenu={actions.clear}
          onNodeDoubleClick={openInspector}
          connectionLineComponent={ConnectionLine}
          connectionMode={ConnectionMode.Strict}
          connectionRadius={22}
          reconnectRadius={14}
          nodesDraggable={!isReadOnly}
          nodesConnectable={!isReadOnly}
          edgesReconnectable={!isReadOnly}
          snapToGrid
          snapGrid={snapGrid}
          nodeDragThreshold={2}
          selectionMode={SelectionMode.Partial}
          multiSelectionKeyCode={multiSelectionKeys}
          deleteKeyCode={null}
          disableKeyboardA11y
          nodesFocusable={false}
          edgesFocusable={false}
          panOnScroll
          panActivationKeyCode="Space"
          zoomOnDoubleClick={false}
          elevateNodesOnSelect
          minZoom={0.05}
          maxZoom={2}
          fitView
          fitViewOptions={fitOptions}
          onlyRenderVisibleElements={nodes.length > manyNodes}
          proOptions={proOptions}
          onError={ignoreMissingHandles}
        >
          <Background variant={BackgroundVariant.Dots} gap={20} size={2} />
          <ConnectReason />
        </ReactFlow>
        <CanvasControls actions={actions} hasMinimap={hasMinimap} onToggleMinimap={toggleMinimap} />
        {children}
        <NodePicker />
        <ConnectByKeys />
        <CanvasCommands actions={actions} />
      </div>
    </CanvasMenu>
  );
}

const multiSelectionKeys = ["Meta", "Control", "Shift"];
/** React Flow's name stands in the list of third-party licenses. */
const proOptions = { hideAttribution: true };

/**
 * A connection is drawn a moment before the dot that a change of config made for it is measured; and one whose port is
 * gone is shown as an issue.
 */
function ignoreMissingHandles(code: string, message: string) {
  if (code !== "008") console.warn(`[React Flow ${code}] ${message}`);
}
