"use client";

import { useConnection, useViewport } from "@xyflow/react";
import { Ban } from "lucide-react";
import { useWorkflowStore } from "@/components/workflow-store/workflow-context";
import { useCanvasStore } from "./canvas-context";
import { endsOf, type PortEnd, verdictOf } from "./fitting-ports";

/** Beside the pointer: why the connection that is dragged cannot end at the port below it. */
export function ConnectReason() {
  const over = useConnection(({ inProgress, isValid, toHandle, to }) =>
    inProgress && isValid === false && toHandle !== null && to !== null
      ? { nodeId: toHandle.nodeId, port: toHandle.id ?? "", type: toHandle.type, x: to.x, y: to.y }
      : undefined,
  );
  return over === undefined ? null : <Reason {...over} />;
}

function Reason({
  nodeId,
  port,
  type,
  x,
  y,
}: {
  nodeId: string;
  port: string;
  type: "source" | "target";
  x: number;
  y: number;
}) {
  const store = useWorkflowStore();
  const { connecting } = useCanvasStore().getState();
  const viewport = useViewport();
  if (connecting === undefined) return null;
  const to: PortEnd = { nodeId, port, side: type === "source" ? "output" : "input" };
  const verdict =
    to.side === connecting.from.side
      ? ({ ok: false, reason: `Connect an output to an input: both of these are ${to.side}s.` } as const)
      : verdictOf(store.getState(), endsOf(connecting.from, to), connecting.without);
  if (verdict.ok) return null;
  return (
    <div
      role="status"
      className="pointer-events-none absolute top-0 left-0 z-20 flex max-w-75 items-start gap-2 rounded-md border border-bad/50 bg-raised px-2.5 py-1.5 text-sm shadow-overlay"
      style={{ translate: `${x * viewport.zoom + viewport.x + 16}px ${y * viewport.zoom + viewport.y + 12}px` }}
    >
      <Ban className="mt-px size-3.5 shrink-0 text-bad" aria-hidden />
      <span className="text-pretty">{verdict.reason}</span>
    </div>
  );
}
