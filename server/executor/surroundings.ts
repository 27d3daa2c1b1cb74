import type { RunSurroundings } from "@/nodes/core/run-surroundings";
import type { Requires } from "@/nodes/core/workflow";
import { database } from "@/server/db/database";
import { defaultModel } from "@/server/models/find-model";
import { capabilitiesOf } from "@/server/models/model-entry";
import { readRegistry } from "@/server/models/registry";

const nothingAsked: RunSurroundings = {};

async function knownCollections(wanted: readonly string[]): Promise<(idOrSlug: string) => boolean> {
  if (wanted.length === 0) return () => true;
  const rows = await (await database()).execute<{ id: string; slug: string }>(
    "select id, slug from collections where id = any($1::text[]) or slug = any($1::text[])",
    [wanted],
  );
  const there = new Set(rows.flatMap(({ id, slug }) => [id, slug]));
  return (idOrSlug) => there.has(idOrSlug);
}

/** What this machine has of what a document asks for. */
export async function surroundings(
  requires: Pick<Requires, "models" | "secrets" | "collections">,
): Promise<RunSurroundings> {
  const { models, secrets, collections = [] } = requires;
  if (models.length === 0 && secrets.length === 0 && collections.length === 0) return nothingAsked;
  const registry = await readRegistry();
  const hasCollection = await knownCollections(collections);
  return {
    hasCollection,
    hasModel: (id) => (id === "default" ? defaultModel(registry) !== undefined : registry.byId.has(id)),
    // Secrets have no store yet: a document that names one cannot run here.
    hasSecret: () => false,
    capabilitiesOf: (id) => {
      const found = id === "default" ? defaultModel(registry) : registry.byId.get(id);
      return found && capabilitiesOf(found.entry);
    },
  };
}
