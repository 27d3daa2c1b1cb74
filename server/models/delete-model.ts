import { AppError } from "@/nodes/core/app-error";
import { findModel } from "./find-model";
import { forgetUse } from "./last-use";
import { modelStore } from "./model-store";
import { forgetRegistry } from "./registry";

/** Removes an entry of the app; the one of `models.yaml` behind it comes back. Throws `CONFLICT` for one of the file alone. */
export async function deleteModel(id: string): Promise<void> {
  if (id === "default")
    throw new AppError("REQUEST_INVALID", '"default" is no entry: delete the model that it stands for.');
  const { source } = await findModel(id);
  if (source === "file") {
    throw new AppError("CONFLICT", `The model "${id}" stands in models.yaml, which Heddle never writes.`, {
      hint: "Remove it from models.yaml; the change is seen at once.",
    });
  }
  await modelStore().remove(id);
  forgetRegistry();
  forgetUse(id);
}
