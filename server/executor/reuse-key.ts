import { createHash } from "node:crypto";
import type { GraphNode } from "@/nodes/core/graph";
import type { JsonObject } from "@/nodes/core/json";
import type { ResolvedInputs } from "@/server/executor/resolve-inputs";
import type { Scope } from "@/server/executor/scope";
import type { ModelConfig } from "@/server/executor/services";

/**
 * What the result of a node run depends on, as a hash: node type and version, config before its templates are rendered,
 * input values, the run's input where it is read, collections as they are, and the model with its sampling. Undefined where an equal run may give
 * something else: a model that answers by chance, memory, tools, a policy that says never.
 */
export async function reuseKey(
  scope: Scope,
  node: GraphNode,
  { inputs, sources }: ResolvedInputs,
): Promise<string | undefined> {
  const { definition, config, resources, policy } = node;
  const depends = policy.cache === "never" ? undefined : definition.reuse?.(config);
  if (depends === undefined || (resources.memory ?? []).length > 0 || (resources.tools ?? []).length > 0)
    return undefined;
  const lender = scope.find(resources.model?.[0] ?? "")?.node.config as unknown as ModelConfig | undefined;
  if (lender !== undefined && lender.temperature !== 0 && lender.seed === undefined) return undefined;
  const is = lender === undefined ? null : await fingerprintOf(scope, lender);
  if (is === undefined) return undefined;
  const model = lender === undefined ? null : { ...lender, is };
  const found = await revisionsOf(scope, definition.collections?.(config) ?? []);
  if (found === undefined) return undefined;
  const input: JsonObject | null = depends.readsInput ? scope.facts.input : null;
  const { workspaceId } = scope.execution.log;
  const parts = {
    workspaceId,
    type: definition.type,
    version: definition.version,
    config,
    inputs,
    sources,
    input,
    model,
    ...(found.length === 0 ? {} : { found }),
  };
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

/** Ids and revisions of collections: what is found there is the same until they change. Undefined: one of them is not there. */
async function revisionsOf({ execution }: Scope, wanted: readonly string[]): Promise<JsonObject[] | undefined> {
  const { services, log } = execution;
  const revisions: JsonObject[] = [];
  for (const idOrSlug of wanted) {
    const [row] = await services.database.execute<{ id: string; revision: number }>(
      "select id, revision from collections where workspace_id = $1 and (id = $2 or slug = $2) order by id = $2 desc limit 1",
      [log.workspaceId, idOrSlug],
    );
    if (row === undefined) return undefined;
    revisions.push({ id: row.id, revision: row.revision });
  }
  return revisions;
}

/** A model that cannot be found is the node's failure, with its policy, and not that of looking for a result. */
async function fingerprintOf({ execution }: Scope, lender: ModelConfig): Promise<string | undefined> {
  try {
    return await execution.services.fingerprintOf(lender);
  } catch {
    return undefined;
  }
}
