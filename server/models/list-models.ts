import type { ModelSummary } from "./model-summary";
import { summarize } from "./model-summary";
import { readRegistry } from "./registry";

/** All entries: those of the file in its order, then those that were made in the app. */
export async function listModels(): Promise<ModelSummary[]> {
  const { models } = await readRegistry();
  return models.map(summarize);
}
