import { z } from "zod";

/** How documents of a collection are cut into chunks. Sizes are in tokens, estimated. */
export const splitSettingsSchema = z.object({
  chunkSize: z.number().int().min(32).max(4_000).default(256).describe("Tokens of a chunk at most, estimated."),
  overlap: z
    .number()
    .int()
    .min(0)
    .max(2_000)
    .default(32)
    .describe("Tokens that a chunk repeats of the one before it in the same section, at most half of a chunk."),
});
export type SplitSettings = z.infer<typeof splitSettingsSchema>;

export const defaultSplitSettings: SplitSettings = splitSettingsSchema.parse({});
