import { AppError } from "@/nodes/core/app-error";
import type { ModelEntryInput } from "./model-entry";
import { modelStore } from "./model-store";
import type { ModelSummary } from "./model-summary";
import { summarize } from "./model-summary";
import { parseModelEntry } from "./parse-model-entry";
import { forgetRegistry, readRegistry } from "./registry";
import { refuseMask } from "./secret-fields";

/** Adds an entry of the app. Throws `CONFLICT` when its id is taken. */
export async function createModel(input: ModelEntryInput): Promise<ModelSummary> {
  const entry = parseModelEntry(input);
  refuseMask(entry);
  const taken = (await readRegistry({ isFresh: true })).byId.get(entry.id);
  if (taken !== undefined) {
    const where = taken.source === "file" ? " in models.yaml" : "";
    throw new AppError("CONFLICT", `There is a model "${entry.id}"${where} already.`, {
      field: "id",
      hint: "Choose another id, or change that one.",
    });
  }
  await modelStore().put(entry);
  forgetRegistry();
  return summarize({ entry, source: "app", hidesFileEntry: false });
}
