"use client";

import type { NodeProps } from "@xyflow/react";
import { memo, useMemo } from "react";
import { ranInPart } from "@/components/run/ran-in-part";
import { useNodeRun } from "@/components/run/use-node-run";
import { cn } from "@/components/ui/cn";
import { useResolvedNode, useWorkflow } from "@/components/workflow-store/workflow-context";
import { BreakpointMark } from "./breakpoint-mark";
import { useCanvas } from "./canvas-context";
import { ConnectablePorts } from "./connectable-ports";
import { emptyFrameHelp } from "./empty-frame-help";
import { FrameHeader, LightFrameHeader } from "./frame-header";
import { FrameProgress } from "./frame-progress";
import { isDisabled } from "./is-disabled";
import { noSides, portSides } from "./port-sides";
import { countRender } from "./render-count";
import { statusRing } from "./status-ring";

/** React Flow gives a dragged node new props with each frame; the container itself takes only what it draws. */
export const FlowFrame = memo(function FlowFrame({ id, selected }: NodeProps) {
  return <ContainerFrame nodeId={id} isSelected={selected === true} />;
});

/**
 * A container: a frame with a header around the nodes that stand in it. Between them the canvas shows, which takes the
 * pointer there, so that a large frame is no hole to pan and to select in.
 */
const ContainerFrame = memo(function ContainerFrame({ nodeId, isSelected }: { nodeId: string; isSelected: boolean }) {
  countRender(nodeId);
  const resolved = useResolvedNode(nodeId);
  const run = useNodeRun(nodeId);
  const isOff = useWorkflow((state) => isDisabled(state, nodeId));
  const isFar = useCanvas((state) => state.isFar);
  const isTaking = useCanvas(({ dropFrame }) => dropFrame === nodeId);
  const isEmpty = useWorkflow(({ document }) => document.nodes.every(({ parentId }) => parentId !== nodeId));
  const ports = resolved?.ports;
  const sides = useMemo(() => (ports === undefined ? noSides : portSides(ports)), [ports]);

  if (resolved === undefined) return null;
  const isDim = isOff || (run?.status === "skipped" && !ranInPart(run));
  return (
    <div
      data-node-card={nodeId}
      data-status={run?.status}
      data-taking={isTaking || undefined}
      className={cn(
        "heddle-frame relative size-full rounded-xl border",
        (run && statusRing[run.status]) ?? "border-line-strong",
        isSelected && "heddle-card-selected",
        isFar && "heddle-card-light",
        isDim && "opacity-60",
      )}
    >
      {isFar ? <LightFrameHeader resolved={resolved} /> : <FrameHeader resolved={resolved} run={run} />}
      {run && <FrameProgress run={run} />}
      {isEmpty && !isFar && (
        <p className="absolute inset-x-0 top-11 bottom-0 grid place-items-center px-28 text-center text-dim text-sm">
          {emptyFrameHelp(resolved.node.type)}
        </p>
      )}
      <BreakpointMark nodeId={nodeId} />
      <ConnectablePorts nodeId={nodeId} sides={sides} />
    </div>
  );
});
