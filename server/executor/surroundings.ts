import type { RunSurroundings } from "@/nodes/core/run-issues";
import type { Requires } from "@/nodes/core/workflow";
import { defaultModel } from "@/server/models/find-model";
import { readRegistry } from "@/server/models/registry";

const nothingAsked: RunSurroundings = {};

/** What this machine has of what a document asks for. */
export async function surroundings(requires: Pick<Requires, "models" | "secrets">): Promise<RunSurroundings> {
  if (requires.models.length === 0 && requires.secrets.length === 0) return nothingAsked;
  const registry = await readRegistry();
  return {
    hasModel: (id) => (id === "default" ? defaultModel(registry) !== undefined : registry.byId.has(id)),
    // Secrets have no store yet: a document that names one cannot run here.
    hasSecret: () => false,
  };
}
