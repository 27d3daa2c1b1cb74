"use client";

import {
  type FinalConnectionState,
  type Connection as FlowConnection,
  type HandleType,
  type OnConnectStartParams,
  useReactFlow,
} from "@xyflow/react";
import { useMemo } from "react";
import { NewIds } from "@/components/workflow-store/new-ids";
import { useWorkflowStore } from "@/components/workflow-store/workflow-context";
import type { ConnectionEnds } from "@/nodes/core/connection";
import { findPort } from "@/nodes/core/port";
import type { WorkflowChange } from "@/nodes/core/workflow-change";
import { useCanvasStore } from "./canvas-context";
import { fitsByNode } from "./canvas-store";
import type { FlowEdge } from "./connection-edge";
import { endsOf, fittingPorts, type PortEnd, verdictOf } from "./fitting-ports";
import { cardSize } from "./port-sides";

/** React Flow's handlers for drawing, moving and letting go of connections. They never change. */
export function useConnecting() {
  const store = useWorkflowStore();
  const canvas = useCanvasStore();
  const { screenToFlowPosition } = useReactFlow();

  return useMemo(() => {
    const without = () => canvas.getState().connecting?.without;

    function start(from: PortEnd, moving?: string) {
      const fits = fitsByNode(fittingPorts(store.getState(), from, moving));
      canvas.setState({ connecting: { from, without: moving, fits }, picker: undefined });
    }

    function connect(ends: ConnectionEnds) {
      if (!verdictOf(store.getState(), ends).ok) return;
      const connection = { id: new NewIds(store.getState().document).connection(), ...ends };
      store.actions.commit([{ type: "connection.add", connection }], { label: "Connect" });
    }

    /** Let go over a card instead of a dot: its first port that fits takes the connection. */
    function connectToCard(from: PortEnd, nodeId: string) {
      const to = fittingPorts(store.getState(), from, without()).find((port) => port.nodeId === nodeId);
      if (to !== undefined) connect(endsOf(from, to));
    }

    function askForNode(from: PortEnd, event: MouseEvent | TouchEvent) {
      const ports = store.getState().resolved.get(from.nodeId)?.ports;
      const port = findPort((from.side === "output" ? ports?.outputs : ports?.inputs) ?? [], from.port);
      if (port === undefined) return;
      const at = pointOf(event);
      const pointer = screenToFlowPosition(at);
      const { x, y } = pointer;
      const position = from.side === "output" ? { x, y: y - 40 } : { x: x - cardSize.width, y: y - 40 };
      canvas.setState({ picker: { at, position, pointer, from: { ...from, kind: port.kind } } });
    }

    return {
      onConnectStart: (_: unknown, params: OnConnectStartParams) => {
        const from = portEndOf(params);
        if (from !== undefined && canvas.getState().connecting === undefined) start(from);
      },
      isValidConnection: (flow: FlowConnection | FlowEdge) => {
        const ends = endsOfFlow(flow);
        return ends !== undefined && verdictOf(store.getState(), ends, without()).ok;
      },
      onConnect: (flow: FlowConnection) => {
        const ends = endsOfFlow(flow);
        if (ends !== undefined) connect(ends);
      },
      onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
        const { connecting } = canvas.getState();
        const isMoving = connecting?.without !== undefined;
        if (!isMoving) canvas.setState({ connecting: undefined });
        if (state.isValid || isMoving || connecting === undefined || state.toHandle !== null) return;
        const nodeId = cardAt(pointOf(event));
        if (nodeId !== undefined) connectToCard(connecting.from, nodeId);
        else if (isOverPane(pointOf(event))) askForNode(connecting.from, event);
      },
      /** `type` is the end that stays. */
      onReconnectStart: (_: unknown, edge: FlowEdge, type: HandleType) => {
        const stays: PortEnd =
          type === "source"
            ? { nodeId: edge.source, port: edge.sourceHandle ?? "", side: "output" }
            : { nodeId: edge.target, port: edge.targetHandle ?? "", side: "input" };
        start(stays, edge.id);
      },
      onReconnect: (edge: FlowEdge, flow: FlowConnection) => {
        const ends = endsOfFlow(flow);
        if (ends === undefined || !verdictOf(store.getState(), ends, edge.id).ok) return;
        store.actions.commit([{ type: "connection.set", id: edge.id, set: { ...ends } }], { label: "Move connection" });
      },
      onReconnectEnd: (event: MouseEvent | TouchEvent, edge: FlowEdge, _: HandleType, state: FinalConnectionState) => {
        canvas.setState({ connecting: undefined });
        // Pulled off and let go where nothing is: it is gone.
        if (state.isValid || state.toHandle !== null || cardAt(pointOf(event)) !== undefined) return;
        const removal: WorkflowChange = { type: "connection.remove", id: edge.id };
        store.actions.commit([removal], { label: "Disconnect" });
      },
    };
  }, [store, canvas, screenToFlowPosition]);
}

function portEndOf({ nodeId, handleId, handleType }: OnConnectStartParams): PortEnd | undefined {
  if (nodeId === null || handleId === null || handleType === null) return undefined;
  return { nodeId, port: handleId, side: handleType === "source" ? "output" : "input" };
}

function endsOfFlow({
  source,
  sourceHandle,
  target,
  targetHandle,
}: FlowConnection | FlowEdge): ConnectionEnds | undefined {
  if (sourceHandle == null || targetHandle == null) return undefined;
  return { source, sourceHandle, target, targetHandle };
}

function pointOf(event: MouseEvent | TouchEvent) {
  const { clientX: x, clientY: y } = "changedTouches" in event ? (event.changedTouches[0] as Touch) : event;
  return { x, y };
}

function cardAt({ x, y }: { x: number; y: number }): string | undefined {
  const card = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-node-card]");
  return card?.dataset.nodeCard;
}

function isOverPane({ x, y }: { x: number; y: number }): boolean {
  return document.elementFromPoint(x, y)?.closest(".heddle-canvas") != null;
}
