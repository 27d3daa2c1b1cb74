import { AppError } from "@/nodes/core/app-error";
import { findModel } from "./find-model";
import { forgetUse } from "./last-use";
import type { ModelEntry, ModelUpdate } from "./model-entry";
import { modelStore } from "./model-store";
import type { ModelSummary } from "./model-summary";
import { summarize } from "./model-summary";
import { parseModelEntry, parseModelUpdate } from "./parse-model-entry";
import { forgetRegistry, readRegistry } from "./registry";
import { mask, refuseMask, withKept } from "./secret-fields";

/**
 * Replaces an entry. One of `models.yaml` gets an entry of the app before it; the file stays as it is. A key or
 * headers that are absent or masked keep their values; a key that is null is removed, and so is a header that is left out.
 */
export async function updateModel(id: string, update: ModelUpdate): Promise<ModelSummary> {
  if (id === "default")
    throw new AppError("REQUEST_INVALID", '"default" is no entry: change the model that it stands for.');
  const { entry: before } = await findModel(id);
  if (update.id !== undefined && update.id !== id) {
    throw new AppError("REQUEST_INVALID", `The id of a model stays: workflows name it. This one is "${id}".`, {
      field: "id",
      hint: "Add a model with the new id, then delete this one.",
    });
  }
  const { api_key, headers, ...rest } = parseModelUpdate(update);
  const key = api_key === undefined || api_key === mask ? before.api_key : (api_key ?? undefined);
  if (key === undefined && api_key === mask) refuseMask({ api_key });
  const sent = headers === undefined ? before.headers : withKept(headers, before.headers);
  const entry = parseModelEntry({
    ...rest,
    id,
    ...(key === undefined ? {} : { api_key: key }),
    ...(sent === undefined || Object.keys(sent).length === 0 ? {} : { headers: sent }),
  });
  await modelStore().put(entry);
  forgetRegistry();
  forgetUse(id);
  return await stored(entry);
}

async function stored(entry: ModelEntry): Promise<ModelSummary> {
  const model = (await readRegistry()).byId.get(entry.id);
  return summarize(model ?? { entry, source: "app", hidesFileEntry: false });
}
