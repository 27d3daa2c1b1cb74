import { z } from "zod";

/** How much of what is remembered is kept. What is left out is not bounded. */
export const retentionRuleSchema = z.strictObject({
  maxEntries: z.number().int().min(1).max(10_000_000).optional().describe("Remembered texts of a collection at most."),
  maxAgeDays: z.number().int().min(1).max(36_500).optional().describe("Days since it was remembered."),
});
export type RetentionRule = z.infer<typeof retentionRuleSchema>;

/** What is stored, as far as it can be read: of a collection first, else what holds for all. */
export function effectiveRule(own: unknown, general: RetentionRule): RetentionRule {
  const parsed = z.object(retentionRuleSchema.shape).safeParse(own ?? {});
  return { ...general, ...(parsed.success ? parsed.data : {}) };
}
