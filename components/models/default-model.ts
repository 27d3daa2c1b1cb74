import type { ModelSummary } from "./model-types";

/** The entry that `default` means in a workflow: the first that can answer messages, the starter model last. */
export function defaultModel(models: readonly ModelSummary[]): ModelSummary | undefined {
  const able = models.filter(({ capabilities }) => capabilities.includes("chat") || capabilities.includes("text"));
  return able.find(({ isStarter }) => !isStarter) ?? able[0];
}
