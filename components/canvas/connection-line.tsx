"use client";

import { type ConnectionLineComponentProps, getBezierPath } from "@xyflow/react";
import { kindColor } from "@/components/ui/kind";
import { useWorkflow } from "@/components/workflow-store/workflow-context";
import { findPort } from "@/nodes/core/port";
import type { CanvasNode } from "./use-flow-nodes";

/** The connection that is being dragged: in the color of its kind, red over a port that it cannot enter. */
export function ConnectionLine(props: ConnectionLineComponentProps<CanvasNode>) {
  const { fromNode, fromHandle, connectionStatus } = props;
  const kind = useWorkflow(({ resolved }) => {
    const ports = resolved.get(fromNode.id)?.ports;
    const list = (fromHandle.type === "source" ? ports?.outputs : ports?.inputs) ?? [];
    return findPort(list, fromHandle.id ?? "")?.kind ?? "any";
  });
  const [path] = getBezierPath({
    sourceX: props.fromX,
    sourceY: props.fromY,
    sourcePosition: props.fromPosition,
    targetX: props.toX,
    targetY: props.toY,
    targetPosition: props.toPosition,
  });
  const stroke = connectionStatus === "invalid" ? "var(--color-bad)" : kindColor(kind);
  return <path d={path} className="heddle-connection-line" style={{ stroke }} />;
}
