import type { NodeDefinition, NodeDefinitions } from "./node-definition";
import { isSameJson } from "./same-json";
import type { StaleReason } from "./stale-reason";
import type { WorkflowNode } from "./workflow";

/** What about a node itself changed that its outputs depend on. */
export function ownChange(
  before: WorkflowNode,
  now: WorkflowNode,
  definitions: NodeDefinitions,
): StaleReason | undefined {
  if (before.type !== now.type) return { type: "replaced" };
  const wasOff = before.disabled === true;
  if (wasOff !== (now.disabled === true)) return { type: wasOff ? "enabled" : "disabled" };
  if (before.parentId !== now.parentId) return { type: "moved" };
  const labels = changedSettings(before, now, definitions.get(now.type));
  return labels.length === 0 ? undefined : { type: "settings", labels };
}

/** Labels of the settings that say something else, in the order of the form; a default that was written out says the same. */
function changedSettings(before: WorkflowNode, now: WorkflowNode, definition: NodeDefinition | undefined): string[] {
  if (isSameJson(before.config, now.config)) return [];
  const [old, current] = [parsedConfig(before, definition), parsedConfig(now, definition)];
  const keys = new Set([...Object.keys(old), ...Object.keys(current)]);
  const changed = new Set([...keys].filter((key) => !isSameJson(old[key], current[key])));
  const fields = definition?.fields ?? [];
  const known = fields.filter(({ name }) => changed.delete(name)).map(({ label }) => label);
  return [...known, ...changed];
}

function parsedConfig({ config }: WorkflowNode, definition: NodeDefinition | undefined): Record<string, unknown> {
  const parsed = definition?.config.safeParse(config);
  return parsed?.success === true ? parsed.data : config;
}
