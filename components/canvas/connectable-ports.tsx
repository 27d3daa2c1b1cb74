"use client";

import { useUpdateNodeInternals } from "@xyflow/react";
import { useEffect, useMemo, useRef } from "react";
import { useWorkflow } from "@/components/workflow-store/workflow-context";
import type { Connection } from "@/nodes/core/workflow";
import { useCanvas } from "./canvas-context";
import { portKey } from "./canvas-store";
import { FramePorts } from "./frame-dots";
import { isFrame } from "./frame-ports";
import { NodePorts } from "./node-ports";
import type { PortSides } from "./port-sides";

/** The dots, which alone render again when a connection begins or ends to be dragged. */
export function ConnectablePorts({ nodeId, sides }: { nodeId: string; sides: PortSides }) {
  useFollowPorts(nodeId, sides);
  const isConnecting = useCanvas(({ connecting }) => connecting !== undefined);
  const fits = useCanvas(({ connecting }) => connecting?.fits.get(nodeId));
  const from = useCanvas(({ connecting }) =>
    connecting?.from.nodeId === nodeId ? portKey(connecting.from) : undefined,
  );
  const connections = useWorkflow(({ connectionsOf }) => connectionsOf(nodeId));
  const connected = useMemo(() => connectedPorts(nodeId, connections), [nodeId, connections]);
  const Ports = isFrame(sides) ? FramePorts : NodePorts;
  return <Ports sides={sides} connected={connected} fits={fits} isConnecting={isConnecting} from={from} />;
}

function connectedPorts(nodeId: string, connections: readonly Connection[]): ReadonlySet<string> {
  return new Set(
    connections.map(({ source, sourceHandle, targetHandle }) =>
      source === nodeId
        ? portKey({ side: "output", port: sourceHandle })
        : portKey({ side: "input", port: targetHandle }),
    ),
  );
}

/** React Flow measures dots when a card changes its size; here they may move without that. */
function useFollowPorts(nodeId: string, sides: PortSides) {
  const update = useUpdateNodeInternals();
  const signature = Object.values(sides)
    .map((ports) => ports.map(({ name }: { name: string }) => name).join(" "))
    .join("|");
  const before = useRef(signature);
  useEffect(() => {
    if (before.current === signature) return;
    before.current = signature;
    update(nodeId);
  }, [nodeId, signature, update]);
}
