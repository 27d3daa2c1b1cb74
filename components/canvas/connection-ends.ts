import type { Connection } from "@/nodes/core/workflow";
import type { ConnectionEnd } from "./curve";
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
): RouteRequest[] {
  return connections.flatMap(({ id, source, sourceHandle, target, targetHandle }) => {
    const from = endOf("output", sourceHandle, sidesOf(source), boxOf(source));
    const to = endOf("input", targetHandle, sidesOf(target), boxOf(target));
    return from === undefined || to === undefined ? [] : [{ id, from, to, net: `${source} ${sourceHandle}` }];
  });
}

function endOf(
  direction: "input" | "output",
  port: string,
  sides: PortSides | undefined,
  box: Box | undefined,
): ConnectionEnd | undefined {
  if (sides === undefined || box === undefined) return undefined;
  for (const side of direction === "input" ? (["left", "bottom"] as const) : (["right", "top"] as const)) {
    const index = sides[side].findIndex(({ name }) => name === port);
    if (index === -1) continue;
    if (side === "left") return { side, x: box.x - dotReach, y: box.y + portTop(sides, index) };
    if (side === "right") return { side, x: box.x + box.width + dotReach, y: box.y + portTop(sides, index) };
    const x = box.x + (box.width * (index + 1)) / (sides[side].length + 1);
    return { side, x, y: side === "top" ? box.y - dotReach : box.y + box.height + dotReach };
  }
  return undefined;
}
