"use client";

import { useEffect } from "react";
import { absolutePlaces, withInside } from "@/components/workflow-store/nesting";
import { useWorkflow } from "@/components/workflow-store/workflow-context";
import { parentsOf } from "@/nodes/core/container";
import { useCanvasStore } from "./canvas-context";
import type { Routes } from "./canvas-store";
import { routeRequests } from "./connection-ends";
import { cardHeight, cardSize, portSides } from "./port-sides";
import { type Obstacle, routeConnections } from "./route";
import type { CanvasNode } from "./use-flow-nodes";

/** Nobody follows a single connection through more; and ways are looked for at each change. */
const mostNodes = 150;

/**
 * Finds the connections that would pass behind cards and leads them around. While nodes are dragged, theirs are plain
 * curves that follow the pointer, and the others stay as they are.
 */
export function useRoutes(nodes: readonly CanvasNode[]): void {
  const canvas = useCanvasStore();
  const connections = useWorkflow((state) => state.document.connections);
  const resolved = useWorkflow((state) => state.resolved);

  useEffect(() => {
    const before = canvas.getState().routes;
    const dragged = new Set(nodes.flatMap(({ id, dragging }) => (dragging ? [id] : [])));
    if (dragged.size > 0) {
      const moving = withInside(nodes, dragged);
      const loose = connections.filter(({ source, target }) => moving.has(source) || moving.has(target));
      if (loose.every(({ id }) => !before.has(id))) return;
      const ids = new Set(loose.map(({ id }) => id));
      canvas.setState({ routes: new Map([...before].filter(([id]) => !ids.has(id))) });
      return;
    }
    if (nodes.length > mostNodes) {
      if (before.size > 0) canvas.setState({ routes: new Map() });
      return;
    }
    const sides = new Map([...resolved].map(([id, { ports }]) => [id, portSides(ports)]));
    const places = absolutePlaces(nodes);
    const boxes = new Map(
      nodes.map(({ id, type, measured, width, height: frameHeight }): [string, Obstacle] => {
        const place = places.get(id) ?? { x: 0, y: 0 };
        if (type === "frame") return [id, { ...place, width: width ?? 0, height: frameHeight ?? 0, frame: id }];
        const known = sides.get(id);
        const height = measured?.height ?? (known === undefined ? 0 : cardHeight(known));
        return [id, { ...place, width: measured?.width ?? cardSize.width, height }];
      }),
    );
    const requests = routeRequests(
      connections,
      (id) => sides.get(id),
      (id) => boxes.get(id),
      parentsOf(nodes),
    );
    const routes = kept(routeConnections(requests, [...boxes.values()]), before);
    if (routes !== before) canvas.setState({ routes });
  }, [nodes, connections, resolved, canvas]);
}

/** Ways that did not change keep their identity, so that only connections that did are drawn again. */
function kept(next: Routes, before: Routes): Routes {
  const routes = new Map(
    [...next].map(([id, way]) => {
      const old = before.get(id);
      const isSame = old?.length === way.length && old.every(({ x, y }, i) => x === way[i]?.x && y === way[i]?.y);
      return [id, isSame ? old : way] as const;
    }),
  );
  const isSame = routes.size === before.size && [...routes].every(([id, way]) => before.get(id) === way);
  return isSame ? before : routes;
}
