"use client";

import { NodeIcon } from "@/components/palette/node-icon";
import { CommandPalette, type PaletteItem } from "@/components/ui/command-palette";
import { KindDot } from "@/components/ui/kind";
import { absolutePlaces } from "@/components/workflow-store/nesting";
import { NewIds } from "@/components/workflow-store/new-ids";
import { useWorkflowStore } from "@/components/workflow-store/workflow-context";
import { isInnerPort } from "@/nodes/core/container";
import { isResourceKind } from "@/nodes/core/port";
import { useCanvas, useCanvasStore } from "./canvas-context";
import { endsOf, type FittingPort, fittingPorts, type PortEnd } from "./fitting-ports";
import { firstPlace } from "./frames";
import { hasFittingPort, type Point } from "./new-node";
import { cardSize } from "./port-sides";
import { useAddNode } from "./use-add-node";

/** Connects the selected node without a mouse: a list of what its ports can be connected to, new nodes included. */
export function ConnectByKeys() {
  const nodeId = useCanvas(({ connectingByKeys }) => connectingByKeys);
  const canvas = useCanvasStore();
  return (
    <CommandPalette
      isOpen={nodeId !== undefined}
      onOpenChange={(isOpen) => !isOpen && canvas.setState({ connectingByKeys: undefined })}
      label="Connect to"
      placeholder="Connect to…"
      emptyText="Nothing fits the ports of this node."
      groups={useGroups(nodeId)}
    />
  );
}

function useGroups(nodeId: string | undefined) {
  const store = useWorkflowStore();
  const addNode = useAddNode();
  if (nodeId === undefined) return [];
  const state = store.getState();
  const { document: workflow, resolved, definitions } = state;
  const own = resolved.get(nodeId);
  if (own === undefined) return [];
  const titleOf = (id: string) => resolved.get(id)?.node.name ?? resolved.get(id)?.definition?.title ?? id;

  function connect(from: PortEnd, to: PortEnd) {
    const connection = { id: new NewIds(store.getState().document).connection(), ...endsOf(from, to) };
    store.actions.commit([{ type: "connection.add", connection }], { label: "Connect" });
  }

  const toItem = (from: PortEnd, to: FittingPort): PaletteItem => ({
    id: `${from.side} ${from.port} ${to.nodeId} ${to.port}`,
    label: `${titleOf(to.nodeId)} · ${to.port}`,
    detail: to.kind,
    icon: <KindDot kind={to.kind} />,
    keywords: [to.nodeId],
    onSelect: () => connect(from, to),
  });

  const ends: FittingPort[] = [
    ...own.ports.outputs.map((port): FittingPort => ({ nodeId, port: port.name, side: "output", kind: port.kind })),
    ...own.ports.inputs.map((port): FittingPort => ({ nodeId, port: port.name, side: "input", kind: port.kind })),
  ];

  return ends.flatMap((end) => {
    const isOutput = end.side === "output";
    const there = fittingPorts(state, end).map((to) => toItem(end, to));
    const isFree =
      isOutput ||
      there.length > 0 ||
      !workflow.connections.some((c) => c.target === nodeId && c.targetHandle === end.port);
    const fresh = !isFree
      ? []
      : [...definitions.values()].filter((definition) => hasFittingPort(definition, end.kind, end.side));
    const items = [
      ...there,
      ...fresh.map(
        (definition): PaletteItem => ({
          id: `new ${definition.type} ${end.side} ${end.port}`,
          label: `New ${definition.title.toLowerCase()}`,
          icon: <NodeIcon definition={definition} />,
          keywords: [...(definition.keywords ?? [])],
          onSelect: () =>
            addNode(definition.type, {
              near: placeBeside(absolutePlaces(workflow.nodes).get(nodeId) ?? own.node.position, end),
              connectTo: end,
            }),
        }),
      ),
    ];
    return items.length === 0 ? [] : [{ label: isOutput ? `${end.port} →` : `→ ${end.port}`, items }];
  });
}

/** Where the node at the other end of a connection commonly stands: data comes from the left, resources from below. */
function placeBeside({ x, y }: Point, { side, kind, port }: FittingPort): Point {
  if (isInnerPort(port)) return { x: x + firstPlace.x, y: y + firstPlace.y };
  const way = side === "output" ? 1 : -1;
  return isResourceKind(kind) ? { x, y: y - way * 280 } : { x: x + way * (cardSize.width + 80), y };
}
