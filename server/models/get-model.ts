import { findModel } from "./find-model";
import type { ModelSummary } from "./model-summary";
import { summarize } from "./model-summary";

/** The entry of an id, or of `default`. Throws `MODEL_NOT_FOUND`. */
export async function getModel(id: string): Promise<ModelSummary> {
  return summarize(await findModel(id));
}
