"use client";

import { BaseEdge, type Edge, type EdgeProps } from "@xyflow/react";
import { type CSSProperties, memo } from "react";
import { useRunView } from "@/components/run/run-context";
import { nodeRunOf, type RunView } from "@/components/run/run-store";
import { cn } from "@/components/ui/cn";
import { kindColor } from "@/components/ui/kind";
import { isInnerPort } from "@/nodes/core/container";
import { isResourceKind, type PortKind } from "@/nodes/core/port";
import type { NodeRunStatus } from "@/nodes/core/run-status";
import { useCanvas } from "./canvas-context";
import { type ConnectionEnd, cornerPath, curveBetween, curvePath } from "./curve";
import type { Point } from "./new-node";

export type ConnectionEdgeData = { readonly kind: PortKind };
export type FlowEdge = Edge<ConnectionEdgeData, "connection">;

/** A connection in the color of what flows through it; during a run it shows where the run is. */
export const ConnectionEdge = memo(function ConnectionEdge(props: EdgeProps<FlowEdge>) {
  const { id, selected, data } = props;
  const kind = data?.kind ?? "any";
  const state = useRunView((view) => flowState(view, props, kind));
  const isInserting = useCanvas(({ insertInto }) => insertInto === id);
  const corners = useCanvas(({ routes }) => routes.get(id));
  const path = pathOf(props, corners);
  return (
    <BaseEdge
      path={path}
      interactionWidth={18}
      className={cn(
        "heddle-connection",
        selected && "is-selected",
        isInserting && "is-inserting",
        isResourceKind(kind) && "is-resource",
      )}
      data-flow={state}
      style={{ "--flow": strokeOf(kind, state) } as CSSProperties}
    />
  );
});

/** The corners were found from where the ports should be; the ends are where React Flow measured them. */
function pathOf(props: EdgeProps<FlowEdge>, corners: readonly Point[] | undefined): string {
  const from = { x: props.sourceX, y: props.sourceY, side: props.sourcePosition };
  const to = { x: props.targetX, y: props.targetY, side: props.targetPosition };
  if (corners === undefined) return curvePath(curveBetween(from, to));
  const last = corners.length - 1;
  const aligned = corners.map((corner, i) => ({
    ...corner,
    ...(i === 0 && across(from)),
    ...(i === last && across(to)),
  }));
  return cornerPath([from, ...aligned, to]);
}

function across({ x, y, side }: ConnectionEnd): Partial<Point> {
  return side === "left" || side === "right" ? { y } : { x };
}

/** `idle`: no run is shown. `live`: what came through is being worked on. `dead`: nothing will come. */
type FlowState = "idle" | "ahead" | "live" | "carried" | "dead";

type Ends = Pick<EdgeProps<FlowEdge>, "source" | "sourceHandleId" | "target" | "targetHandleId">;

function flowState(view: RunView, ends: Ends, kind: PortKind): FlowState {
  const { source, target, sourceHandleId: port, targetHandleId } = ends;
  const isResult = isInnerPort(targetHandleId ?? "");
  if (view.run === null) return "idle";
  const to = nodeRunOf(view, target)?.status;
  if (isResourceKind(kind)) return to === "running" ? "live" : "idle";
  if (isInnerPort(port ?? "")) return givenState(to);
  const from = nodeRunOf(view, source);
  if (from === undefined || from.status === "pending" || from.status === "running" || from.status === "waiting")
    return "ahead";
  if (from.status !== "completed" || from.firedPorts?.includes(port ?? "") === false) return "dead";
  // The container runs on after one of its items is over.
  return (to === "running" || to === "waiting") && !isResult ? "live" : "carried";
}

/** What a container gives to the nodes inside it is there for each of its items; the container itself is not done yet. */
function givenState(to: NodeRunStatus | undefined): FlowState {
  if (to === undefined || to === "pending") return "ahead";
  if (to === "skipped") return "dead";
  return to === "running" || to === "waiting" ? "live" : "carried";
}

function strokeOf(kind: PortKind, state: FlowState): string {
  if (state === "live" && !isResourceKind(kind)) return "var(--color-running)";
  if (state === "ahead" || state === "dead") return "var(--color-line-strong)";
  return kindColor(kind);
}
