import type { ModelSummary } from "./model-types";

/** The entry that `default` means in a workflow: the first that can answer messages. */
export function defaultModel(models: readonly ModelSummary[]): ModelSummary | undefined {
  return models.find(({ capabilities }) => capabilities.includes("chat") || capabilities.includes("text"));
}
