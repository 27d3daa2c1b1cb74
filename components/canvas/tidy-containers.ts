import { isFrame } from "./frame-ports";
import { frameAround, framePadding } from "./frames";
import { levelsOf } from "./levels";
import type { Point } from "./new-node";
import { cardSize, noSides, portSides, runningHeight } from "./port-sides";
import type { Box } from "./reveal";
import { cornerOf, type Layout, type TidyScene, tidyLevel } from "./tidy";

/**
 * A place for each node, in its container: the innermost containers are laid out first, since a frame is as large as what
 * it holds. The graph stays where it begins now.
 */
export async function tidyPlaces(scene: TidyScene, layout: Layout): Promise<Map<string, Point>> {
  const { workflow, portsOf, heightOf } = scene;
  const { levels, connectionsOf } = levelsOf(workflow);
  const sides = new Map(workflow.nodes.map(({ id }) => [id, portSides(portsOf(id) ?? { inputs: [], outputs: [] })]));
  const frames = new Map<string, Box>();
  const places = new Map<string, Point>();
  const sizeOf = (id: string) =>
    frames.get(id) ?? {
      width: cardSize.width,
      height: Math.max(heightOf(id) ?? 0, runningHeight(sides.get(id) ?? noSides)),
    };

  const isContainer = (id: string) => levels.has(id) || isFrame(sides.get(id) ?? noSides);

  async function tidyInside(parentId: string | undefined, corner: Point): Promise<void> {
    const nodes = levels.get(parentId) ?? [];
    for (const { id } of nodes) {
      if (!isContainer(id)) continue;
      await tidyInside(id, { x: framePadding.left, y: framePadding.top });
      const inside = (levels.get(id) ?? []).map((node) => ({ ...sizeOf(node.id), ...(places.get(node.id) as Point) }));
      frames.set(id, frameAround(inside));
    }
    if (nodes.length === 0) return;
    const level = { workflow: { nodes, connections: [...connectionsOf(parentId)] }, portsOf, heightOf };
    const found = await tidyLevel({ ...level, frameOf: (id) => frames.get(id) }, corner, layout);
    for (const [id, place] of found) places.set(id, place);
  }

  await tidyInside(undefined, cornerOf((levels.get(undefined) ?? []).map(({ position }) => position)));
  return places;
}
