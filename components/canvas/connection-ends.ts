import { isInnerPort, type Parents, selfAndContainers } from "@/nodes/core/container";
import type { Connection } from "@/nodes/core/workflow";
import type { ConnectionEnd } from "./curve";
import { innerDotInset, innerPortTop, isFrame, outerPortTop } from "./frame-ports";
import { type PortSides, portTop } from "./port-sides";
import type { Box } from "./reveal";
import type { RouteRequest } from "./route";

/** From the edge of a card to the outer edge of a dot that stands on it. */
const dotReach = 5;

/** Where connections leave and enter cards; one whose node or port is gone is left out. */
export function routeRequests(
  connections: readonly Connection[],
  sidesOf: (nodeId: string) => PortSides | undefined,
  boxOf: (nodeId: string) => Box | undefined,
  parents: Parents = new Map(),
): RouteRequest[] {
  return connections.flatMap((connection) => {
    const { id, source, sourceHandle, target, targetHandle } = connection;
    const from = endOf("output", sourceHandle, sidesOf(source), boxOf(source));
    const to = endOf("input", targetHandle, sidesOf(target), boxOf(target));
    const net = `${source} ${sourceHandle}`;
    return from === undefined || to === undefined
      ? []
      : [{ id, from, to, net, inside: framesAround(connection, parents) }];
  });
}

/** A frame is in nobody's way who comes from inside it, goes there, or ends at one of its inner ports. */
function framesAround(
  { source, sourceHandle, target, targetHandle }: Connection,
  parents: Parents,
): ReadonlySet<string> {
  const around = (id: string, port: string) => selfAndContainers(parents, id).slice(isInnerPort(port) ? 0 : 1);
  return new Set([...around(source, sourceHandle), ...around(target, targetHandle)]);
}

function endOf(
  direction: "input" | "output",
  port: string,
  sides: PortSides | undefined,
  box: Box | undefined,
): ConnectionEnd | undefined {
  if (sides === undefined || box === undefined) return undefined;
  if (isInnerPort(port)) return innerEndOf(port, sides, box);
  for (const side of direction === "input" ? (["left", "bottom"] as const) : (["right", "top"] as const)) {
    const index = sides[side].findIndex(({ name }) => name === port);
    if (index === -1) continue;
    const top = isFrame(sides) ? outerPortTop(index) : portTop(sides, index);
    if (side === "left") return { side, x: box.x - dotReach, y: box.y + top };
    if (side === "right") return { side, x: box.x + box.width + dotReach, y: box.y + top };
    const x = box.x + (box.width * (index + 1)) / (sides[side].length + 1);
    return { side, x, y: side === "top" ? box.y - dotReach : box.y + box.height + dotReach };
  }
  return undefined;
}

/** Seen from inside, a frame gives from its left edge and takes at its right one. */
function innerEndOf(port: string, { innerLeft, innerRight }: PortSides, box: Box): ConnectionEnd | undefined {
  const given = innerLeft.findIndex(({ name }) => name === port);
  if (given !== -1) return { side: "right", x: box.x + innerDotInset + dotReach, y: box.y + innerPortTop(given) };
  const taken = innerRight.findIndex(({ name }) => name === port);
  if (taken === -1) return undefined;
  return { side: "left", x: box.x + box.width - innerDotInset - dotReach, y: box.y + innerPortTop(taken) };
}
