"use client";

import type { NodeProps } from "@xyflow/react";
import { memo, useLayoutEffect, useMemo, useRef } from "react";
import { NodeIcon } from "@/components/palette/node-icon";
import { askedQuestion } from "@/components/run/asked-question";
import { isOnlyLent } from "@/components/run/lent-run";
import { useNodeRun } from "@/components/run/use-node-run";
import { cn } from "@/components/ui/cn";
import { formatPlural } from "@/components/ui/format";
import { useResolvedNode, useWorkflow } from "@/components/workflow-store/workflow-context";
import { cards } from "@/nodes/cards";
import type { ResolvedNode } from "@/nodes/core/resolve-node";
import { BreakpointMark } from "./breakpoint-mark";
import { useCanvas } from "./canvas-context";
import { ConnectablePorts } from "./connectable-ports";
import { isDisabled } from "./is-disabled";
import { ItemMark } from "./item-mark";
import { LentFooter, NodeFooter } from "./node-footer";
import { NodeIssueMarker } from "./node-issue-marker";
import { PortRows } from "./node-ports";
import { NodeStream } from "./node-stream";
import { NodeTitle } from "./node-title";
import { PinnedMark } from "./pinned-mark";
import { cardHeight, portSides } from "./port-sides";
import { countRender } from "./render-count";
import { statusRing } from "./status-ring";

/** React Flow gives a dragged node new props with each frame; the card itself takes only what it draws. */
export const FlowNode = memo(function FlowNode({ id, selected }: NodeProps) {
  return <NodeCard nodeId={id} isSelected={selected === true} />;
});

const NodeCard = memo(function NodeCard({ nodeId, isSelected }: { nodeId: string; isSelected: boolean }) {
  countRender(nodeId);
  const resolved = useResolvedNode(nodeId);
  const run = useNodeRun(nodeId);
  const isOff = useWorkflow((state) => isDisabled(state, nodeId));
  const isFar = useCanvas((state) => state.isFar);
  const card = useRef<HTMLDivElement>(null);
  const height = useRef(0);
  const ports = resolved?.ports;
  const sides = useMemo(() => portSides(ports ?? { inputs: [], outputs: [] }), [ports]);

  // A light card stands in for one of the same height, so that nothing moves while zooming.
  useLayoutEffect(() => {
    if (!isFar && card.current !== null) height.current = card.current.offsetHeight;
  });

  if (resolved === undefined) return null;
  const look = cards[resolved.node.type];
  const isDim = isOff || run?.status === "skipped";
  return (
    <div
      ref={card}
      data-node-card={nodeId}
      data-status={run?.status}
      style={isFar ? { height: Math.max(height.current, cardHeight(sides)) } : undefined}
      className={cn(
        "heddle-card relative w-60 rounded-xl border bg-raised",
        look?.isWhole && "border-dashed",
        (run && statusRing[run.status]) ?? "border-line-strong",
        isSelected && "heddle-card-selected",
        isFar && "heddle-card-light",
        isDim && "opacity-60",
      )}
    >
      {isFar ? (
        <LightFace resolved={resolved} />
      ) : look?.isWhole ? (
        <look.Body node={resolved.node} config={resolved.config} run={run} />
      ) : (
        <Face resolved={resolved} sides={sides} run={run} />
      )}
      <BreakpointMark nodeId={nodeId} />
      <ConnectablePorts nodeId={nodeId} sides={sides} />
    </div>
  );
});

interface FaceProps {
  resolved: ResolvedNode;
  sides: ReturnType<typeof portSides>;
  run: ReturnType<typeof useNodeRun>;
}

function Face({ resolved, sides, run }: FaceProps) {
  const { node, definition, config } = resolved;
  const typeTitle = definition?.title ?? node.type;
  const settings =
    definition === undefined ? `Unknown type “${node.type}”` : config === undefined ? "" : definition.summary(config);
  const question = run && askedQuestion(run);
  const summary = question ?? settings;
  const Body = cards[node.type]?.Body;
  const isPure = config !== undefined && definition?.pure?.(config) === true;
  return (
    <>
      <header className="flex h-8.5 items-center gap-2 px-2.5 pt-0.5">
        <NodeIcon definition={definition} />
        <NodeTitle nodeId={node.id} title={node.name ?? typeTitle} typeTitle={typeTitle} />
        {run && run.status !== "pending" && <ItemMark path={run.path} />}
        <ToolCount nodeId={node.id} />
        {node.pinned !== undefined && <PinnedMark />}
        <NodeIssueMarker nodeId={node.id} />
      </header>
      <p
        className={cn("h-6 truncate px-2.5 text-sm", question === undefined ? "text-dim" : "text-ink")}
        title={summary}
      >
        {summary || <span className="text-faint">{definition?.description ?? ""}</span>}
      </p>
      <FittingRows nodeId={node.id} sides={sides} />
      {Body && <Body node={node} config={config} run={run} />}
      {run && !Body && (
        <NodeStream run={run} textPort={isPure ? undefined : sides.right.find(({ kind }) => kind === "text")?.name} />
      )}
      {run && isOnlyLent(run) && <LentFooter run={run} />}
      {run && run.status !== "pending" && <NodeFooter run={run} title={node.name ?? typeTitle} />}
    </>
  );
}

/** What can be read from afar: the icon and the name, large. */
function LightFace({ resolved: { node, definition } }: { resolved: ResolvedNode }) {
  return (
    <div className="flex h-full items-center gap-3 overflow-hidden px-3">
      <NodeIcon definition={definition} size="lg" />
      <b className="line-clamp-2 font-semibold text-2xl">{node.name ?? definition?.title ?? node.type}</b>
    </div>
  );
}

function ToolCount({ nodeId }: { nodeId: string }) {
  const count = useWorkflow(({ connectionsOf, resolved }) => {
    const tools = resolved.get(nodeId)?.ports.inputs.filter(({ kind }) => kind === "tool") ?? [];
    if (tools.length === 0) return 0;
    return connectionsOf(nodeId).filter((c) => c.target === nodeId && tools.some(({ name }) => name === c.targetHandle))
      .length;
  });
  return count === 0 ? null : <span className="shrink-0 text-faint text-sm">{formatPlural(count, "tool")}</span>;
}

function FittingRows({ nodeId, sides }: { nodeId: string; sides: ReturnType<typeof portSides> }) {
  return <PortRows sides={sides} fits={useCanvas(({ connecting }) => connecting?.fits.get(nodeId))} />;
}
