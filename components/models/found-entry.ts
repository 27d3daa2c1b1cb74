import type { AvailableModel, ModelEntryInput, Probe } from "./model-types";
import { newModelId } from "./new-model-id";

/** The entry that makes one of a found server's models usable. `taken`: ids that are in use. */
export function foundEntry(
  probe: Pick<Probe, "type" | "base_url">,
  model: AvailableModel,
  taken: ReadonlySet<string>,
): ModelEntryInput {
  const id = newModelId(model.name, taken);
  return {
    id,
    type: probe.type,
    base_url: probe.base_url,
    ...(model.name === id ? {} : { model: model.name }),
    ...(model.capabilities === undefined || model.capabilities.length === 0
      ? {}
      : { capabilities: [...model.capabilities] }),
    ...(model.context === undefined ? {} : { context: model.context }),
  };
}
