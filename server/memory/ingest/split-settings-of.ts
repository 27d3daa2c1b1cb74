import { type SplitSettings, splitSettingsSchema } from "@/nodes/core/split-settings";

/** How a collection's documents are split, as its settings say; what they leave open is as usual. */
export function splitSettingsOf(settings: Readonly<Record<string, unknown>>): SplitSettings {
  const { chunkSize, overlap } = splitSettingsSchema.shape;
  const size = chunkSize.safeParse(settings.chunkSize);
  const repeated = overlap.safeParse(settings.overlap);
  return splitSettingsSchema.parse({
    ...(size.success ? { chunkSize: size.data } : {}),
    ...(repeated.success ? { overlap: repeated.data } : {}),
  });
}
