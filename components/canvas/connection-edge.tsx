"use client";

import { BaseEdge, type Edge, type EdgeProps, getBezierPath } from "@xyflow/react";
import { type CSSProperties, memo } from "react";
import { useRunView } from "@/components/run/run-context";
import { nodeRunOf, type RunView } from "@/components/run/run-store";
import { cn } from "@/components/ui/cn";
import { kindColor } from "@/components/ui/kind";
import { isResourceKind, type PortKind } from "@/nodes/core/port";
import { useCanvas } from "./canvas-context";

export type ConnectionEdgeData = { readonly kind: PortKind };
export type FlowEdge = Edge<ConnectionEdgeData, "connection">;

/** A connection in the color of what flows through it; during a run it shows where the run is. */
export const ConnectionEdge = memo(function ConnectionEdge(props: EdgeProps<FlowEdge>) {
  const { id, source, target, sourceHandleId, selected, data } = props;
  const kind = data?.kind ?? "any";
  const state = useRunView((view) => flowState(view, source, target, sourceHandleId ?? "", kind));
  const isInserting = useCanvas(({ insertInto }) => insertInto === id);
  const [path] = getBezierPath(props);
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

/** `idle`: no run is shown. `live`: what came through is being worked on. `dead`: nothing will come. */
type FlowState = "idle" | "ahead" | "live" | "carried" | "dead";

function flowState(view: RunView, source: string, target: string, port: string, kind: PortKind): FlowState {
  if (view.run === null) return "idle";
  const to = nodeRunOf(view, target)?.status;
  if (isResourceKind(kind)) return to === "running" ? "live" : "idle";
  const from = nodeRunOf(view, source);
  if (from === undefined || from.status === "pending" || from.status === "running" || from.status === "waiting")
    return "ahead";
  if (from.status !== "completed" || from.firedPorts?.includes(port) === false) return "dead";
  return to === "running" || to === "waiting" ? "live" : "carried";
}

function strokeOf(kind: PortKind, state: FlowState): string {
  if (state === "live" && !isResourceKind(kind)) return "var(--color-running)";
  if (state === "ahead" || state === "dead") return "var(--color-line-strong)";
  return kindColor(kind);
}
