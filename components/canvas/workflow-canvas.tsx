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
import { ConnectionEdge, type FlowEdge } from "./connection-edge";
import { ConnectionLine } from "./connection-line";
import { FlowFrame } from "./container-frame";
import type { Point } from "./new-node";
import { FlowNode } from "./node-card";
import { NodePicker } from "./node-picker";
import { useCanvasActions } from "./use-canvas-actions";
import { useCanvasDrop } from "./use-canvas-drop";
import { useClipboard } from "./use-clipboard";
import { useConnecting } from "./use-connecting";
import { useFlowEdges } from "./use-flow-edges";
import { type CanvasNode, useFlowNodes } from "./use-flow-nodes";
import { useKeepPlace } from "./use-keep-place";
import { useMinimapSetting } from "./use-minimap-setting";
import { useNodeDrag } from "./use-node-drag";
import { useRoutes } from "./use-routes";

const nodeTypes: NodeTypes = { card: FlowNode, frame: FlowFrame };
const edgeTypes: EdgeTypes = { connection: ConnectionEdge };
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
  const { nodes, onNodesChange, takeDragged } = useFlowNodes();
  const { edges, onEdgesChange } = useFlowEdges();
  useRoutes(nodes);
  const connecting = useConnecting();
  const actions = useCanvasActions();
  const drop = useCanvasDrop();
  const pointer = useRef<Point>(undefined);
  const { screenToFlowPosition } = useReactFlow();
  const [hasMinimap, toggleMinimap] = useMinimapSetting(nodes.length);
  useClipboard(actions, pointer);
  useKeepPlace();

  const askForNode = useCallback(() => {
    const box = canvas.getState().pane?.getBoundingClientRect();
    if (box === undefined || store.getState().isReadOnly) return;
    const at = pointer.current ?? { x: box.left + box.width / 2, y: box.top + box.height / 3 };
    const position = screenToFlowPosition(at);
    canvas.setState({ picker: { at, position, ...(pointer.current && { pointer: position }) } });
  }, [canvas, store, screenToFlowPosition]);

  const onKeyDown = useMemo(
    () => canvasKeyHandler({ actions, openInspector, addNode: askForNode }),
    [actions, openInspector, askForNode],
  );
  const onMoveStart: OnMove = useCallback(
    // A move of our own has no event.
    (event) => event !== null && canvas.setState({ hasOwnView: true }),
    [canvas],
  );
  const onMove: OnMove = useCallback(
    (_, { zoom }) => {
      const isFar = zoom < farZoom;
      if (canvas.getState().isFar !== isFar) canvas.setState({ isFar });
    },
    [canvas],
  );

  const dragHandlers = useNodeDrag(takeDragged);

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
        data-region
        data-work
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
        onBlur={(event) => {
          if (event.target === event.currentTarget) delete event.currentTarget.dataset.pointed;
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
          onMoveStart={onMoveStart}
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
