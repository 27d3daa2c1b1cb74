/** How long things are kept: what is left out is not bounded. */
export interface RetentionRule {
  readonly maxEntries?: number;
  readonly maxAgeDays?: number;
  /** Instead of deleting: a summary of what goes is kept. */
  readonly summarize?: boolean;
}

/** What the form holds; `null` is an empty field. */
export interface RetentionDraft {
  readonly maxEntries: number | null;
  readonly maxAgeDays: number | null;
  readonly summarize: boolean;
}

/** What is stored, as far as it can be read. */
export function draftOf(rule: Readonly<Record<string, unknown>>): RetentionDraft {
  return {
    maxEntries: countIn(rule.maxEntries),
    maxAgeDays: countIn(rule.maxAgeDays),
    summarize: rule.summarize === true,
  };
}

export function ruleOf({ maxEntries, maxAgeDays, summarize }: RetentionDraft): RetentionRule {
  return {
    ...(maxEntries === null ? {} : { maxEntries }),
    ...(maxAgeDays === null ? {} : { maxAgeDays }),
    ...(summarize ? { summarize } : {}),
  };
}

export function isUnbounded({ maxEntries, maxAgeDays }: RetentionDraft): boolean {
  return maxEntries === null && maxAgeDays === null;
}

/** What is wrong with it, by field. */
export function retentionProblems(draft: RetentionDraft): Partial<Record<"maxEntries" | "maxAgeDays", string>> {
  return {
    ...(isCount(draft.maxEntries) ? {} : { maxEntries: "Write a whole number from 1, or leave it empty." }),
    ...(isCount(draft.maxAgeDays) ? {} : { maxAgeDays: "Write a whole number of days from 1, or leave it empty." }),
  };
}

function isCount(value: number | null): boolean {
  return value === null || (Number.isInteger(value) && value >= 1);
}

function countIn(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
