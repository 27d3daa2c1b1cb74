import { lastUseOf } from "./last-use";
import { readRegistry } from "./registry";

/** For the health check: asks no server. `reachable`: those whose last use or probe was answered. */
export async function countModels(): Promise<{ configured: number; reachable: number }> {
  const { models } = await readRegistry();
  return {
    configured: models.length,
    reachable: models.filter(({ entry }) => lastUseOf(entry.id)?.isReachable === true).length,
  };
}
